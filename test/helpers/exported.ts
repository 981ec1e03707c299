/** What exporters are given: plans of flags, and plans as an account has them. */

import type { ExportInput, ExportOptions } from '../../source/export/exporter.js';
import { emptyResources } from '../../source/export/exporters.js';
import { drained } from '../../source/jobs/drained.js';
import { exportJob } from '../../source/jobs/export.js';
import type { PlanDocument } from '../../source/plan/intent/document.js';
import { recordText } from '../../source/plan/intent/record.js';
import { contextWith, now, opened } from '../jobs/runs.js';
import { codec } from './codec.js';
import type { MemorySandbox } from './memory-account.js';

const plain: ExportOptions = { isImport: false, isStackSet: false };

/** A plan on its way out, without an account. */
export function inputOf(document: PlanDocument, options: Partial<ExportOptions> = {}): ExportInput {
  const [record, desired] = [recordText(document, codec), emptyResources(document, codec)];
  return { document, desired, record, codec, now: now(), options: { ...plain, ...options } };
}

/** A plan as an account has it. */
export async function inputFrom(
  sandbox: MemorySandbox,
  options: Partial<ExportOptions> = {},
  plan = 'default',
): Promise<ExportInput> {
  const planned = await drained(exportJob(plan).plan(await opened(await sandbox.connect()), contextWith()));
  if (planned === undefined) throw new Error('no plan');
  const { place, plan: found } = planned;
  return { ...inputOf(found.document, options), ...found, place };
}
