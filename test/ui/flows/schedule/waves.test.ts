/** Waves by name, as they are typed. */
import { expect, it } from 'vitest';
import { defaultDocument } from '../../../../source/plan/intent/waves.js';
import { whenLabel } from '../../../../source/schedule/when.js';
import {
  afterWords,
  approvalWords,
  reduceWaves,
  type WavesEditing,
  type WavesEvent,
} from '../../../../source/ui/flows/schedule/waves.js';

const start: WavesEditing = {
  waves: defaultDocument().waves.slice(0, 2),
  approvals: undefined,
  cursor: 0,
  line: undefined,
  problem: undefined,
};

const typed = (text: string): WavesEvent[] => [
  { type: 'edit', edit: { type: 'cut-to-start' } },
  { type: 'edit', edit: { type: 'typed', text } },
  { type: 'take', plan: 'web', isInUse: (group) => group === 'legacy' },
];
const change = (text: string): WavesEvent[] => [{ type: 'change' }, ...typed(text)];
const add = (text: string): WavesEvent[] => [{ type: 'add' }, ...typed(text)];
const down: WavesEvent = { type: 'move', move: 'down', visible: 9 };
const after = (...events: readonly WavesEvent[]) => events.reduce(reduceWaves, start);
const texts = ({ waves }: WavesEditing) =>
  waves.map((wave) => `${wave.name} ${wave.patchGroup} ${whenLabel(wave.when)}, ${afterWords(waves, wave)}`);

const three = [...change('dev=1wed@03:00'), down, ...change('test=+3@04:00'), ...add('prod=+10@05:30')];

it('are named, moved by days after the first, added and taken away, and every line can be read again', () => {
  const all = after(...three);
  expect(texts(all)).toEqual([
    'dev dev 1st Wednesday at 03:00, ',
    'test test 1st Wednesday + 3 days at 04:00, 3 days',
    'prod prod 2nd Wednesday + 3 days at 05:30, 10 days',
  ]);
  expect(all.waves.map(({ window }) => window)).toEqual(['web-dev', 'web-test', 'web-prod']);
  expect(reduceWaves(all, { type: 'change' }).line?.text).toBe('prod=+10@05:30');
  expect(texts(after(...three, { type: 'change' }, { type: 'take', plan: 'web', isInUse: () => false }))).toEqual(
    texts(all),
  );
  expect(texts(after(...three, ...change(''))).length).toBe(2);
});

it('are dev, test and prod with one key', () => {
  expect(texts(after({ type: 'stages', plan: 'web' }))).toEqual([
    'dev dev Patch Tuesday + 1 day at 03:00, ',
    'test test Patch Tuesday + 4 days at 03:00, 3 days',
    'prod prod Patch Tuesday + 11 days at 03:00, 10 days',
  ]);
});

it('keep group and window where nodes have it', () => {
  const legacy = { ...start, waves: start.waves.map((wave) => ({ ...wave, patchGroup: 'legacy' })) };
  const [renamed] = change('dev').reduce(reduceWaves, legacy).waves;
  expect(renamed).toEqual({ ...legacy.waves[0], name: 'dev' });
});

it.each<[string, WavesEvent[], RegExp]>([
  ['a name that is none', change('=2tue@03:00'), /is not a valid wave name/],
  ['a name that is there', change(start.waves[1]?.name ?? ''), /^There is already a wave called/],
  ['a date that is none', change('dev=6tue@03:00'), /a week must be 1 to 5/],
  [
    'too many days',
    [...three, ...change('prod=+28@03:00')],
    /^No wave can run 28 days after dev\. The maximum is 27\.$/,
  ],
  [
    'days after a last weekday',
    [...change('dev=Ltue@03:00'), ...add('prod=+3@03:00')],
    /after the last Tuesday\. Give dev/,
  ],
  ['no wave at all', [...change(''), ...change('')], /at least one wave/],
])('refuse %s, and the line stays', (_, events, problem) => {
  const refused = after(...events);
  expect(refused.problem).toMatch(problem);
  expect(refused.line).toBeDefined();
});

it('say how many baselines it takes that later ones take only what the first could take', () => {
  const words = (...events: readonly WavesEvent[]) => approvalWords(after(...events));
  expect(words(...three)).toBe('Approvals: each wave by its own dates.');
  expect(words(...three, { type: 'approvals' })).toBe('Approvals: as the first wave, 2 more baselines per system.');
  expect(words(...change('dev=2sat@03:00'), { type: 'approvals' })).toMatch(/not a fixed number of days apart\.$/);
});
