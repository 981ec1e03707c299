/**
 * Every screen as a text at three sizes, to be read when something is changed, and the pictures of README and docs: `npm run pictures` writes both.
 * Each is resized to the three and back, and is one whole frame then.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder, program, sandboxEnvironment } from '../helpers/command.js';
import { animation, linesOf, picture, type Screen } from '../helpers/picture.js';
import { resized, type Size } from '../helpers/resized.js';
import { withSandbox } from '../helpers/sandbox.js';
import { openTerminal, type TestTerminal } from '../helpers/terminal.js';
import { servedAt, withPlans, words } from '../helpers/wizard.js';

const sizes = [
  [120, 40],
  [80, 24],
  [60, 15],
] as const;

/** The size of a picture, but for one that needs more room. */
const pictured = [100, 30] as const;

/** What AWS has not answered yet, and is seen in the frame when it has. */
const isAsking = new RegExp(`${words.notCounted}|asking AWS`);

/** The pictures, by tour and screen; `alt` is for who does not see them. */
const pictures: Readonly<Record<string, { readonly file: string; readonly alt: string; readonly size?: Size }>> = {
  'new-plan/When': {
    size: [120, 40],
    file: 'when',
    alt: 'Weeks, weekdays and hours, and the next patch dates',
  },
  'new-plan/Hub': { file: 'plan', alt: 'A plan on one screen: systems, dates, nodes, and what would be created' },
  'new-plan/Nodes': { file: 'nodes', alt: 'The nodes of an account, their groups and next runs' },
  'around/Status, windows': { file: 'status', alt: 'The maintenance windows of an account and their next runs' },
  'around/One of them': {
    file: 'clean-up',
    alt: 'Confirming one deletion: who owns the window, and what happens without it',
  },
  'around/Restore, review': { file: 'restore', alt: 'What a restore would bring back' },
};

/** The screens of the animated tour, from the first to the last. */
const tourScreens = ['Home', 'Account', 'Which plan', 'Systems', 'When', 'Hub', 'Nodes for a plan', 'Done'];

const hook = join(import.meta.dirname, '../helpers/fixed-clock.cjs');

/** A name, the keys that lead there, or what else does, and what is there then; undefined for a screen that has been shown before. */
type Stop = readonly [
  name: string | undefined,
  keys: readonly (string | (() => Promise<unknown>))[],
  shows: string | RegExp,
];

function open(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<TestTerminal> {
  const clock = { FIXED_CLOCK: '2026-11-24T09:00:00Z', TZ: 'Europe/Berlin' };
  return openTerminal({ args: ['--require', hook, program, ...args], env: { ...clock, ...env } });
}

/** What is another one in every run: ids, ports, folders, how long something has been waited for. */
function withoutChance(screen: string): string {
  return screen
    .replace(/\b(mw|pb)-[0-9a-f]{17}\b/g, (_, kind) => `${kind}-${'0'.repeat(17)}`)
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '0'.repeat(36))
    .replace(/127\.0\.0\.1:\d{5}/g, '127.0.0.1:00000')
    .replace(/127\.[\d.]*…\d+/g, '127.…0000')
    .replace(/\/\S*terminal-\w{6}\/home/g, '/home/you')
    .replace(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/g, '⠋')
    .replace(/ · \d+ s$/gm, ' · 10 s');
}

/** The screen as it looks, without chance; what is put in has the width of its own characters. */
function pictureNow(terminal: TestTerminal): Screen {
  const runs = (run: Screen[number][number]) => {
    const text = withoutChance(run.text);
    return { ...run, text, width: run.width + text.length - run.text.length };
  };
  return terminal.picture().map((row) => row.map(runs));
}

function fileOf(tour: string, [columns, rows]: (typeof sizes)[number]): string {
  return `screens/${tour}-${columns}x${rows}.txt`;
}

/** The texts of a tour as they stand in its files, by their names, for each size. */
function textsKept(tour: string): readonly ReadonlyMap<string, string>[] {
  return sizes.map((size) => {
    const text = kept(join(import.meta.dirname, fileOf(tour, size)));
    return new Map(
      text.split(/^## /m).map((part) => [part.split('\n', 1)[0] ?? '', part.slice(part.indexOf('\n')).trim()]),
    );
  });
}

/** Waits for the frame that is kept, which may follow another of the same size; then takes what is there. */
async function settled(terminal: TestTerminal, isMeant: (screen: string) => boolean): Promise<string> {
  return terminal.waitUntil(isMeant, { timeout: 2000 }).catch(() => terminal.screen());
}

function pictureFile(file: string): string {
  return join(import.meta.dirname, `../../docs/pictures/${file}.svg`);
}

function kept(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** Compares a screen's picture with its file, and keeps what the tour shows. */
async function pictureOf(
  terminal: TestTerminal,
  tour: string,
  title: string,
  shown: Map<string, Screen>,
): Promise<void> {
  const pictureMeant = pictures[`${tour}/${title}`];
  if (pictureMeant) {
    const { file, alt, size = pictured } = pictureMeant;
    const drawn = () => picture(alt, pictureNow(terminal));
    await resized(terminal, size);
    const meant = kept(pictureFile(file));
    await settled(terminal, () => drawn() === meant);
    await expect(drawn()).toMatchFileSnapshot(pictureFile(file));
  }
  if (tourScreens.includes(title)) {
    await resized(terminal, pictured);
    const meant = kept(pictureFile('tour'));
    await settled(terminal, () => meant.includes(linesOf(pictureNow(terminal))));
    shown.set(title, pictureNow(terminal));
  }
}

/** Goes from stop to stop and compares the text of all screens at each size with its file. */
async function tour(name: string, terminal: TestTerminal, stops: readonly Stop[]): Promise<Map<string, Screen>> {
  const shown = new Map<string, Screen>();
  const before = textsKept(name);
  const texts = sizes.map(() => '');
  for (const [title, keys, shows] of stops) {
    for (const key of keys) await (typeof key === 'string' ? terminal.press(key) : key());
    await terminal.waitFor(shows);
    const first = await terminal.waitUntil((screen) => !isAsking.test(screen));
    if (title === undefined) continue;
    await pictureOf(terminal, name, title, shown);
    for (const [index, smaller] of [...sizes.slice(1), sizes[0]].entries()) {
      const size = (index + 1) % sizes.length;
      await resized(terminal, smaller);
      const meant = before[size]?.get(title);
      const frame = await settled(terminal, (screen) => withoutChance(screen).trim() === meant);
      texts[size] += `## ${title}\n\n${withoutChance(frame)}\n\n`;
    }
    const back = await settled(terminal, (screen) => withoutChance(screen) === withoutChance(first));
    expect(withoutChance(back), `${title}, back in its first size`).toBe(withoutChance(first));
  }
  for (const [index, size] of sizes.entries()) await expect(texts[index]).toMatchFileSnapshot(fileOf(name, size));
  return shown;
}

test('a new plan on the built-in account', { timeout: 300_000 }, async () => {
  const terminal = await open(['--sandbox']);
  const shown = await tour('new-plan', terminal, [
    ['Home', [], words.home],
    ['Home, keys', ['?'], words.help],
    ['Account', ['x', 'enter'], words.yes],
    ['Which plan', ['enter'], words.plan],
    ['Systems', ['enter'], words.baseline],
    ['When', ['enter'], words.schedule],
    ['When, days', ['d'], 'back to ticks'],
    [undefined, ['escape'], words.schedule],
    ['When, facts', ['i'], words.facts],
    [undefined, ['escape'], words.schedule],
    ['When, zone', ['z'], words.whichZone],
    [undefined, ['escape'], words.schedule],
    ['Hub', ['enter'], words.create],
    ['Every call', ['e'], words.allCalls],
    ['Every call, filtered', ['/', ...'createp'], /Filter: createp.*\n +❯ CreatePatchBaseline/],
    [undefined, ['escape'], /1 of 61/],
    [undefined, ['escape'], words.create],
    ['Nodes for a plan', ['n'], 'in which group of plan'],
    ['Nodes, a group', ['g'], 'Which group should'],
    [undefined, ['escape'], 'in which group of plan'],
    ['Nodes, spread', ['s', 'space', 'down', 'space'], 'go into different'],
    ['Nodes, decided', ['enter'], '4 to change'],
    ['Hub with nodes', ['c'], 'will be in'],
    [undefined, ['u'], words.create],
    ['Save', ['x'], words.saveAs],
    ['Save, a file', ['down', 'enter'], words.whichSave],
    [undefined, ['escape'], words.saveAs],
    [undefined, ['escape'], words.create],
    ['How', ['up', 'enter'], words.options],
    [undefined, ['escape'], words.create],
    ['Done', ['c'], words.done],
    [undefined, ['q'], words.home],
    [undefined, ['n'], words.yes],
    ['Nodes', ['enter'], 'Which node'],
    ['Nodes, one of them', ['enter'], 'back to table'],
    [undefined, ['escape'], 'Which node'],
    ['Nodes, by a tag', ['t'], 'Which tag decides'],
    ['Nodes, values of a tag', ['enter'], 'Which group for each value'],
    [undefined, ['escape'], 'Which tag decides'],
    [undefined, ['escape'], 'Which node'],
    [undefined, ['g'], 'Which group should'],
    [undefined, ['enter'], '1 to change'],
    ['Nodes, review', ['c'], 'Change the group'],
    ['Nodes, end', ['c'], words.done],
  ]);
  const frames = tourScreens.flatMap((title) => [shown.get(title) ?? []]);
  const moving = animation('From home to patched nodes: a set-up, screen by screen', frames, 3);
  expect(moving.length).toBeLessThan(500_000);
  await expect(moving).toMatchFileSnapshot(pictureFile('tour'));
});

test('a plan of a real account', { timeout: 300_000 }, async () => {
  const { sandbox } = await withPlans('-w 1 2 -d 2 -t 3 4');
  const { args, env } = servedAt(sandbox.endpoint);
  const fault = (kind: string, operation: string) => () => sandbox.faults({ kind, operation });
  // Both deletions are in flight before the first is refused.
  const slowly = (ms: number) => () => sandbox.control('PUT', 'latency', { ms });
  const terminal = await open(args, { ...sandboxEnvironment, ...env });
  await tour('plan', terminal, [
    ['Home', [], words.home],
    ['Account', ['enter'], words.yes],
    ['Hub, as it is', ['enter'], words.nothingToDo],
    ['When', ['enter'], words.schedule],
    ['Hub, changed', ['left', 'space', 'enter'], words.apply],
    ['Leftovers', ['c'], words.leftovers],
    ['Confirmation', ['down', 'enter'], words.typed],
    [
      'Done with an error',
      [fault('access-denied', 'DeleteMaintenanceWindow'), slowly(150), ...'123456789012', 'enter'],
      'Not complete',
    ],
    ['Hub, tried again', [slowly(0), fault('hang', 'UpdateMaintenanceWindow'), 'r'], words.hub],
    [undefined, ['end', 'enter'], words.leftovers],
    [undefined, ['down', 'enter'], 'switched off'],
    [undefined, ['c'], words.typed],
    ['Progress', [...'yes', 'enter'], /[\u2801-\u28ff] \w/],
  ]);
});

test('what is there, and taking it away', { timeout: 300_000 }, async () => {
  const terminal = await open(['--sandbox']);
  await tour('around', terminal, [
    [undefined, [], words.home],
    [undefined, ['enter'], words.yes],
    [undefined, ['enter'], words.plan],
    [undefined, ['enter'], words.baseline],
    [undefined, ['enter'], words.schedule],
    [undefined, ['enter'], words.create],
    [undefined, ['c'], words.done],
    ['Status, windows', ['s'], '[Windows 14]'],
    ['Status, details', ['enter'], 'back to table'],
    [undefined, ['escape'], '[Windows 14]'],
    ['Status, nodes', ['tab'], '[Nodes 12]'],
    ['Status, groups', ['tab'], '[Groups'],
    ['Status, baselines', ['tab'], '[Baselines'],
    ['Status, drift', ['tab'], '[Drift'],
    ['Pause', ['tab', 'down', 'down', 'p'], 'How long'],
    ['Pause, review', ['enter'], 'These runs'],
    ['Pause, end', ['c'], words.done],
    [undefined, ['enter'], '– paused'],
    [undefined, ['q'], words.home],
    ['Backups, none', ['u'], 'There are no backups'],
    [undefined, ['escape'], words.home],
    [undefined, ['g'], words.yes],
    ['What to delete', ['enter'], 'What should be deleted?'],
    ['Chosen', ['home', 'space'], /4\d of \d+ chosen/],
    ['One of them', ['enter'], '1 of'],
    [undefined, ['a'], 'Deregister patch group'],
    [undefined, ['a'], 'Delete baseline'],
    [undefined, ['a'], 'Delete the record'],
    ['Clean-up, last question', ['y'], 'Go ahead and'],
    ['Clean-up, end', ['enter'], words.done],
    ['Backups', ['q', 'u'], 'Which backup?'],
    [undefined, ['enter'], words.yes],
    ['Restore, review', ['enter'], 'Restore this?'],
    ['Restore, end', ['enter'], words.done],
    [undefined, ['q'], words.home],
    [undefined, ['d'], words.schedule],
    ['Waves', ['w'], 'Which waves are there'],
    ['Waves, one of them', ['t', 'space', 'down', 'enter'], 'Wave: test=pt+4@03:00'],
  ]);
});

test('nobody is signed in', { timeout: 120_000 }, async () => {
  const terminal = await open([]);
  await tour('signed-out', terminal, [
    [undefined, [], words.home],
    ['Not signed in', ['enter'], words.signedOut],
    [undefined, ['b'], /SANDBOX\n\n What would/],
  ]);
});

test('an account that cannot be used, and profiles', { timeout: 120_000 }, async () => {
  const sandbox = await withSandbox();
  await sandbox.faults({ kind: 'access-denied' });
  const config = join(await emptyFolder(), 'config');
  writeFileSync(config, '[profile prod-main]\nregion = eu-west-1\naws_access_key_id = a\naws_secret_access_key = b\n');
  const { args } = servedAt(sandbox.endpoint);
  const terminal = await open([...args, '--profile', 'prod-main'], { AWS_CONFIG_FILE: config });
  await tour('refused', terminal, [
    [undefined, [], words.home],
    ['Refused', ['enter'], words.cannotUse],
    ['Profiles', ['down', 'enter'], words.whichProfile],
    [undefined, ['escape'], words.cannotUse],
    ['A call that hangs', [() => sandbox.faults({ kind: 'hang' }), 'r'], 'missing VPC endpoint'],
    [undefined, [() => sandbox.faults(), 'escape'], words.home],
    [undefined, ['enter'], words.yes],
    ['Regions', ['down', 'down', 'enter'], words.regionsRead],
  ]);
});
