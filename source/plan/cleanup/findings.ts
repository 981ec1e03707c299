/** What a clean-up warns of: what stays although flags are about it, and windows that run now or soon. */

import { type Finding, warning } from '../account/finding.js';
import { neverAgain } from '../account/never-again.js';
import { otherTasksWords } from '../account/task-words.js';
import { operatingSystemLabels } from '../baseline/baseline.js';
import { shellQuoted } from '../intent/command-line.js';
import { begunFindings } from './begun.js';
import { type CleanupChoice, type CleanupSelection, stayingOf } from './choice.js';
import type { CleanupItem } from './items.js';
import { soonWords } from './words.js';

/** The warnings of a clean-up, what stays first. */
export function cleanupFindings(
  items: readonly CleanupItem[],
  choice: CleanupChoice,
  selection: CleanupSelection,
  now: Date,
): Finding[] {
  const chosen = items.filter(({ id }) => choice.has(id));
  const hasOwn = chosen.some(({ id, itemClass }) => itemClass === 'own' && choice.get(id) === 'delete');
  return unique([
    ...begunFindings(items, choice),
    ...stayingOf(items, choice, selection).flatMap((item) => stayFinding(item, selection)),
    ...chosen.flatMap((item) => goingFindings(item, now)),
    ...neverFinding(
      chosen.filter(({ id }) => choice.get(id) === 'delete'),
      now,
    ),
    ...(selection.isAllPatching && selection.only.length === 0 ? items.flatMap(unknownFinding) : []),
    ...items.flatMap((item) => unreadFinding(item, hasOwn)),
  ]);
}

function stayFinding(item: CleanupItem, { isDisabling }: CleanupSelection): Finding[] {
  const { name, reason, blockedBy, heldBy, stack } = item;
  // Nobody expects patch groups and baselines to be switched off.
  if (isDisabling && item.kind !== 'window' && item.kind !== 'task') return [];
  if (item.itemClass === 'protected') return [warning('protected-item', `${name} stays: ${reason}.`)];
  if (stack !== undefined && heldBy !== undefined) return [stackFinding(item, heldBy, isDisabling)];
  if (isDisabling && heldBy === undefined) return disablingFinding(item);
  if (item.kind === 'tags')
    return [
      warning('tags-stay', `The tag ${name} stays: ${heldBy}.`, [`To remove it: --only ${shellQuoted(item.id)}`]),
    ];
  if (item.kind !== 'baseline' || blockedBy === undefined) {
    const nextSteps = [`To delete it anyway: --only ${shellQuoted(item.id)}`];
    return heldBy === undefined ? [] : [warning('protected-item', `${name} stays: ${heldBy}.`, nextSteps)];
  }
  const system = operatingSystemLabels[item.baseline.operatingSystem];
  return [
    warning('default-baseline', `${name} stays: it is the default for ${system}.`, [
      `To delete it, make AWS's baseline the default in the same run: --only ${blockedBy} ${item.id}`,
    ]),
  ];
}

/** What a stack has made is named one by one, for its next update misses it, or takes the change back. */
function stackFinding({ id, name }: CleanupItem, heldBy: string, isDisabling: boolean): Finding {
  const flags = `${isDisabling ? '--disable ' : ''}--only ${shellQuoted(id)}`;
  return warning('stack', `${name} stays: ${heldBy}.`, [
    'Remove it from the template, or delete the stack.',
    `To ${isDisabling ? 'switch it off' : 'delete it'} here anyway: ${flags}`,
  ]);
}

function disablingFinding(item: CleanupItem): Finding[] {
  if (item.kind === 'window' && !item.window.enabled) {
    return [warning('already-off', `${item.name} is already switched off.`)];
  }
  if (item.kind !== 'task') return [];
  const { name, tasks } = item.window;
  return [
    warning(
      'mixed-window',
      `${name} stays switched on and keeps patching, because it also runs ${otherTasksWords(tasks)}.`,
      [`To delete its patching task, leave out --disable: --only ${item.id}`],
    ),
  ];
}

/** Of what goes: what stays of its window, and that it runs now or soon. */
function goingFindings(item: CleanupItem, now: Date): Finding[] {
  if (item.kind !== 'window' && item.kind !== 'task') return [];
  const { name, tasks, isRunning } = item.window;
  const kept = `${name} stays, because it also runs ${otherTasksWords(tasks)}.`;
  const soon = soonWords(item.window, now);
  return [
    ...(item.kind === 'task' ? [warning('mixed-window', kept)] : []),
    ...(soon === undefined ? [] : [warning(isRunning ? 'running' : 'runs-soon', `${name} ${soon}`)]),
  ];
}

/** What a backup does not bring back. */
function neverFinding(deleted: readonly CleanupItem[], now: Date): Finding[] {
  const found = deleted.flatMap((item) => {
    const why = item.kind === 'window' ? neverAgain(item.window, now) : undefined;
    return why === undefined ? [] : [`${item.name} (${item.id}: ${why})`];
  });
  if (found.length === 0) return [];
  const message = `AWS does not create windows that can never run again, so a restore cannot bring back ${found.join('; ')}.`;
  return [warning('never-again', message)];
}

/** What may patch as well and nobody can know it: whoever wants all that patches to go has to look at it. */
function unknownFinding(item: CleanupItem): Finding[] {
  if (item.itemClass !== 'unknown' || item.plan !== undefined) return [];
  return [warning('unknown-document', `${item.name} ${item.reason}.`, [`To delete it too: --only ${item.id}`])];
}

/** Records that may not be read cannot go with what their plans have. */
function unreadFinding(item: CleanupItem, hasOwn: boolean): Finding[] {
  if (item.kind !== 'unread' || !hasOwn) return [];
  const { title, nextSteps } = item.error;
  const message = `${title} The plan records stay, although other parts of the plans will be deleted.`;
  return [warning('records-not-read', message, nextSteps)];
}

/** A window with two patching tasks is spoken of once. */
function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [`${finding.code} ${finding.message}`, finding])).values()];
}
