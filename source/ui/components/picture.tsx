/** Pictures of time on the screen: a line of text each row, so that they are drawn fast. Read aloud they are a sentence or nothing. */
import { Box } from 'ink';
import type { Picture } from '../../schedule/picture/piece.js';
import { toneOf } from '../marks.js';
import { Text } from './text.js';

export type PictureRowsProps = {
  readonly picture: Picture;
  /** Rows that it takes, always. */
  readonly rows: number;
  /** What is read aloud in its place. @default nothing */
  readonly spoken?: string;
};

export function PictureRows({ picture, rows, spoken = '' }: PictureRowsProps) {
  return (
    <Box
      flexDirection="column"
      height={rows}
      overflow="hidden"
      flexShrink={0}
      aria-hidden={spoken === ''}
      aria-label={spoken}
    >
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
