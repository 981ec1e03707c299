/** A terminal's screen as a picture: SVG in the reader's own light or dark, every cell where the terminal has it. */
import type { IBufferCell, Terminal } from '@xterm/headless';

/** Cells of one row that look the same. */
export interface Run {
  readonly column: number;
  readonly width: number;
  readonly text: string;
  /** Names of styles, as {@link styles} has them. */
  readonly looks: readonly string[];
}

/** The rows of a screen as it is now, each in runs. */
export type Screen = readonly (readonly Run[])[];

const cell = { width: 8.4, height: 18 };
const margin = 14;

/** ANSI's colours that the theme uses, by their numbers. */
const colours: Readonly<Record<number, string>> = { 1: 'r', 2: 'g', 3: 'y', 6: 'c', 13: 'm' };

/** GitHub's own colours, which are readable on its two backgrounds. */
const styles = [
  'svg{--b:#fff;--f:#1f2328;--l:#d1d9e0;--r:#cf222e;--g:#1a7f37;--y:#9a6700;--c:#0e7490;--m:#8250df}',
  '@media(prefers-color-scheme:dark){svg{--b:#0d1117;--f:#e6edf3;--l:#3d444d;--r:#ff7b72;--g:#3fb950;--y:#d29922;--c:#39c5cf;--m:#d2a8ff}}',
  'text{fill:var(--f);white-space:pre}rect{fill:var(--f)}.w{fill:var(--b);stroke:var(--l)}',
  ...Object.values(colours).map((name) => `text .${name},rect.${name}{fill:var(--${name})}`),
  'text .i{fill:var(--b)}.b{font-weight:700}.d{opacity:.65}.u{text-decoration:underline}',
].join('');

/** What the emulator shows, in runs. */
export function screenOf({ buffer: { active }, rows, cols }: Terminal): Screen {
  return Array.from({ length: rows }, (_, y) => {
    const line = active.getLine(active.baseY + y);
    const runs: Run[] = [];
    for (let x = 0; x < cols; x += 1) {
      const one = line?.getCell(x);
      if (one === undefined || one.getWidth() === 0) continue;
      const looks = looksOf(one);
      const text = one.getChars() || ' ';
      const last = runs.at(-1);
      if (last && String(last.looks) === String(looks))
        runs[runs.length - 1] = { ...last, width: last.width + one.getWidth(), text: last.text + text };
      else runs.push({ column: x, width: one.getWidth(), text, looks });
    }
    return runs;
  });
}

function looksOf(one: IBufferCell): string[] {
  const colour = one.isFgPalette() ? colours[one.getFgColor()] : undefined;
  const flags = { b: one.isBold(), d: one.isDim(), u: one.isUnderline(), i: one.isInverse() };
  return [...Object.entries(flags).flatMap(([name, isOn]) => (isOn ? [name] : [])), ...(colour ? [colour] : [])];
}

/** One screen as an SVG document. */
export function picture(title: string, screen: Screen): string {
  return documentOf(title, sizeOf(screen), '', linesOf(screen));
}

/**
 * Several screens one after another, for ever, as an SVG document without a script; who wants no motion sees the last.
 * @param seconds that each is shown
 */
export function animation(title: string, screens: readonly Screen[], seconds: number): string {
  const whole = screens.length * seconds;
  const share = 100 / screens.length;
  const moving = [
    `@media(prefers-reduced-motion:no-preference){.s{visibility:hidden;animation:s ${whole}s step-end infinite}}`,
    `@media(prefers-reduced-motion:reduce){.s:not(:last-child){display:none}}`,
    `@keyframes s{0%{visibility:visible}${share.toFixed(3)}%{visibility:hidden}}`,
    ...screens.map((_, index) => `.s${index}{animation-delay:${index * seconds - (index === 0 ? 0 : whole)}s}`),
  ].join('');
  const frames = screens.map((screen, index) => `<g class="s s${index}">\n${linesOf(screen)}\n</g>`);
  return documentOf(title, sizeOf(screens[0] ?? []), moving, `<g>\n${frames.join('\n')}\n</g>`);
}

function sizeOf(screen: Screen): readonly [width: number, height: number] {
  const columns = Math.max(...screen.map((runs) => runs.reduce((sum, { width }) => sum + width, 0)));
  return [Math.ceil(columns * cell.width + 2 * margin), screen.length * cell.height + 2 * margin];
}

function documentOf(title: string, [width, height]: readonly [number, number], moving: string, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace" font-size="14">
<title>${escaped(title)}</title>
<style>${styles}${moving}</style>
<rect class="w" x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8"/>
${body}
</svg>
`;
}

/** What a picture has of a screen. */
export function linesOf(screen: Screen): string {
  return screen
    .flatMap((runs, row) => {
      const y = margin + row * cell.height;
      const shown = runs.flatMap((run) => trimmed(run));
      if (shown.length === 0) return [];
      const filled = shown.filter(({ looks }) => looks.includes('i'));
      const blocks = filled.map(({ column, width, looks }) => {
        const classes = looks.filter((look) => look !== 'i' && look !== 'b');
        const size = `x="${at(column)}" y="${y}" width="${(width * cell.width).toFixed(1)}" height="${cell.height}"`;
        return `<rect ${size}${classes.length > 0 ? ` class="${classes.join(' ')}"` : ''}/>`;
      });
      const texts = shown.map(({ column, width, text, looks }) => {
        const names = looks.includes('i') ? looks.filter((look) => look === 'i' || look === 'b') : looks;
        const className = names.length > 0 ? ` class="${names.join(' ')}"` : '';
        return `<tspan x="${at(column)}" textLength="${(width * cell.width).toFixed(1)}"${className}>${escaped(text)}</tspan>`;
      });
      return [...blocks, `<text y="${y + 13}">${texts.join('')}</text>`];
    })
    .join('\n');
}

/** Without spaces at its ends that show nothing; nothing where it is blank. */
function trimmed(run: Run): Run[] {
  if (run.looks.includes('i') || run.looks.includes('u')) return [run];
  const text = run.text.trim();
  if (text === '') return [];
  const before = run.text.length - run.text.trimStart().length;
  const after = run.text.length - run.text.trimEnd().length;
  return [{ ...run, text, column: run.column + before, width: run.width - before - after }];
}

function at(column: number): string {
  return (margin + column * cell.width).toFixed(1);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
