/**
 * Pictures of time on the screen: a line of text each row, so that they are drawn fast. They are not read aloud: the list of dates and
 * the line about the day say the same.
 */
import { Box } from 'ink';
import type { Picture } from '../../schedule/picture/piece.js';
import { toneOf } from '../marks.js';
import { Text } from './text.js';

export type PictureRowsProps = {
  readonly picture: Picture;
  /** Rows that it takes, always. */
  readonly rows: number;
};

export function PictureRows({ picture, rows }: PictureRowsProps) {
  return (
    <Box flexDirection="column" height={rows} overflow="hidden" flexShrink={0} aria-hidden>
      {picture.slice(0, rows).map((pieces, row) => (
        <Text key={String(row)}>
          {pieces.map(({ text, marks }, index) =>
            marks.length === 0 ? (
              text
            ) : (
              <Text key={String(index)} tone={marks.map((mark) => toneOf[mark])}>
                {text}
              </Text>
            ),
          )}
        </Text>
      ))}
    </Box>
  );
}
