/** What an update changes, in words with old and new: `open 1 → 2 h`. */
import { slotOfSchedule, whenLabel } from '../../schedule/when.js';
import type { FieldChange, Operation } from '../account/operations.js';
import { approvalInWords } from '../baseline/words.js';
import { flagWords } from '../intent/task-flags.js';
import type { DesiredResources } from './desired.js';

type Updates = Extract<Operation, { kind: `Update${string}` | `AddTags${string}` | `RemoveTags${string}` }>;

/** What an operation changes; texts that only describe are not told. */
export function fieldWords(operation: Operation, desired: DesiredResources): string[] {
  return wordsOf(operation as Updates, operation.changes ?? [], desired);
}

function wordsOf(operation: Updates, changes: readonly FieldChange[], desired: DesiredResources): string[] {
  switch (operation.kind) {
    case 'UpdateMaintenanceWindow':
      return [...scheduleWords(operation.id, changes, desired), ...changes.flatMap((each) => told(each, windowFields))];
    case 'UpdateMaintenanceWindowTarget':
      return changes.flatMap((each) => told(each, targetFields));
    case 'UpdateMaintenanceWindowTask':
      return changes.flatMap((each) => told(each, taskFields));
    case 'UpdatePatchBaseline':
      return rulesWords(operation, desired);
    case 'AddTagsToResource':
    case 'RemoveTagsFromResource':
      return tagWords(changes);
    default:
      return changes.map(plainly);
  }
}

/** How a member is told: by its words for old and new, not at all, or, where it is not named, plainly. */
type Teller = ((from: string, to: string) => string) | 'silent';

const windowFields: Readonly<Record<string, Teller>> = {
  Schedule: 'silent',
  ScheduleOffset: 'silent',
  Description: 'silent',
  Name: (from, to) => `renamed ${from} → ${to}`,
  ScheduleTimezone: (from, to) => `zone ${from} → ${to}`,
  Duration: (from, to) => `open ${from} → ${to} h`,
  Cutoff: (from, to) => `no node starts in the last ${from} → ${to} h`,
  Enabled: (_, to) => (to === 'true' ? 'switched on' : 'switched off'),
  StartDate: (from, to) => (to === notSet ? 'no longer held back' : `held back until ${from} → ${to}`),
  AllowUnassociatedTargets: (_, to) => (to === 'true' ? 'may run without targets' : 'runs only on its targets'),
};

const targetFields: Readonly<Record<string, Teller>> = {
  Name: 'silent',
  Description: 'silent',
  OwnerInformation: () => marked,
  Targets: (from, to) => `nodes ${selection(from)} → ${selection(to)}`,
};

const taskFields: Readonly<Record<string, Teller>> = {
  Name: 'silent',
  Description: 'silent',
  Comment: 'silent',
  Operation: (from, to) => `${first(from)} → ${first(to)}`,
  RebootOption: (from, to) => `reboot ${rebootWord(first(from))} → ${rebootWord(first(to))}`,
  TaskArn: (from, to) => `document ${from} → ${to}`,
  MaxConcurrency: (from, to) => `${from} → ${to} nodes at a time`,
  MaxErrors: (from, to) => `errors allowed ${from} → ${to}`,
  CutoffBehavior: (from, to) => `at the cutoff ${cutoffWord(from)} → ${cutoffWord(to)}`,
  ServiceRoleArn: (from, to) => `role ${from === notSet ? 'none' : from} → ${to === notSet ? 'none' : to}`,
  Targets: () => 'runs on another target',
};

const notSet = 'not set';

const marked = "marked as the plan's";

function told({ field, from, to }: FieldChange, fields: Readonly<Record<string, Teller>>): string[] {
  const teller = fields[field];
  if (teller === 'silent') return [];
  return [teller ? teller(plain(from), plain(to)) : plainly({ field, from, to })];
}

/** Values are JSON texts. */
function plain(text: string): string {
  const value = parsed(text);
  return typeof value === 'string' ? value : text;
}

/** A member by its name. */
export function plainly({ field, from, to }: FieldChange): string {
  return `${field}: ${plain(from)} → ${plain(to)}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The one value of a parameter of a document. */
function first(text: string): string {
  const value = parsed(text);
  return Array.isArray(value) ? String(value[0]) : text;
}

function rebootWord(option: string): string {
  const words: Readonly<Record<string, string>> = flagWords.reboot;
  return words[option] ?? option;
}

function cutoffWord(behavior: string): string {
  const words: Readonly<Record<string, string>> = flagWords.onCutoff;
  return words[behavior] ?? behavior;
}

/** `PatchGroup=dev` for a target's JSON. */
function selection(text: string): string {
  const value = parsed(text);
  if (!Array.isArray(value)) return text;
  const keys = value as readonly { readonly Key: string; readonly Values: readonly string[] }[];
  return keys.map(({ Key, Values }) => `${Key.replace(/^tag:/, '')}=${Values.join(',')}`).join(' and ');
}

/** Old and new dates of a wave's window, whose schedule and offset belong together. */
function scheduleWords(id: string, changes: readonly FieldChange[], { windows }: DesiredResources): string[] {
  if (!changes.some(({ field }) => field === 'Schedule' || field === 'ScheduleOffset')) return [];
  const window = windows.find(({ wave }) => id === `window/${wave.name}`);
  if (window?.existing === undefined) return [];
  const { schedule, scheduleOffset } = window.existing;
  const slot = slotOfSchedule(schedule, scheduleOffset);
  return [`${slot ? whenLabel(slot) : schedule} → ${whenLabel(window.wave.when)}`];
}

function rulesWords(
  { input, name }: Extract<Operation, { kind: 'UpdatePatchBaseline' }>,
  desired: DesiredResources,
): string[] {
  const baseline = desired.baselines.find(({ existing }) => existing?.id === input.BaselineId);
  const before = baseline?.existing?.definition;
  if (baseline === undefined || before === undefined) return [];
  const [was, is] = [approvalInWords(before), approvalInWords(baseline.definition)];
  if (was !== is) return [`${was} → ${is}`];
  return before.Name === name ? [] : [`renamed ${before.Name} → ${name}`];
}

/** Tags of the wizard's own are said to be marks. */
function tagWords(changes: readonly FieldChange[]): string[] {
  const isOwn = ({ field }: FieldChange): boolean => field.startsWith('ssm-patch-wizard');
  const given = changes.filter((change) => !isOwn(change));
  const words = given.map(({ field, from, to }) => {
    if (from === notSet) return `tag ${field}=${plain(to)}`;
    return to === notSet ? `without tag ${field}` : `tag ${field}=${plain(from)} → ${plain(to)}`;
  });
  return given.length > 0 || changes.length === 0 ? words : [marked];
}
