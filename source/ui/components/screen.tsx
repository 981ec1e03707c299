/** One screen, as large as the terminal: where am I, one question, the body, what the item under the cursor means, the keys. */
import { Box } from 'ink';
import type { ReactNode } from 'react';
import { clip } from '../clip.js';
import { FrameProvider, useFrame } from '../frame.js';
import { headerParts } from '../header.js';
import type { KeyHint } from '../hints.js';
import { useShown } from '../hooks/use-keys.js';
import { gapOf, least, mostSentence } from '../layout.js';
import { KeyHelp, KeyHints } from './key-hints.js';
import { Marked } from './marked.js';
import { Text } from './text.js';

export type ScreenProps = {
  /** One question in plain words. */
  readonly question: string;
  /** At the right of the question, e.g. the time zone. */
  readonly aside?: string | undefined;
  /** About the item under the cursor. */
  readonly explanation?: string | undefined;
  /** Takes the explanation's place: why the last key did nothing, or what is wrong. */
  readonly problem?: string | undefined;
  /** Most important first. */
  readonly keys: readonly KeyHint[];
  readonly children: ReactNode;
};

/** Columns that a question has at least, whatever stands beside it. */
const leastQuestion = 28;

/**
 * ```
 *  ssm-patch-wizard › Set up › Account                  prod-main 1234 5678 9012 · eu-west-1 · PRODUCTION
 *
 *  Is this the account to work in?
 *
 *    …body…
 *
 *  What the item under the cursor means.
 *  ↑↓ move   enter choose   esc back   ? help
 * ```
 */
export function Screen({ question, aside, explanation, problem, keys, children }: ScreenProps) {
  const frame = useFrame();
  useShown(question);
  if (frame.isTooSmall) {
    const enlarge = `Make the terminal at least ${least.columns} columns wide and ${least.rows} rows high.`;
    return <Marked text={enlarge} columns={frame.columns} />;
  }
  const gap = gapOf(frame.size);
  const { ellipsis, warning } = frame.symbols;
  const heading = frame.isHelpOpen ? 'Keys on this screen' : question;
  // What is asked is never cut off: a long name takes a second row, from the body where there is no other room.
  const [beside = ''] = clip(aside ?? '', frame.columns - leastQuestion, 1, ellipsis);
  const headingRows = clip(heading, frame.columns - 4 - beside.length, 2, ellipsis);
  const bodyRows = frame.bodyRows - headingRows.length + 1;
  const sentence = Math.min(frame.columns - 2, mostSentence);
  const note = clip(problem ? `${warning} ${problem}` : (explanation ?? ''), sentence, 2, ellipsis);
  return (
    // Ink learns of another width after this is drawn, and would shrink it meanwhile.
    <Box flexDirection="column" width={frame.columns} height={frame.rows} flexShrink={0}>
      <Header />
      <Box marginTop={gap} justifyContent="space-between" gap={2}>
        <Box flexDirection="column">
          {headingRows.map((row) => (
            <Text key={row} tone="heading">{` ${row}`}</Text>
          ))}
        </Box>
        <Box flexShrink={0}>
          <Text tone="muted">{beside}</Text>
        </Box>
      </Box>
      <Box marginTop={gap} height={bodyRows} flexDirection="column" overflow="hidden">
        {/* What is too long is cut off below: made smaller, rows would lie on top of each other. */}
        <Box flexDirection="column" flexShrink={0}>
          {/* A question of two rows leaves fewer to the body. */}
          <FrameProvider value={{ ...frame, bodyRows }}>
            {frame.isHelpOpen ? <KeyHelp hints={keys} /> : children}
          </FrameProvider>
        </Box>
      </Box>
      <Box marginTop={gap} height={2} flexDirection="column">
        {note.map((row) => (
          <Text key={row} tone={problem ? 'warning' : 'body'}>{` ${row}`}</Text>
        ))}
      </Box>
      <KeyHints hints={keys} />
    </Box>
  );
}

/** Where one is gives way before where it acts, and the profile's name before the account, region and what is said of them. */
function Header() {
  const { columns, crumbs, place, isSandbox, symbols } = useFrame();
  const { path, before, badge, isProduction } = headerParts({ columns, crumbs, place, isSandbox, symbols });
  return (
    <Box justifyContent="space-between" gap={2}>
      <Text tone="heading"> {path}</Text>
      <Box flexShrink={0}>
        <Text tone={isProduction ? 'warning' : 'muted'}>{before}</Text>
        <Text tone={isProduction ? 'production' : 'badge'}>{badge}</Text>
      </Box>
    </Box>
  );
}
