/** `export iam-policy`: policies against the calls of real runs, by IAM's own rules: all that is called is allowed, and nothing else. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { iamPolicy } from '../../source/export/iam-policy.js';
import { calls } from '../../source/plan/calls/calls.js';
import { type Purpose, purposes } from '../../source/plan/calls/purposes.js';
import type { PlanDocument } from '../../source/plan/intent/document.js';
import { defaultDocument } from '../../source/plan/intent/waves.js';
import { inputOf } from '../helpers/exported.js';
import { allowing, mistakesIn, type Policy } from './authorization.js';
import { askedByRuns, otherRole, role, where } from './permission-runs.js';

const project = join(import.meta.dirname, '../..');
const withRole: PlanDocument = { ...defaultDocument(), task: { ...defaultDocument().task, serviceRoleArn: role } };
const here = { partition: 'aws', regions: [where.region], account: where.account, roles: [otherRole.arn] };

function exported(named: readonly Purpose[], at: Parameters<typeof inputOf>[1] = { where: here }, document = withRole) {
  const { text, notes = [] } = iamPolicy(inputOf(document, { purposes: named, ...at }));
  return { policy: JSON.parse(text) as Policy, notes };
}

/** Each thing that a policy grants. */
function grantsIn({ Statement }: Policy): string[] {
  return Statement.flatMap(({ Action, Resource, Condition }) =>
    Action.flatMap((action) =>
      [Resource]
        .flat()
        .map((pattern) => `${action} on ${pattern}${Condition ? ` if ${JSON.stringify(Condition)}` : ''}`),
    ),
  );
}

const asked = askedByRuns();

it.each(purposes)('%s: all that it calls is allowed, and nothing else', async (purpose) => {
  const { policy } = exported([purpose]);
  const used = new Set<string>();
  const refused: string[] = [];
  for (const question of (await asked).get(purpose) ?? []) {
    const by = allowing(policy, question);
    if (by.length === 0) refused.push(`${question.action} on ${question.resource}`);
    for (const grant of grantsIn({ ...policy, Statement: by.map((each) => ({ ...each, Action: [question.action] })) }))
      used.add(grant);
  }
  // What is only for a prune is what --prune adds.
  const isOfSetUp = purpose === 'prune' ? grantsIn(exported(['setup']).policy) : [];
  const unused = grantsIn(policy).filter((grant) => !used.has(grant) && !isOfSetUp.includes(grant));
  expect({ refused, unused }).toEqual({ refused: [], unused: [] });
  expect(mistakesIn(policy)).toEqual([]);
});

it('has no other call than the table, and the table every call that there is', () => {
  const folder = join(project, 'source/aws');
  const sent = readdirSync(folder).flatMap((name) => [
    ...readFileSync(join(folder, name), 'utf8').matchAll(/^import \{([^}]*)\} from '@aws-sdk\/client-(\S+)'/gm),
  ]);
  const services: Readonly<Record<string, string>> = { 'resource-groups-tagging-api': 'tag' };
  const made = sent.flatMap(([, names = '', client = '']) =>
    [...names.matchAll(/\b(\w+)Command\b/g)].map(([, operation]) => `${services[client] ?? client}:${operation}`),
  );
  const inTable = calls.map(({ action }) => action).filter((action) => !action.startsWith('ec2:'));
  expect(new Set(inTable)).toEqual(new Set(made));
});

describe('the policy', () => {
  const resourcesOf = (policy: Policy, action: string) =>
    policy.Statement.filter(({ Action }) => Action.includes(action)).flatMap(({ Resource }) => Resource);

  it('is of the partition, the regions and the account that are known, and of one plan where that is enough', () => {
    const china = { where: { partition: 'aws-cn', regions: ['cn-north-1', 'cn-northwest-1'] } };
    const { policy } = exported(['setup'], china, { ...withRole, plan: 'web' });
    expect(resourcesOf(policy, 'ssm:PutParameter')).toEqual([
      'arn:aws-cn:ssm:cn-north-1:*:parameter/patch-wizard/plans/web',
      'arn:aws-cn:ssm:cn-northwest-1:*:parameter/patch-wizard/plans/web',
    ]);
    expect(resourcesOf(exported(['setup', 'restore']).policy, 'ssm:PutParameter')).toEqual([
      'arn:aws:ssm:eu-west-1:123456789012:parameter/patch-wizard/plans/*',
    ]);
    const anywhere = exported(['cleanup'], {}).policy;
    expect(resourcesOf(anywhere, 'ssm:DeregisterTaskFromMaintenanceWindow')).toEqual([
      'arn:aws:ssm:*:*:maintenancewindow/*',
      'arn:aws:ssm:*:*:windowtask/*',
    ]);
  });

  it('passes the roles that are named, to Systems Manager alone; without any it says who makes the usual one', () => {
    const [own, other] = [role, `${role}-slow`];
    const [first, ...rest] = withRole.waves;
    if (!first) throw new Error('no wave');
    const slow = { ...first, own: { task: { serviceRoleArn: other } } };
    const { policy, notes } = exported(['setup'], {}, { ...withRole, waves: [slow, ...rest] });
    expect(policy.Statement.at(-1)).toMatchObject({ Action: ['iam:PassRole'], Resource: [own, other] });
    expect(notes.join()).not.toContain('ServiceLinkedRole');
    const without = exported(['setup'], {}, defaultDocument());
    expect(JSON.stringify(without.policy)).not.toContain('iam:');
    expect(without.notes.join()).toContain('iam:CreateServiceLinkedRole');
  });

  it('fits into a managed policy, for all commands together; in many regions it says that it does not', () => {
    const all = exported(purposes);
    expect(JSON.stringify(all.policy).length).toBeLessThan(6144);
    expect(mistakesIn(all.policy)).toEqual([]);
    const regions = Array.from({ length: 12 }, (_, index) => `ap-southeast-${index}`);
    const { notes } = exported(purposes, { where: { ...here, regions } });
    expect(notes.join()).toMatch(/characters, but an IAM managed policy can have only 6144/);
  });
});

it('docs/permissions.md has the table', () => {
  const words = (on: (typeof calls)[number]['on'] = []) => on.join(', ') || '–';
  const whom = (named: readonly Purpose[]) => (named.length >= purposes.length - 2 ? 'all' : named.join(', '));
  const rows = calls.map((call) => `| \`${call.action}\` | ${words(call.on)} | ${whom(call.for)} |`);
  const table = ['| call | on | for |', '|---|---|---|', ...rows].join('\n');
  const text = readFileSync(join(project, 'docs/permissions.md'), 'utf8');
  // It is the end; what belongs there is what the difference shows.
  expect(text.slice(text.indexOf('| call |'))).toBe(`${table}\n`);
  const [, after = ''] = text.split('| optional call |');
  const named = [...(after.split('\n\n')[0] ?? '').matchAll(/^\| `([^`]+)` \|/gm)].map(([, action]) => action);
  expect(named.sort()).toEqual(calls.flatMap(({ action, unknown }) => (unknown ? action : [])).sort());
});
