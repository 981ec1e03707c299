/** The exporter of each format: loaded together, when something is exported. */

import { printDocument } from '../plan/intent/print.js';
import { recordText } from '../plan/intent/record.js';
import { printableJson } from '../printable.js';
import { awsCli } from './aws-cli.js';
import { cloudformation } from './cloudformation.js';
import type { Exported, ExportedPlan, Exporter, ExportInput } from './exporter.js';
import type { FormatName } from './formats.js';
import { iamPolicy } from './iam-policy.js';
import { icalendar } from './icalendar.js';
import { terraform } from './terraform.js';

// With what they export, for callers that load both late.
export { emptyResources } from '../plan/setup/desired.js';

const exporters: Readonly<Record<FormatName, Exporter>> = {
  cloudformation,
  terraform,
  icalendar,
  'aws-cli': awsCli,
  'iam-policy': iamPolicy,
  plan: ({ document }) => ({ text: printableJson(printDocument(document)) }),
};

/** A plan in a format. */
export function exportAs(
  format: FormatName,
  plan: ExportedPlan,
  { codec, ...more }: Pick<ExportInput, 'codec' | 'now' | 'options'>,
): Exported {
  return exporters[format]({ ...plan, ...more, codec, record: recordText(plan.document, codec) });
}
