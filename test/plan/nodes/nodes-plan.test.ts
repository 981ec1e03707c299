/** The plan for nodes: what changes, what does not, what is said, and what is wrong input. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { UserError } from '../../../source/errors.js';
import type { FleetNode } from '../../../source/plan/account/fleet.js';
import type { Instruction, Selector } from '../../../source/plan/nodes/instruction.js';
import { parseAssign, parseSpread, parseUnassign } from '../../../source/plan/nodes/instruction-text.js';
import { type NodesPlan, planNodes } from '../../../source/plan/nodes/nodes-plan.js';
import { nodeRows } from '../../../source/plan/nodes/rows.js';
import { target, task, window } from '../../helpers/inventory.js';
import { forSome } from '../../helpers/properties.js';
import { account, fleetNode, fleets, place } from './fleets.js';

const fullTags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key-${index}`, 'x']));

const nodes = [
  fleetNode('web-1', { Environment: 'dev' }),
  fleetNode('web-2', { Environment: 'prod', PatchGroup: 'dev' }),
  fleetNode('web-3', { Environment: 'prod', 'Patch Group': 'old' }),
  fleetNode('full', { ...fullTags, 'aws:autoscaling:groupName': 'x' }),
];

/** `--assign dev=all` and so on, as flags. */
function instructions(...flags: readonly string[]): Instruction[] {
  return flags.map((flag) => {
    const [, kind, text = ''] = /^--(\w+) (.*)$/.exec(flag) ?? [];
    const parsed = kind === 'assign' ? parseAssign(text) : kind === 'spread' ? parseSpread(text) : parseUnassign(text);
    if ('problem' in parsed) throw new Error(parsed.problem);
    return parsed;
  });
}

function plan(flags: readonly string[], fleet: readonly FleetNode[] = nodes, of = account(['dev', 'prod'])): NodesPlan {
  return planNodes(instructions(...flags), of, { nodes: fleet }, place);
}

/** `web-1: PatchGroup – → dev` */
function changesOf({ changes }: NodesPlan): string[] {
  return changes.map(({ node, tagKey, before, after }) => `${node.name}: ${tagKey} ${before ?? '–'} → ${after ?? '–'}`);
}

describe('a plan', () => {
  test.each([
    [['--assign dev=name:web-*'], ['web-1: PatchGroup – → dev', 'web-3: PatchGroup – → dev'], 1],
    [
      ['--assign prod=tag:Environment=prod', '--assign dev=name:web-*'],
      ['web-1: PatchGroup – → dev', 'web-2: PatchGroup dev → prod', 'web-3: PatchGroup – → prod'],
      0,
    ],
    [['--unassign name:web-*'], ['web-2: PatchGroup dev → –', 'web-3: Patch Group old → –'], 1],
    [['--spread dev,prod=name:web-*'], ['web-1: PatchGroup – → dev', 'web-3: PatchGroup – → prod'], 1],
    [['--spread dev,prod=name:web-*+ungrouped'], ['web-1: PatchGroup – → prod'], 0],
  ])('for %j', (flags, changes, kept) => {
    const planned = plan(flags);
    expect([changesOf(planned), planned.kept]).toEqual([changes, kept]);
  });

  it('reads and writes the tag key of the plan', () => {
    const spaced = account(['dev', 'old'], { tagKey: 'Patch Group' });
    expect(changesOf(plan(['--assign old=name:web-*'], nodes, spaced))).toEqual([
      'web-1: Patch Group – → old',
      'web-2: Patch Group – → old',
    ]);
  });

  it('takes nodes out of groups of its plan alone', () => {
    const of = account(['dev'], {
      windows: [window('other', { targets: [target('t', 'old', 'tag:Patch Group')], tasks: [task('k')] })],
    });
    const planned = planNodes(instructions('--unassign all'), of, { nodes }, { ...place, plan: 'web' });
    expect(changesOf(planned)).toEqual(['web-2: PatchGroup dev → –']);
    expect(changesOf(plan(['--assign old=i-web_1'], nodes, of))).toEqual(['web-1: Patch Group – → old']);
  });

  it('has nothing left to do once it is carried out, whatever the instructions', () => {
    const group = fc.constantFrom('a', 'b', 'c');
    const selector: fc.Arbitrary<Selector> = fc.constantFrom<Selector>(
      [{ kind: 'all' }],
      [{ kind: 'ungrouped' }],
      [{ kind: 'name', pattern: 'web-*' }],
      [{ kind: 'name', pattern: '*1' }],
      [{ kind: 'tag', key: 'PatchGroup', value: 'a' }],
    );
    const instruction: fc.Arbitrary<Instruction> = fc.oneof(
      fc.record({ kind: fc.constant('assign' as const), group, selector }),
      fc.record({ kind: fc.constant('spread' as const), groups: fc.uniqueArray(group, { minLength: 2 }), selector }),
    );
    const of = account(['a', 'b', 'c']);
    return forSome(
      300,
      [fleets(['a', 'b', 'c']), fc.array(instruction, { minLength: 1, maxLength: 3 })],
      (fleet, asked) => {
        // What is chosen by the group that it is in is no longer chosen afterwards.
        const planOf = (some: typeof fleet) => orNothing(() => planNodes(asked, of, some, place));
        const first = planOf(fleet);
        if (first === undefined) return;
        const isLasting = asked.every(
          (each) => each.selector[0]?.kind !== 'tag' && (each.selector[0]?.kind !== 'ungrouped' || asked.length === 1),
        );
        if (isLasting) expect(planOf(first.afterwards)?.changes ?? []).toEqual([]);
        for (const { id, tagKey, after } of first.changes)
          expect(first.afterwards.nodes.find((node) => node.id === id)?.tags[tagKey]).toBe(after ?? undefined);
        // The first that means a node counts.
        const [one] = asked;
        if (one?.kind !== 'assign') return;
        const alone = planNodes([one], of, fleet, place);
        expect(first.changes).toEqual(expect.arrayContaining([...alone.changes]));
      },
    );
  });
});

/** Undefined where a selector fits nothing. */
function orNothing(planned: () => NodesPlan): NodesPlan | undefined {
  try {
    return planned();
  } catch (error) {
    if (error instanceof UserError && /fits-nothing|no-nodes/.test(error.code)) return undefined;
    throw error;
  }
}

describe('what is said', () => {
  test.each<[string, readonly string[], string]>([
    ['every-node', ['--assign dev=all'], 'all 4 nodes here'],
    [
      'several-selectors',
      ['--assign dev=name:web-*', '--assign prod=i-web_1'],
      '1 node is matched by more than one selector (the first one counts): web-1',
    ],
    ['tag-quota', ['--assign dev=all'], '1 node is skipped because of the 50-tag limit: full'],
    [
      'other-tag-key',
      ['--assign dev=name:web-*'],
      '1 node is also tagged with the other patch group key, which stays as it is: web-3',
    ],
    ['node-gone', ['--assign dev=i-web_1,i-gone'], 'Systems Manager does not list i-gone'],
    ['service-together', ['--spread dev,prod=name:web-*'], 'web-* (3)'],
  ])('%s', (code, flags, words) => {
    const finding = plan(flags).findings.find((each) => each.code === code);
    expect(finding?.message).toContain(words);
  });

  it('that a window patches a node of another group too', () => {
    const targets = [{ id: 't', targets: [{ Key: 'tag:Environment', Values: ['dev'] }] }];
    const of = account(['dev', 'prod'], {
      windows: [window('others', { targets, tasks: [task('k', { operation: 'Install' })] })],
    });
    const codes = (flags: readonly string[]) => plan(flags, nodes, of).findings.map(({ code }) => code);
    expect(codes(['--assign dev=i-web_1'])).toContain('several-windows');
    expect(codes(['--assign dev=i-web_3'])).not.toContain('several-windows');
  });

  it('asks twice only for a pattern that means every node and changes something', () => {
    const isEvery = (flags: readonly string[], some = nodes) => plan(flags, some).isEveryNode;
    expect(isEvery(['--assign dev=name:*'])).toBe(true);
    expect(isEvery([`--assign dev=${nodes.map(({ id }) => id).join()}`])).toBe(false);
    expect(isEvery(['--assign dev=all'], nodes.slice(1, 2))).toBe(false);
    expect(isEvery(['--unassign all'], [fleetNode('a'), fleetNode('b')])).toBe(false);
  });
});

test.each<[readonly string[], string, string, (readonly FleetNode[])?]>([
  [['--assign prd=all'], 'No plan and no window patches the group "prd".', 'Did you mean prod?'],
  [['--spread dev,x=all'], 'patches the group "x"', 'The groups are: dev, prod.'],
  [['--assign dev=name:wep-1'], 'No node matches name:wep-1.', 'Did you mean name:web-1?'],
  [['--assign dev=tag:Enviroment=dev'], 'No node matches tag:Enviroment=dev.', 'Did you mean tag:Environment=dev?'],
  [['--assign dev=tag:Environment=prd'], 'No node matches', 'Did you mean tag:Environment=prod?'],
  [['--assign dev=os:windows'], 'No node matches os:windows.', 'Systems here: amazon-linux-2023.'],
  [['--assign dev=i-gone'], 'No node matches i-gone.', 'Stopped and deleted'],
  [['--assign dev=name:full+tag:Environment=dev'], 'although some match each part', ''],
  [['--assign dev=all'], 'Systems Manager lists no nodes', 'Stopped nodes are not listed', []],
])('%j is refused: %s %s', (flags, message, step, fleet = nodes) => {
  const refusal = () => plan(flags, fleet);
  expect(refusal).toThrow(message);
  try {
    refusal();
  } catch (error) {
    expect([(error as UserError).exitCode, (error as UserError).nextSteps.join('\n')]).toEqual([
      2,
      expect.stringContaining(step),
    ]);
  }
});

it('a plan that is not there is refused, and what is grouped already is nothing to do', () => {
  expect(() => planNodes([], account(['dev']), { nodes }, { ...place, plan: 'wep' })).toThrow(
    'Plan wep does not exist',
  );
  expect(plan(['--assign dev=i-web_2+ungrouped']).changes).toEqual([]);
});

it('2,000 nodes are planned in no time that anybody notices', () => {
  const many = Array.from({ length: 2000 }, (_, index) => fleetNode(`s${'abcdefgh'[index % 8]}-${index}`));
  const planned = plan(['--spread a,b,c,d,e,f=all'], many, account(['a', 'b', 'c', 'd', 'e', 'f']));
  expect(planned.changes).toHaveLength(2000);
});

describe('a node as it is', () => {
  const others = (name: string, group: string, enabled = true) =>
    window(name, {
      enabled,
      targets: [target(`t-${name}`, group)],
      tasks: [task(`k-${name}`, { operation: 'Install' })],
      nextExecutionTime: '2026-12-01T03:00Z',
    });
  const of = account(['dev'], { windows: [others('twice', 'dev'), others('off', 'paused', false)] });

  test.each<[Record<string, string>, object]>([
    [{}, { group: undefined, problems: ['no-group'] }],
    [{ PatchGroup: '' }, { group: undefined, problems: ['no-group'] }],
    [{ PatchGroup: 'nobody' }, { group: 'nobody', tagKey: 'PatchGroup', problems: ['unpatched-group'] }],
    [{ PatchGroup: 'paused' }, { group: 'paused', problems: ['switched-off'], windows: [] }],
    [{ PatchGroup: 'dev' }, { group: 'dev', problems: ['several-windows'], nextRun: new Date('2026-12-01T03:00Z') }],
    [{ 'Patch Group': 'dev' }, { group: 'dev', tagKey: 'Patch Group', problems: ['unpatched-group', 'other-tag-key'] }],
    [
      { PatchGroup: 'nobody', 'Patch Group': 'dev' },
      { group: 'dev', tagKey: 'Patch Group' },
    ],
  ])('with %j', (tags, row) => {
    expect(nodeRows(of, { nodes: [fleetNode('web-12', tags)] })).toEqual([
      expect.objectContaining({ service: 'web-*', ...row }),
    ]);
  });

  test.each([
    ['web-01', {}, 'web-*'],
    ['x', { Name: 'db2-eu1' }, 'db*-eu*'],
    ['x', { Name: 'db2', 'aws:autoscaling:groupName': 'workers' }, 'workers'],
    ['ip-10-0-1-7.eu-west-1.compute.internal', {}, undefined],
    ['EC2AMAZ-7F3K2', {}, undefined],
  ])('%s %j looks like one of %s', (name, tags, service) => {
    expect(nodeRows(of, { nodes: [fleetNode(name, tags)] })[0]?.service).toBe(service);
  });
});
