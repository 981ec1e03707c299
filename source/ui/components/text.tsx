/** Text on the screen: a tone instead of colours, and no control character of anybody ever reaches the terminal. */
import { Text as InkText } from 'ink';
import { Children, type ReactNode } from 'react';
import { printable } from '../../printable.js';
import { useFrame } from '../frame.js';
import { spelled } from '../symbols.js';
import { type Style, type Tone, theme } from '../theme.js';

export type TextProps = {
  /** Several are laid over each other. @default 'body' */
  readonly tone?: Tone | readonly Tone[];
  /** Where it is cut off; Ink's own rows would begin with the space that they are broken at. @default 'truncate-end' */
  readonly wrap?: 'truncate-end' | 'truncate-middle';
  readonly children?: ReactNode;
};

/** The only way to put text on the screen; what is no string, such as text within text, has come the same way. */
export function Text({ tone = 'body', wrap = 'truncate-end', children }: TextProps) {
  const { symbols } = useFrame();
  const safe = Children.map(children, (child) =>
    typeof child === 'string' ? spelled(printable(child), symbols) : child,
  );
  return (
    <InkText {...styleOf(tone)} wrap={wrap}>
      {safe}
    </InkText>
  );
}

function styleOf(tone: Tone | readonly Tone[]): Style {
  return typeof tone === 'string' ? theme[tone] : Object.assign({}, ...tone.map((each) => theme[each]));
}
