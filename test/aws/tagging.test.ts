/** Nodes and their tags through the real SDK, over HTTP: what it costs, what is refused, and what fails for some. */
import { expect, it, onTestFinished } from 'vitest';
import type { ClientOptions } from '../../source/aws/clients.js';
import { connectWith } from '../../source/aws/patch-manager.js';
import { executePlan } from '../../source/execute/execute-plan.js';
import type { PatchManager } from '../../source/execute/patch-manager.js';
import { nodeArn, tagOperations } from '../../source/plan/account/tagging.js';
import { tagsOfNodes } from '../helpers/fleet.js';
import { refusalOf } from '../helpers/refused.js';
import { type TestSandbox, testCredentials, withSandbox } from '../helpers/sandbox.js';

const now = () => new Date('2026-11-23T10:00:00Z');
const place = { account: '123456789012', region: 'eu-west-1', partition: 'aws' };

async function connected(options: Partial<ClientOptions>): Promise<PatchManager> {
  const manager = await connectWith({ credentials: testCredentials, ...options })({ region: 'eu-west-1' });
  onTestFinished(() => manager.close());
  return manager;
}

async function withFleet(fleet: number): Promise<{ sandbox: TestSandbox; manager: PatchManager }> {
  const sandbox = await withSandbox({ now, fleet, empty: true });
  return { sandbox, manager: await connected({ endpoint: sandbox.endpoint }) };
}

/** Runs the calls that give all nodes a group; the events that end one. */
async function tagged(manager: PatchManager, ids: readonly string[]) {
  const changes = ids.map((id) => ({ id, tagKey: 'PatchGroup', before: null, after: 'dev' }));
  const clock = { now: () => new Date(), random: () => 0, wait: async () => {} };
  const ends = [];
  for await (const event of executePlan(tagOperations(changes, place), { manager, ...clock, afterFailure: 'go-on' }))
    if (event.type !== 'started') ends.push(event);
  return ends;
}

it('1,000 nodes with all their tags take twelve calls at the most', async () => {
  const { sandbox, manager } = await withFleet(1000);
  const { nodes, tagsRefused } = await manager.readFleet();
  expect([nodes.length, tagsRefused]).toEqual([1000, undefined]);
  expect((await sandbox.requests()).length).toBeLessThanOrEqual(12);
  const wanted = await tagsOfNodes(sandbox.tagging());
  expect(nodes.filter(({ tags }) => Object.keys(tags).length > 0).length).toBe(Object.keys(wanted).length);
  for (const { id, tags } of nodes) expect(tags).toEqual(wanted[id] ?? {});
  const { nodes: known } = await manager.readInventory();
  expect(nodes).toEqual(known.map((node) => expect.objectContaining(node)));
  expect(nodes.every(({ lastSeen }) => lastSeen instanceof Date)).toBe(true);
});

it('nodes are read fifty at a time where the wider list is refused', async () => {
  const { sandbox, manager } = await withFleet(60);
  const wider = await manager.readFleet();
  await sandbox.faults({ operation: 'DescribeInstanceProperties', kind: 'access-denied' });
  expect(await manager.readFleet()).toEqual(wider);
  await sandbox.faults({ operation: 'GetResources', kind: 'access-denied' });
  const { nodes, tagsRefused } = await manager.readFleet();
  expect([nodes.length, nodes.every(({ tags }) => Object.keys(tags).length === 0)]).toEqual([60, true]);
  expect(tagsRefused?.nextSteps[0]).toBe(
    'Ask for a policy with: {"Effect": "Allow", "Action": "tag:GetResources", "Resource": "*"}',
  );
});

it('what is only too fast is sent again, with what is looked at before', async () => {
  const { sandbox, manager } = await withFleet(60);
  const { nodes } = await manager.readFleet();
  await sandbox.faults(
    ...['GetResources', 'TagResources', 'AddTagsToResource'].map((operation) => ({
      operation,
      times: 2,
      kind: 'throttle',
    })),
  );
  const ends = await tagged(
    manager,
    nodes.map(({ id }) => id),
  );
  expect(ends.map(({ type }) => type).filter((type) => type !== 'throttled')).toEqual(
    ends.slice(0, 9).map(() => 'succeeded'),
  );
  const after = await tagsOfNodes(sandbox.tagging());
  expect(nodes.map(({ id }) => after[id]?.PatchGroup)).toEqual(nodes.map(() => 'dev'));
});

it('nodes that are not there fail by themselves', async () => {
  const { sandbox, manager } = await withFleet(20);
  const { nodes } = await manager.readFleet();
  const ids = nodes.map(({ id }) => id).filter((id) => id.startsWith('i-'));
  const gone = 'i-0123456789abcdef0';
  const [end] = await tagged(manager, [...ids, gone]);
  expect(end).toMatchObject({
    type: 'failed',
    error: {
      code: 'InvalidInstanceID.NotFound',
      title: `AWS did not change the tags of 1 of ${ids.length + 1} nodes.`,
      detail: `${gone}: The instance ID '${gone}' does not exist`,
    },
  });
  const after = await tagsOfNodes(sandbox.tagging());
  expect(ids.map((id) => after[id]?.PatchGroup)).toEqual(ids.map(() => 'dev'));
});

/** An account that answers every call with this. */
function answering(body: object): Promise<PatchManager> {
  const requestHandler = {
    handle: async () => ({
      response: {
        statusCode: 200,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
        body: Buffer.from(JSON.stringify(body)),
      },
    }),
  };
  return connected({ requestHandler });
}

it('what EC2 refuses for some is told with the policy for both services, by why', async () => {
  const message = (id: string) =>
    `User: arn:aws:iam::123456789012:user/x is not authorized to perform: ec2:CreateTags on resource: ${nodeArn(id, place)} because no identity-based policy allows the ec2:CreateTags action`;
  const failure = (id: string) => ({ StatusCode: 403, ErrorCode: 'UnauthorizedOperation', ErrorMessage: message(id) });
  const ids = ['i-00000001', 'i-00000002', 'i-00000003'];
  const failed = Object.fromEntries(ids.slice(0, 2).map((id) => [nodeArn(id, place), failure(id)]));
  const manager = await answering({ FailedResourcesMap: failed });
  const input = { ResourceARNList: ids.map((id) => nodeArn(id, place)), Tags: { PatchGroup: 'dev' } };
  const error = await refusalOf(manager.perform('TagResources', input));
  expect(error.message).toBe('AWS did not change the tags of 2 of 3 nodes.');
  expect(error.nextSteps).toEqual([
    'Ask for a policy with: [{"Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "arn:aws:ec2:eu-west-1:123456789012:instance/*"}, {"Effect": "Allow", "Action": "tag:TagResources", "Resource": "*"}]',
  ]);
  expect(error.detail?.split('\n').map((line) => line.slice(0, 12))).toEqual(['i-00000001: ', 'i-00000002: ']);
});

it('a node that EC2 answers too fast for makes the call one that is sent again', async () => {
  const slow = { StatusCode: 503, ErrorCode: 'RequestLimitExceeded', ErrorMessage: 'Request limit exceeded.' };
  const manager = await answering({ FailedResourcesMap: { [nodeArn('i-00000001', place)]: slow } });
  const input = { ResourceARNList: [nodeArn('i-00000001', place)], TagKeys: ['PatchGroup'] };
  expect((await refusalOf(manager.perform('UntagResources', input))).code).toBe('ThrottlingException');
});
