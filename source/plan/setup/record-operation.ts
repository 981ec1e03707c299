/** The record's operation: writing down what is wanted, before anything else is done. */
import type { Operation } from '../account/operations.js';
import type { PlanRecord } from '../account/records.js';
import type { BackedUpRecord } from '../cleanup/backup.js';
import type { Codec } from '../intent/codec.js';
import type { PlanDocument } from '../intent/document.js';
import { recordName } from '../intent/names.js';
import { recordText, sameDocument } from '../intent/record.js';

/** The operation that writes the document; undefined where the account keeps it as it is. */
export function recordOperation(
  document: PlanDocument,
  record: PlanRecord | undefined,
  codec: Codec,
): Operation | undefined {
  const { plan } = document;
  const { content } = record ?? {};
  if (content?.kind === 'document' && sameDocument(content.document, document, codec)) return undefined;
  const Value = recordText(document, codec);
  return {
    id: `record/${plan}`,
    kind: 'PutParameter',
    name: recordName(plan),
    summary: `Write down what plan ${plan} wants (${recordName(plan)})`,
    input: {
      ...recordInput(plan, Value),
      Overwrite: record !== undefined,
      ExpectedVersion: (record?.version ?? 0) + 1,
    },
    dependsOn: [],
  };
}

/** The operation that writes a record that was deleted. */
export function recordAgain({ plan, name, value }: BackedUpRecord): Operation {
  return {
    id: `record/${plan}`,
    kind: 'PutParameter',
    name,
    summary: `Write down again what plan ${plan} wants (${name})`,
    input: { ...recordInput(plan, value), Overwrite: false, ExpectedVersion: 1 },
    dependsOn: [],
  };
}

/** What of a record's parameter is always the same, with its value. */
function recordInput(plan: string, Value: string) {
  return {
    Name: recordName(plan),
    Value,
    Description: `What the patching plan ${plan} wants, kept by ssm-patch-wizard`,
    Type: 'String',
    Tier: 'Standard',
  } as const;
}

/** The operations with the record's before all others: nothing starts before it is written. */
export function afterRecord(record: Operation | undefined, operations: readonly Operation[]): Operation[] {
  if (record === undefined) return [...operations];
  return [record, ...operations.map((operation) => ({ ...operation, dependsOn: [record.id, ...operation.dependsOn] }))];
}
