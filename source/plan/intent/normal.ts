/** Documents in the one form that all those which say the same have. */

import { slotOfWhen, type When } from '../../schedule/when.js';
import { inSystemOrder } from './baseline-choice.js';
import type { PlanDocument, Wave } from './document.js';
import { ownMembers } from './task-flags.js';

/**
 * The document without what says nothing: own answers of waves that are the plan's, schedules that a slot says too, the order
 * of baselines and tags.
 */
export function normalDocument(document: PlanDocument): PlanDocument {
  const { plan, timeZone, tagKey, waves, baselines, approvals, tags } = document;
  const { serviceRoleArn, ...task } = document.task;
  return {
    version: 1,
    plan,
    timeZone,
    tagKey,
    waves: waves.map((wave) => normalWave(document, wave)),
    baselines: inSystemOrder(baselines),
    ...(approvals === 'first-wave' && { approvals }),
    task: { ...task, ...(serviceRoleArn ? { serviceRoleArn } : {}) },
    tags: Object.fromEntries(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function normalWave(document: PlanDocument, { name, patchGroup, window, when, own }: Wave): Wave {
  const timeZone = own?.timeZone === document.timeZone ? undefined : own?.timeZone;
  const task = ownMembers(own?.task ?? {}, document.task);
  const members = { ...(timeZone && { timeZone }), ...(Object.keys(task).length > 0 && { task }) };
  return {
    ...{ name, patchGroup, window, when: normalWhen(when) },
    ...(Object.keys(members).length > 0 ? { own: members } : {}),
  };
}

function normalWhen(when: When): When {
  const slot = slotOfWhen(when);
  if (slot !== undefined || when.kind !== 'schedule') return slot ?? when;
  const { kind, schedule, scheduleOffset } = when;
  return { kind, schedule, ...(scheduleOffset ? { scheduleOffset } : {}) };
}
