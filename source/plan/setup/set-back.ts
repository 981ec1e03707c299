/** Setting back: what leads back to the answers that a plan had before a set-up, and what gives back what it has taken over. */
import { giveBackTargetCommand, keptRecordCommand, removeTagsCommand } from '../account/aws-commands.js';
import { recordOf } from '../account/ownership.js';
import { awsFlags, type ConnectionFlags, changeCommand, fileCommand } from '../intent/command-line.js';
import type { PlanDocument } from '../intent/document.js';
import { recordName } from '../intent/names.js';
import type { SetupPlan } from './setup-plan.js';

type Changing = Pick<SetupPlan, 'document' | 'account' | 'operations' | 'desired' | 'consent' | 'paused'>;

/** The answers that the account kept of a plan before it was changed; undefined for a plan that is new or stays as it was. */
export function formerDocument({ document, account, operations }: Changing): PlanDocument | undefined {
  const record = recordOf(document.plan, account);
  const isChanged = operations.some(({ kind, input }) => kind === 'PutParameter' && input.Value !== record?.value);
  return isChanged && record?.content.kind === 'document' ? record.content.document : undefined;
}

/** Whether the way back ends pauses: what a set-up has switched off is wanted again then. */
export function resumesWhenSetBack({ consent, paused }: Changing): boolean {
  return consent.disable === true && paused === 0;
}

/**
 * The command that makes a plan what it was before: by flags, or, where they cannot say it, by the former record, which Parameter Store
 * keeps. Undefined where there is no former plan, or none that a file could say.
 */
export function setBackCommand(plan: Changing, connection: ConnectionFlags): string | undefined {
  const former = formerDocument(plan);
  const record = recordOf(plan.document.plan, plan.account);
  if (former === undefined || record === undefined) return undefined;
  const setup = { resume: resumesWhenSetBack(plan) };
  const byFlags = changeCommand(plan.document, former, connection, setup);
  if (byFlags !== undefined) return byFlags;
  // A long one is packed, and no file.
  if (!record.value.startsWith('{')) return undefined;
  const file = `${former.plan}-before.json`;
  return `${keptRecordCommand(record, file, connection)} && ${fileCommand(file, connection, setup)}`;
}

/** The commands that leave windows and baselines which a set-up has taken over to nobody again, and delete nothing of them. */
export function giveBackCommands(
  { document, desired, operations, account }: Changing,
  connection: ConnectionFlags,
): string[] {
  const taken = [...desired.windows, ...desired.baselines].flatMap(({ existing }) => existing ?? []);
  const free = new Set(taken.filter(({ owner }) => owner === undefined).map(({ id }) => id));
  if (free.size === 0) return [];
  const untag = operations.flatMap((operation) => {
    if (operation.kind !== 'AddTagsToResource' || !free.has(operation.input.ResourceId)) return [];
    const { ResourceType, ResourceId, Tags } = operation.input;
    return [removeTagsCommand({ type: ResourceType, id: ResourceId, keys: Tags.map(({ Key }) => Key) }, connection)];
  });
  const unmark = operations.flatMap((operation) => {
    if (operation.kind !== 'UpdateMaintenanceWindowTarget') return [];
    const { WindowId, WindowTargetId } = operation.input;
    const mark = operation.changes?.find(({ field }) => field === 'OwnerInformation');
    if (mark === undefined || typeof WindowId !== 'string' || typeof WindowTargetId !== 'string') return [];
    if (!free.has(WindowId)) return [];
    const former: unknown = mark.from === 'not set' ? undefined : JSON.parse(mark.from);
    return [
      giveBackTargetCommand({ windowId: WindowId, targetId: WindowTargetId }, String(former ?? 'none'), connection),
    ];
  });
  const isNew = recordOf(document.plan, account) === undefined;
  const forget = isNew ? [`aws ssm delete-parameter${awsFlags(connection)} --name ${recordName(document.plan)}`] : [];
  return [...untag, ...unmark, ...forget];
}
