/** Real runs of each command, in sandboxes whose calls are written down as what IAM is asked for them. */

import { drained } from '../../source/jobs/drained.js';
import { exportJob } from '../../source/jobs/export.js';
import { nodesJob } from '../../source/jobs/nodes.js';
import { pauseJob, resumeJob } from '../../source/jobs/pause.js';
import { windowsZeroDayImportant } from '../../source/plan/baseline/catalogue.js';
import { type Purpose, purposes } from '../../source/plan/calls/purposes.js';
import type { Backup } from '../../source/plan/cleanup/backup.js';
import type { PlanDocument } from '../../source/plan/intent/document.js';
import { defaultDocument } from '../../source/plan/intent/waves.js';
import { parseUnassign } from '../../source/plan/nodes/instruction-text.js';
import type { AccountOptions } from '../../source/sandbox/in-memory.js';
import { newAccount } from '../../source/sandbox/seed.js';
import { nodesWords } from '../../source/views/nodes.js';
import { pauseWords } from '../../source/views/pause.js';
import { type Handle, type MemorySandbox, memorySandbox } from '../helpers/memory-account.js';
import { cleanUp, restore } from '../jobs/cleanup-runs.js';
import { spread } from '../jobs/fault-scenarios.js';
import { contextWith, now, opened, type Run, runIn, setUp, status } from '../jobs/runs.js';
import { type Question, questionsFor } from './authorization.js';

/** Where all of it happens. */
export const where = { region: 'eu-west-1', account: '123456789012' };

/** The role of tasks. */
export const role = 'arn:aws:iam::123456789012:role/patching';

/** A role of another account. */
export const otherRole = { account: '111122223333', name: 'Patching', arn: 'arn:aws:iam::111122223333:role/Patching' };

const waves = `--wave dev=2tue@03:00 --wave prod=3tue@03:00 --service-role-arn ${role}`;

/** The account as a command sees it, whose calls count as that command's; without one, nobody counts them. */
type As = (purpose?: Purpose) => MemorySandbox;

const read = (body: unknown) => JSON.parse(new TextDecoder().decode(body as Uint8Array) || '{}');

/** A call of STS. */
function queried(body: unknown): [action: string, input: Readonly<Record<string, string>>] {
  const { Action, ...input } = Object.fromEntries(new URLSearchParams(String(body)));
  return [`sts:${Action}`, input];
}

/** Adds what IAM is asked for a call. */
function watching(asked: (question: Question) => unknown) {
  return (handle: Handle): Handle =>
    async (request, options) => {
      const answered = await handle(request, options);
      const [service, operation] = String(request.headers['x-amz-target'] ?? '').split('.');
      const questions =
        operation === undefined
          ? questionsFor(...queried(request.body), {}, where)
          : questionsFor(
              `${service === 'AmazonSSM' ? 'ssm' : 'tag'}:${operation}`,
              read(request.body),
              read(answered.response.body),
              where,
            );
      questions.forEach(asked);
      return answered;
    };
}

/** A run that has to end well. */
async function well<Ended extends Run>(run: Promise<Ended>): Promise<Ended> {
  const ended = await run;
  if (ended.exitCode !== 0) throw new Error([...ended.out, ...ended.err].join('\n'));
  return ended;
}

/** What the wizard reads before its questions: all of an account, and the names of regions. */
async function openWizard(sandbox: MemorySandbox): Promise<void> {
  const manager = await sandbox.connect();
  await manager.regions();
  await manager.readInventory({ details: 'all' });
}

async function pausing(sandbox: MemorySandbox, isPausing = true): Promise<void> {
  const scope = { plan: 'default' };
  const job = isPausing ? pauseJob(scope, { kind: 'next' }) : resumeJob(scope);
  const words = pauseWords({ scope, isPausing, endFlags: [], connection: {} });
  await well(runIn(await opened(await sandbox.connect()), job, words, {}));
}

async function unassignAll(sandbox: MemorySandbox): Promise<void> {
  const instruction = parseUnassign('all');
  if ('problem' in instruction) throw new Error(instruction.problem);
  const call = { instructions: [instruction], plan: undefined, hasBackup: true, connection: {} };
  const job = nodesJob({ instructions: [instruction], writeBackup: () => '' });
  await well(runIn(await opened(await sandbox.connect()), job, nodesWords(call), {}));
}

/** What somebody has changed in the first window, the first baseline and its first group. */
async function byHand(others: MemorySandbox): Promise<void> {
  const ssm = others.ssm();
  const { windows, baselines } = await others.dump();
  const WindowId = windows[0]?.id;
  const { Targets: [target] = [] } = await ssm.describeMaintenanceWindowTargets({ WindowId });
  await ssm.updateMaintenanceWindowTarget({ WindowId, WindowTargetId: target?.WindowTargetId, Description: 'by hand' });
  const BaselineId = baselines[0]?.id;
  await ssm.updatePatchBaseline({ BaselineId, Description: 'by hand' });
  const { Mappings: [{ PatchGroup } = {}] = [] } = await ssm.describePatchGroups();
  await ssm.deregisterPatchBaselineForPatchGroup({ BaselineId, PatchGroup });
  const usual = await ssm.getDefaultPatchBaseline({ OperatingSystem: 'WINDOWS' });
  await ssm.registerPatchBaselineForPatchGroup({ BaselineId: usual.BaselineId, PatchGroup });
}

/** Rules of a file, about which AWS is asked what it takes. */
const withFile: PlanDocument = {
  ...defaultDocument(),
  baselines: [
    { kind: 'file', fileName: 'own.json', rules: { definition: { ...windowsZeroDayImportant, Name: 'own' } } },
  ],
};

/** Everything that a set-up does: it makes, changes, takes over, takes away. */
async function setUps(as: As): Promise<void> {
  const setup = as('setup');
  await well(setUp(setup, `-w 1 -d 2 --service-role-arn ${role} --tag team=a --tag of=us`, { file: withFile }));
  await byHand(as());
  await openWizard(setup);
  await well(
    setUp(setup, '-w 1 -d 2 -t 3 4 5 --duration 5 -z Europe/Berlin --tag team=b --max-errors 2', { file: withFile }),
  );
  await well(setUp(as('prune'), '-w 2 -d 2 -t 3 4 --os amazon-linux-2023 --prune'));
}

/** A plan with its nodes, paused, read, taken away and brought back. */
async function lifeOfPlan(as: As): Promise<void> {
  await well(setUp(as(), waves));
  await openWizard(as('nodes'));
  let spreading: Backup | undefined;
  const kept = (backup: Backup) => {
    spreading = backup;
    return '';
  };
  await well(spread(as('nodes'), 'dev,prod=all', {}, kept));
  await pausing(as('pause'));
  await pausing(as('pause'));
  await status(as('status'));
  await pausing(as('resume'), false);
  await drained(exportJob('default').plan(await opened(await as('export').connect()), contextWith()));
  await openWizard(as('cleanup'));
  const tags = await well(cleanUp(as('cleanup'), { selection: { only: ['tags/default'] } }));
  await openWizard(as('restore'));
  await well(restore(as('restore'), tags.backup));
  await unassignAll(as('nodes'));
  await well(restore(as('restore'), tags.backup));
  await well(restore(as('restore'), spreading));
  await well(restore(as('restore'), (await well(cleanUp(as('cleanup')))).backup));
}

/** Windows of others, an AWS baseline that becomes the default again, what is only switched off, and all of it back. */
async function thingsOfOthers(as: As): Promise<void> {
  const only = ['web-tier-patching'];
  for (const selection of [
    { only: ['default/WINDOWS', 'Corp-Windows-Default'] },
    { only, isDisabling: true },
    { only },
  ])
    await well(restore(as('restore'), (await well(cleanUp(as('cleanup'), { selection }))).backup));
}

/** Another account; what is done there, the role's own permissions are asked for. */
async function otherAccount(as: As): Promise<void> {
  await (await as('accounts').connect({ account: otherRole.account, roleName: otherRole.name })).identify();
}

/** What IAM is asked by runs of each command, each question once. */
export async function askedByRuns(): Promise<ReadonlyMap<Purpose, readonly Question[]>> {
  const asked = new Map(purposes.map((purpose) => [purpose, new Map<string, Question>()]));
  const worlds: readonly (readonly [AccountOptions, (as: As) => Promise<void>])[] = [
    [{ empty: true }, setUps],
    // With nodes of other places, which Systems Manager tags by itself.
    [{ empty: true, fleet: 12 }, lifeOfPlan],
    [{}, thingsOfOthers],
    [{ empty: true }, otherAccount],
  ];
  for (const [options, work] of worlds) {
    const contents = newAccount(options);
    await work((purpose) => {
      const add = (question: Question) => purpose && asked.get(purpose)?.set(JSON.stringify(question), question);
      return memorySandbox({ now }, contents, watching(add));
    });
  }
  return new Map([...asked].map(([purpose, questions]) => [purpose, [...questions.values()]]));
}
