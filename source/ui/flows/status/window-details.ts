/** All that is known of a window. */
import { stackOf } from '../../../plan/account/inventory.js';
import { targetedNodes } from '../../../plan/account/targeted-nodes.js';
import { taskFacts } from '../../../plan/account/task-words.js';
import { counted } from '../../../plan/text/plural.js';
import { cityWords, momentOnClocks } from '../../words/dates.js';
import type { Detail } from './detail.js';
import { nodeWords, type StatusRead, type WindowDocument, zoneOf } from './rows.js';
import { driftsOf, nextOf, partsOf, stateWords, whenOf } from './windows-table.js';

/** What it is, when it runs, on which nodes, what it does there, and whose it is. */
export function windowDetails(window: WindowDocument, read: StatusRead, ownZone: string): readonly Detail[] {
  const { id, name, schedule, scheduleOffset, pausedUntil } = window;
  const timeZone = zoneOf(window.timeZone);
  const clock = { timeZone, now: read.now, ownZone };
  const moment = (instant: Date): string => momentOnClocks(instant, clock, Number.POSITIVE_INFINITY);
  const next = nextOf(window);
  const { targets, tasks } = partsOf(window, read);
  const offset = scheduleOffset === undefined ? '' : ` +${counted(scheduleOffset, 'day')}`;
  const drifts = driftsOf(window, read);
  return [
    { label: 'Window', lines: [name] },
    { label: 'Id', lines: [id] },
    { label: 'State', lines: [stateWords(window, read)] },
    {
      label: 'Now → planned',
      lines: drifts.flatMap(({ changes, message }) => (changes.length > 0 ? changes : [message])),
      meaning: 'warning',
    },
    { label: 'Owner', lines: ownerLines(window, read) },
    {
      label: 'Held back',
      lines: pausedUntil === null ? [] : [`until ${moment(new Date(pausedUntil))}`],
      meaning: 'warning',
    },
    { label: 'Next run', lines: [next ? moment(next) : 'none'] },
    {
      label: 'When',
      lines: [...new Set([`${whenOf(window)} ${cityWords(timeZone)}`, `${schedule}${offset} ${window.timeZone}`])],
    },
    { label: 'Open', lines: openLines(window, read) },
    ...targets.map(
      ({ id: target, targets: selectors }): Detail => ({
        label: 'Target',
        lines: [
          selectors.map(({ Key, Values }) => `${Key.replace(/^tag:/, '')} = ${Values.join(', ')}`).join(' and '),
          target,
        ],
      }),
    ),
    ...tasks.map((task): Detail => ({ label: 'Task', lines: [taskFacts(task), task.id] })),
    { label: 'Nodes', lines: nodesOf(window, read) },
  ];
}

function ownerLines({ id, plan, wave }: WindowDocument, read: StatusRead): readonly string[] {
  const window = read.parts.get(id);
  const stack = window && stackOf(window);
  const made = stack === undefined ? [] : [`created by CloudFormation stack ${stack}`];
  if (plan === null) return ['not in any plan', ...made];
  const record = read.document.plans.find((each) => each.name === plan);
  const at = record?.changedAt ?? null;
  const clock = { timeZone: 'UTC', now: read.now, ownZone: 'UTC' };
  const when = at === null ? '' : ` ${momentOnClocks(new Date(at), clock, Number.POSITIVE_INFINITY)}`;
  const written = record?.record === null ? [] : [`last changed${when} by ${record?.changedBy ?? 'somebody'}`];
  return [`plan ${plan}${wave === null ? '' : `, wave ${wave}`}`, ...written, ...made];
}

function openLines({ id }: WindowDocument, { parts }: StatusRead): readonly string[] {
  const window = parts.get(id);
  if (window === undefined) return [];
  const { durationHours, cutoffHours } = window;
  const cutoff = cutoffHours === 0 ? '' : `; no node starts in the last ${cutoffHours} h`;
  return [`${durationHours} h${cutoff}`];
}

function nodesOf({ id, nodes }: WindowDocument, { parts, facts }: StatusRead): readonly string[] {
  const window = parts.get(id);
  const ids = window && targetedNodes(window, facts.account);
  if (nodes === null || ids === undefined) return ['selected by tags that were not read'];
  if (ids.size === 0) return ['none'];
  return facts.account.nodes.filter((node) => ids.has(node.id)).map(nodeWords);
}
