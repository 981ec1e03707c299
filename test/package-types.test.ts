/** The types that are in the package are those of what is written and read. */
import { expect, expectTypeOf, test } from 'vitest';
import schema from '../plan.schema.json' with { type: 'json' };
import type { Backup, PlanDocument, Status, Task } from '../source/index.js';
import type { Backup as WrittenBackup } from '../source/plan/cleanup/backup.js';
import type { StatusDocument } from '../source/plan/status/status.js';

test('what is written fits them', () => {
  expectTypeOf<StatusDocument>().toExtend<Omit<Status, 'version'>>();
  expectTypeOf<WrittenBackup>().toExtend<Backup>();
});

test('a plan document has the members that its schema has', () => {
  const document: Record<keyof PlanDocument, true> = {
    $schema: true,
    version: true,
    plan: true,
    timeZone: true,
    tagKey: true,
    waves: true,
    baselines: true,
    task: true,
    tags: true,
  };
  const task: Record<keyof Task, true> = {
    operation: true,
    reboot: true,
    durationHours: true,
    cutoffHours: true,
    onCutoff: true,
    maxConcurrency: true,
    maxErrors: true,
    serviceRoleArn: true,
  };
  expect(Object.keys(schema.properties)).toEqual(Object.keys(document));
  expect(Object.keys(schema.properties.task.properties)).toEqual(Object.keys(task));
});
