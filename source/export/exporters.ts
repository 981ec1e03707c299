/** The exporter of each format: loaded together, when something is exported. */

import type { Codec } from '../plan/intent/codec.js';
import type { PlanDocument } from '../plan/intent/document.js';
import { printDocument } from '../plan/intent/print.js';
import { recordText } from '../plan/intent/record.js';
import { type DesiredResources, desiredResources } from '../plan/setup/desired.js';
import { printableJson } from '../printable.js';
import { awsCli } from './aws-cli.js';
import { cloudformation } from './cloudformation.js';
import type { Exported, ExportedPlan, Exporter, ExportInput } from './exporter.js';
import type { FormatName } from './formats.js';
import { iamPolicy } from './iam-policy.js';
import { icalendar } from './icalendar.js';
import { terraform } from './terraform.js';

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

/** What a document asks for of an account that has nothing. */
export function emptyResources(document: PlanDocument, codec: Codec): DesiredResources {
  return desiredResources(document, { windows: [], baselines: [], patchGroups: [] }, codec);
}
