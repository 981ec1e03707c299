/** Nodes on the screen: what each key decides, what leads back, and that only what was reviewed is ever begun. */
import { describe, expect, it } from 'vitest';
import { initialExecution } from '../../../../source/plan/account/events.js';
import { planNodes } from '../../../../source/plan/nodes/nodes-plan.js';
import { noConsent } from '../../../../source/plan/setup/consent.js';
import { spreadSight, tagKeysOf } from '../../../../source/ui/flows/nodes/asking.js';
import { isAboutAll } from '../../../../source/ui/flows/nodes/sight.js';
import {
  instructionsIn,
  type NodesEvent,
  type NodesState,
  reduceNodes,
  startNodes,
} from '../../../../source/ui/flows/nodes/state.js';
import {
  aboutNode,
  nodePairs,
  nodesTable,
  summaryWords,
  tellingTags,
} from '../../../../source/ui/flows/nodes/table.js';
import { alone, initialNodesView, severalIn, withMarks } from '../../../../source/ui/flows/nodes/view.js';
import { initialAnswering } from '../../../../source/ui/flows/setup/answering.js';
import { account, fleetNode, place as options } from '../../../plan/nodes/fleets.js';
import { at, ended, openingOf, place, planned, readEvent } from '../opened.js';

const there = account(['dev', 'prod']);
const fleet = {
  nodes: [
    fleetNode('web-1', { Environment: 'prod', Team: 'shop' }),
    fleetNode('web-2', { Environment: 'prod', Team: 'shop' }),
    fleetNode('build-1', { Environment: 'Dev', Team: 'tools' }, { isOnline: false }),
    fleetNode('old-1', { Environment: 'none', Team: 'tools', PatchGroup: 'gone' }),
  ],
};
const [web1, web2, build, old] = fleet.nodes.map(({ id }) => id) as [string, string, string, string];
const read = { ...planNodes([], there, fleet, options), account: there };
const answering = initialAnswering({ flags: { task: {} }, consent: noConsent, keepsRecord: true }, undefined);

function after(state: NodesState, ...events: readonly NodesEvent[]): NodesState {
  return events.reduce<NodesState>((so, event) => reduceNodes(so, event) as NodesState, state);
}

const request = { instructions: [], hasBackup: true, isReviewedFirst: false };
const begun = startNodes({ answering, connection: { region: 'eu-west-1' }, opened: undefined }, request);
const opening = after(begun, { type: 'opening', event: { type: 'region', region: 'eu-west-1' } });
const agreed = after(opening, { type: 'opening', event: readEvent(openingOf(opening), there) }, { type: 'agreed' });
const table = after(agreed, planned(read));

const changesOf = (state: NodesState) =>
  'sight' in state ? Object.fromEntries(state.sight.changes.map(({ id, after: to }) => [id, to])) : undefined;
const ask = (step: 'group' | 'tag' | 'spread', ...ids: readonly string[]): NodesEvent => ({ type: 'ask', step, ids });
const into = (group: string | null): NodesEvent => ({ type: 'grouped', group });

describe('nodes on the screen', () => {
  it.each<readonly [string, readonly NodesEvent[], Record<string, string | null>]>([
    ['a group for those that are meant', [ask('group', web1, web2), into('prod')], { [web1]: 'prod', [web2]: 'prod' }],
    [
      'the newest decision counts',
      [ask('group', web1), into('prod'), ask('group', web1), into('dev')],
      { [web1]: 'dev' },
    ],
    ['none takes the tag off', [ask('group', old), into(null)], { [old]: null }],
    ['what is so already is no change', [ask('group', web1), into(null)], {}],
    [
      'each value of a tag in the group of its name, whatever the case',
      [ask('tag', web1, web2, build, old), { type: 'keyed', key: 'Environment' }, { type: 'taken' }],
      { [web1]: 'prod', [web2]: 'prod', [build]: 'dev' },
    ],
    [
      'and another group for one of them',
      [
        ask('tag', web1, build, old),
        { type: 'keyed', key: 'Environment' },
        { type: 'choosing', value: 'none' },
        into('dev'),
        { type: 'taken' },
      ],
      { [web1]: 'prod', [build]: 'dev', [old]: 'dev' },
    ],
    [
      'spread: those of one service apart',
      [ask('spread', web1, web2), { type: 'tick', groups: ['dev', 'prod'] }, { type: 'taken' }],
      { [web1]: 'dev', [web2]: 'prod' },
    ],
    [
      'one group is no spread',
      [ask('spread', web1), { type: 'tick', groups: ['dev'] }, { type: 'taken' }, { type: 'back', step: 'spread' }],
      {},
    ],
    ['taken back', [ask('group', web1, web2), into('prod'), { type: 'took-back', ids: [web2] }], { [web1]: 'prod' }],
    ['nothing is asked about no node', [ask('group'), into('prod')], {}],
  ])('%s', (_, events, expected) => {
    const state = after(table, ...events);
    expect(state.step).toBe('table');
    expect(changesOf(state)).toEqual(expected);
  });

  it('leads back step by step, and keeps what is decided', () => {
    const decided = after(table, ask('group', web1), into('prod'));
    const values = after(
      decided,
      ask('tag', build),
      { type: 'keyed', key: 'Team' },
      { type: 'choosing', value: 'tools' },
    );
    expect(after(values, { type: 'back', step: 'values' })).toMatchObject({ step: 'values', isChoosing: false });
    const back: NodesEvent = { type: 'back', step: 'values' };
    expect(after(values, back, back)).toMatchObject({ step: 'tag' });
    expect(changesOf(after(values, back, back, { type: 'back', step: 'tag' }))).toEqual({ [web1]: 'prod' });
    // To the account and back to the table.
    const left = after(decided, { type: 'back', step: 'table' });
    expect(left.step).toBe('account');
    expect(instructionsIn(left)).toEqual([{ kind: 'assign', group: 'prod', selector: [{ kind: 'ids', ids: [web1] }] }]);
    // A key that was meant for the step before.
    expect(after(table, { type: 'back', step: 'review' })).toBe(table);
  });

  it('begins only what was reviewed, and tries the same again without another yes', () => {
    expect(after(table, { type: 'review' })).toBe(table);
    expect(after(table, { type: 'confirmed', at })).toBe(table);
    const working = after(table, ask('group', web1), into('prod'), { type: 'review' }, { type: 'confirmed', at });
    expect(working.step).toBe('progress');
    expect(after(working, { type: 'back', step: 'progress' }, ask('group', web2))).toBe(working);
    const plan = { ...planNodes(instructionsIn(working), there, fleet, options), account: there };
    const end = { place, plan, state: initialExecution(1), isComplete: false, unchanged: plan.changes };
    const done = after(working, ended(end));
    expect(after(done, { type: 'again' }, planned(plan)).step).toBe('progress');
    const other = {
      ...planNodes([{ kind: 'assign', group: 'dev', selector: [{ kind: 'all' }] }], there, fleet, options),
      account: there,
    };
    expect(after(done, { type: 'again' }, planned(other)).step).toBe('review');
    expect(isAboutAll(other)).toBe(true);
    expect(after(done, { type: 'on' }, planned(read)).step).toBe('table');
  });

  it('begins with the review of what flags say', () => {
    const flagged = startNodes(
      { answering, connection: { region: 'eu-west-1' }, opened: undefined },
      { ...request, isReviewedFirst: true },
    );
    const opened = after(flagged, { type: 'opening', event: { type: 'region', region: 'eu-west-1' } });
    const arrived = after(opened, { type: 'opening', event: readEvent(openingOf(opened), there) }, { type: 'agreed' });
    const plan = {
      ...planNodes([{ kind: 'assign', group: 'dev', selector: [{ kind: 'all' }] }], there, fleet, options),
      account: there,
    };
    const review = after(arrived, planned(plan));
    expect(review.step).toBe('review');
    expect(after(review, { type: 'back', step: 'review' }).step).toBe('table');
    expect(after(arrived, planned(read)).step).toBe('table');
  });
});

describe('the table of nodes', () => {
  const sight = { ...read, options };
  const pairs = nodePairs(sight);
  const tables = alone(nodesTable(sight, pairs, new Set([web1]), at));

  it('says what is wrong, by words and not by colour alone', () => {
    const cells = tables.nodes.rows.map(({ cells: [group, name, run] }) => [group?.text, name?.text, run?.text]);
    expect(cells).toEqual([
      ['none', 'web-1', 'never'],
      ['none', 'web-2', 'never'],
      ['none', 'build-1', 'never'],
      ['gone', 'old-1', 'never: no window'],
    ]);
    expect(tables.nodes.rows[0]?.cells[0]?.mark).toBe('on');
    expect(aboutNode(pairs[2] as (typeof pairs)[number], at)).toBe(
      'build-1 is in no patch group, so no plan patches it. Its agent is offline: it is patched only if the agent is back by then.',
    );
    expect(summaryWords(pairs, 1)).toBe(
      '1 of 4 in a group · 1 marked · 1 in unpatched groups · 1 offline · without stopped nodes',
    );
  });

  it('has a column for tags that tell nodes apart', () => {
    expect(tellingTags(sight)).toEqual(['Team']);
    expect(tagKeysOf([web1, build], sight).map(({ key, fitting }) => [key, fitting])).toEqual([
      ['Environment', 2],
      ['Team', 0],
    ]);
  });

  it('means the marked nodes, else those in no group, else all that are shown', () => {
    const isInGroup = (id: string) => id === old;
    expect(severalIn(withMarks(initialNodesView, [old]), tables, isInGroup)).toEqual([old]);
    expect(severalIn(initialNodesView, tables, isInGroup)).toEqual(expect.not.arrayContaining([old]));
    expect(severalIn(initialNodesView, tables, () => true)).toHaveLength(4);
    expect(withMarks(withMarks(initialNodesView, [web1, web2]), [web1, web2]).marked.size).toBe(0);
  });

  it('shows how many nodes a spread would put where', () => {
    expect(spreadSight(['dev', 'prod'], [web1, web2, build, old], sight).changes).toHaveLength(4);
    expect(spreadSight(['dev'], [web1], sight)).toBe(sight);
  });
});
