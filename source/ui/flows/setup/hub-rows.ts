/** The rows of the hub: each answer of a plan in words, with what is worth a warning about it. */
import { isPatchingWindow } from '../../../plan/account/documents.js';
import { isUnread } from '../../../plan/account/inventory.js';
import type { TagChange } from '../../../plan/account/tagging.js';
import { type OperatingSystem, operatingSystemLabels } from '../../../plan/baseline/baseline.js';
import { operatingSystemOfNode } from '../../../plan/baseline/operating-system.js';
import { systemOf } from '../../../plan/intent/baseline-choice.js';
import { nodesPerRun } from '../../../plan/intent/capacity.js';
import { type PlanDocument, patchGroupsIn, type TaskSpec } from '../../../plan/intent/document.js';
import { scheduledWindow } from '../../../plan/intent/waves.js';
import { activeLeftovers, windowsToSwitchOff } from '../../../plan/setup/leftovers.js';
import type { SetupPlan } from '../../../plan/setup/setup-plan.js';
import { counted, isOrAre } from '../../../plan/text/plural.js';
import { planOccurrences } from '../../../schedule/occurrences.js';
import { besideWords, clockWords, untilWords, zoneWords } from '../../words/dates.js';
import { accountRowWords } from './account-words.js';
import { delayWords, rulesWords } from './baseline-question.js';
import { givenWords } from './given-words.js';
import { othersThan } from './several.js';
import type { HubRow, HubStep } from './steps.js';
import { whenWords } from './when-words.js';

export interface HubRowWords {
  readonly row: HubRow;
  readonly label: string;
  /** The answer. */
  readonly words: string;
  /** What is worth a warning, behind the answer. */
  readonly warning: string;
  /** `-t 3 given`, where a flag has answered it. */
  readonly given: string;
  /** What Enter does, below. */
  readonly explanation: string;
}

type Words = Pick<HubRowWords, 'words'> & Partial<Pick<HubRowWords, 'warning'>>;

/** What is seen on the hub. */
export interface HubSight {
  readonly hub: HubStep;
  readonly plan: SetupPlan;
  readonly now: Date;
  /** The reader's own. */
  readonly ownZone: string;
  readonly isSmall: boolean;
}

/** The rows, from top to bottom; those at the end only where there is something to decide. */
export function hubRows(sight: HubSight): HubRowWords[] {
  const { plan, hub, now } = sight;
  const { document } = plan;
  const rows: readonly (readonly [HubRow, label: string, Words | undefined, explanation: string])[] = [
    ['baseline', 'Systems', systemsWords(plan), 'Which operating systems are patched, and by which rules.'],
    ['schedule', 'When', datesWords(sight), `The days and hours when the windows open. ${zoneLine(document, now)}`],
    ['options', 'How', howWords(plan), 'What a window does, for how long, and how many nodes at a time.'],
    [
      'nodes',
      'Nodes',
      nodesWords(plan),
      "Which nodes are in this plan's groups. Enter chooses nodes; they are tagged when you apply the plan.",
    ],
    ['account', 'Account', accountWords(sight), 'Choose another account, profile or region, or several regions.'],
    ['name', 'Name', nameRow(plan), 'The plan name, the tag key of its groups, and more tags.'],
    [
      'leftovers',
      'Leftovers',
      leftoverWords(sight),
      'What should happen to what the plan created before and no longer needs.',
    ],
    ['pause', 'Pause', pauseWords(sight), 'Enter switches between ending the pause and keeping it.'],
    ['adopt', 'Take over', adoptWords(sight), 'Enter takes them over as they are, or leaves them outside the plan.'],
  ];
  return rows.flatMap(([row, label, words, explanation]) =>
    words === undefined
      ? []
      : [{ row, label, warning: '', given: givenWords(row, hub.answering), ...words, explanation }],
  );
}

/** What it means for the account, and in which other regions the plan is. */
function accountWords({ hub: { opened, answering }, plan, now }: HubSight): Words {
  const { words, warning } = accountRowWords(plan, now);
  const others = othersThan(opened, answering);
  return { words: others.length > 0 ? `also in ${others.join(', ')} · here ${words}` : words, warning };
}

/** `AWS's rules: Windows, Amazon Linux 2023 after 7 days; Ubuntu immediately` */
function systemsWords({ document, account }: SetupPlan): Words {
  if (document.baselines.length === 0) return { words: "no rules of its own; the account's rules apply" };
  const words = [...awsWords(document), ...otherRulesWords(document)].join(' · ');
  const covered = new Set(document.baselines.map(systemOf));
  const others = nodesInPlan(document, account)
    .map(operatingSystemOfNode)
    .filter((os) => os !== undefined && !covered.has(os));
  const names = [...new Set(others)].map((os) => os && shortSystem(os)).join(', ');
  const nodes = counted(others.length, 'node');
  return {
    words,
    warning: others.length === 0 ? '' : `no rules for ${nodes} with ${names}; the account's rules apply`,
  };
}

/** `1st + 2nd Tue, Wed · 03:00 and 04:00 New York · first Tue 1 Dec 03:00 (08:00 UTC, in 4 days)` */
function datesWords({ plan: { document }, now, ownZone, isSmall }: HubSight): Words {
  const windows = document.waves.map((wave) => scheduledWindow(document, wave));
  const [next] = planOccurrences(windows, { from: now, count: 1 });
  const when = whenWords(document, isSmall);
  if (next === undefined) return { words: when, warning: 'no runs to come' };
  const { start, timeZone } = next;
  const beside = [...besideWords(start, { timeZone, ownZone }), untilWords(start, now)].join(', ');
  return { words: `${when} · first ${clockWords(start, { timeZone, now })} (${beside})` };
}

/** The systems that have AWS's rules, those with one delay together. */
function awsWords({ baselines }: PlanDocument): string[] {
  const byDelay = new Map<string, string[]>();
  for (const choice of baselines) {
    if (choice.kind !== 'aws-rules') continue;
    const delay = delayWords(choice);
    byDelay.set(delay, [...(byDelay.get(delay) ?? []), shortSystem(choice.os)]);
  }
  const words = [...byDelay].map(([delay, systems]) => `${systems.join(', ')} ${delay}`);
  return words.length === 0 ? [] : [`AWS's rules: ${words.join('; ')}`];
}

function otherRulesWords({ baselines }: PlanDocument): string[] {
  const others = baselines.filter(({ kind }) => kind !== 'aws-rules');
  return others.map((choice) => `${shortSystem(systemOf(choice))}: ${rulesWords(choice)}`);
}

/** `Red Hat`, `Ubuntu`: as people say it. */
function shortSystem(os: OperatingSystem): string {
  return operatingSystemLabels[os].replace(/( Enterprise Linux)?( Server)?$/, '').replace(' Linux Enterprise', '');
}

function zoneLine({ timeZone }: PlanDocument, now: Date): string {
  return timeZone === 'UTC' ? 'Times are in UTC.' : `Times are in ${timeZone} (${zoneWords(timeZone, now)}).`;
}

function nodesInPlan(document: PlanDocument, { nodesByGroup }: SetupPlan['account']) {
  const nodes = patchGroupsIn(document).flatMap((group) => nodesByGroup?.get(group) ?? []);
  return [...new Map(nodes.map((node) => [node.id, node])).values()];
}

/** `8 of 12 nodes are in these 8 groups`, and what is wrong with that. */
function nodesWords({ document, account, nodes }: SetupPlan): Words {
  const tagging = nodes?.changes ?? [];
  const groups = patchGroupsIn(document);
  const all = account.nodes.length;
  const these = groups.length === 1 ? `the group ${groups[0]}` : `these ${groups.length} groups`;
  if (isUnread(account, 'ssm:DescribeInstanceInformation'))
    return { words: `unknown: these credentials are not allowed to list the nodes in ${these}` };
  if (account.nodesByGroup === undefined) return { words: `nodes in ${these}: not counted yet` };
  if (all === 0) return { words: '', warning: 'AWS lists no managed nodes here, so nothing is patched yet' };
  if (tagging.length > 0) {
    const later = new Map(tagging.map(({ id, after }) => [id, after]));
    const there = nodesInPlan(document, account).filter(({ id }) => !later.has(id)).length;
    const get = there + [...later.values()].filter((after) => after !== null).length;
    return {
      words: `${get} of ${counted(all, 'node')} will be in ${these}`,
      warning: emptyWords(document, account, tagging),
    };
  }
  const count = nodesInPlan(document, account).length;
  const words = `${count} of ${counted(all, 'node')} ${isOrAre(count)} in ${these}`;
  if (count === 0) return { words: '', warning: `${words}, so nothing is patched yet` };
  return { words, warning: emptyWords(document, account) };
}

/** `2 groups without nodes` */
function emptyWords(
  document: PlanDocument,
  { nodesByGroup }: SetupPlan['account'],
  tagging: readonly TagChange[] = [],
) {
  const changed = new Set(tagging.map(({ id }) => id));
  const filled = new Set(tagging.map(({ after }) => after));
  const isEmpty = (group: string): boolean =>
    !filled.has(group) && (nodesByGroup?.get(group) ?? []).every(({ id }) => changed.has(id));
  const empty = patchGroupsIn(document).filter(isEmpty).length;
  return empty === 0 ? '' : `${counted(empty, 'group')} without nodes`;
}

/** `Install · reboots after any patch · open 1 h · 2 at a time, about 4 nodes per window` */
function howWords({ document, account }: SetupPlan): Words {
  const { task, waves } = document;
  const own = waves.filter((wave) => wave.own?.task !== undefined).length;
  const words = [
    ...(task.operation === 'Install' ? ['Install', rebootWords(task)] : ['Scan only: no installs, no reboots']),
    `open ${task.durationHours} h`,
    ...(task.cutoffHours > 0 ? [`no new nodes in the last ${task.cutoffHours} h`] : []),
    capacityWords(task, document, account),
    ...(own > 0 ? [`${counted(own, 'wave')} with other options`] : []),
  ];
  return { words: words.join(' · ') };
}

function rebootWords({ reboot }: TaskSpec): string {
  return reboot === 'RebootIfNeeded' ? 'reboots after any patch' : 'never reboots';
}

function capacityWords(task: TaskSpec, document: PlanDocument, { nodesByGroup }: SetupPlan['account']): string {
  const largest = Math.max(0, ...patchGroupsIn(document).map((group) => nodesByGroup?.get(group)?.length ?? 0));
  const nodes = nodesPerRun(task, largest || undefined);
  const atATime = `${task.maxConcurrency} at a time`;
  return nodes === undefined ? atATime : `${atATime}, about ${counted(nodes, 'node')} per window`;
}

/** With a word about answers that only the plan's windows have told. */
function nameRow({ document, findings }: SetupPlan): Words {
  const isRead = findings.some(({ code }) => code === 'plan-not-known');
  const warning = 'its answers were not recorded; these come from its windows';
  return { words: nameWords(document), ...(isRead && { warning }) };
}

function nameWords({ plan, tagKey, tags }: PlanDocument): string {
  const given = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
  return [plan, `groups by tag ${tagKey}`, ...(given.length > 0 ? [`tags ${given.join(', ')}`] : [])].join(' · ');
}

/** What the plan no longer wants, as the reader thinks of it: its windows first. */
export function unwantedWords({ leftovers }: Pick<SetupPlan, 'leftovers'>): string {
  // A window that does other things too is one of its patching task; of a second task its window stays.
  const windows = leftovers.filter((item) => item.kind === 'window' || (item.kind === 'task' && !item.isSecond)).length;
  return windows > 0 ? counted(windows, 'window') : counted(leftovers.length, 'thing');
}

function leftoverWords({ plan, hub: { choices } }: HubSight): Words | undefined {
  const { leftovers, document } = plan;
  if (leftovers.length === 0) return undefined;
  const what = unwantedWords(plan);
  switch (choices.leftovers) {
    case 'delete':
      return {
        words: '',
        warning: `${counted(leftovers.length, 'thing')} no longer needed: will be deleted, after a backup`,
      };
    case 'disable':
      return {
        words: `${counted(windowsToSwitchOff(leftovers).length, 'window')} no longer needed: will be switched off`,
      };
    case 'leave':
      return { words: `${what} no longer needed: kept as ${leftovers.length === 1 ? 'it is' : 'they are'}` };
    case undefined:
      return activeLeftovers(leftovers, document).length === 0
        ? { words: `${what} no longer needed, and switched off` }
        : { words: '', warning: `${what} no longer needed: delete, switch off or keep?` };
    default:
      return choices.leftovers satisfies never;
  }
}

function pauseWords({ plan, hub: { choices } }: HubSight): Words | undefined {
  const { paused, document } = plan;
  if (choices.resume) return { words: 'ends when you apply this; windows then run on schedule' };
  if (paused === 0) return undefined;
  return {
    words: '',
    warning: `${paused} of ${counted(document.waves.length, 'window')} ${isOrAre(paused)} paused and ${paused === 1 ? 'stays' : 'stay'} paused`,
  };
}

function adoptWords({ plan, hub: { answering } }: HubSight): Words | undefined {
  const { desired, takenOver } = plan;
  const taken = takenOver.windows.size;
  if (answering.takingOver) {
    const others = takenOver.leftAlone.length;
    const words = `the plan takes over ${counted(taken, 'window')} as ${taken === 1 ? 'it is' : 'they are'}`;
    return { words, ...(others > 0 && { warning: `${others} not taken over, see below` }) };
  }
  const inTheWay = desired.windows.flatMap((window) => window.inTheWay ?? []).filter(isPatchingWindow).length;
  if (inTheWay === 0) return undefined;
  return {
    words: '',
    warning: `${counted(inTheWay, 'window')} in no plan ${inTheWay === 1 ? 'patches a group' : 'patch groups'} of this plan: take ${inTheWay === 1 ? 'it' : 'them'} over?`,
  };
}
