/** The types that are in the package are those of what is written and read. */
import { expectTypeOf, test } from 'vitest';
import type schema from '../plan.schema.json';
import type { Backup, Event, Nodes, PlanDocument, Status, Task } from '../source/index.js';
import type { Backup as WrittenBackup } from '../source/plan/cleanup/backup.js';
import type { NodesDocument } from '../source/plan/nodes/document.js';
import type { StatusDocument } from '../source/plan/status/status.js';
import type { whereMembers } from '../source/views/json.js';

type Where = ReturnType<typeof whereMembers>;

test('what is written fits them', () => {
  expectTypeOf<StatusDocument & Where>().toExtend<Omit<Status, 'version'>>();
  // Nor is anything written that they do not have.
  expectTypeOf<keyof (StatusDocument & Where) | 'version'>().toEqualTypeOf<keyof Status>();
  type Lists = Exclude<keyof StatusDocument, 'account' | 'region'>;
  type Beyond<List extends Lists> = Exclude<keyof StatusDocument[List][number], keyof Status[List][number]>;
  expectTypeOf<{ [List in Lists]: Beyond<List> }[Lists]>().toBeNever();
  expectTypeOf<NodesDocument & Where>().toExtend<Omit<Nodes, 'version'>>();
  expectTypeOf<keyof (NodesDocument & Where) | 'version'>().toEqualTypeOf<keyof Nodes>();
  expectTypeOf<WrittenBackup>().toExtend<Backup>();
});

test('a plan document has the members that its schema has', () => {
  expectTypeOf<keyof typeof schema.properties>().toEqualTypeOf<keyof PlanDocument>();
  expectTypeOf<keyof typeof schema.properties.task.properties>().toEqualTypeOf<keyof Task>();
});

test('a program reads a plan and events by them', () => {
  const plan: PlanDocument = {
    version: 1,
    waves: ['dev=2tue@03:00', { weeks: [1], weekdays: [2], times: ['03:00'] }],
  };
  const failed = (event: Event) => (event.event === 'summary' ? event.failed : plan.waves?.length);
  expectTypeOf(failed).returns.toEqualTypeOf<number | undefined>();
});
