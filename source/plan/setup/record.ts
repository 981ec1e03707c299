/** A plan's record: writing down what is wanted before anything else is done, and what is not known without it. */
import { blocking, type Finding, warning } from '../account/finding.js';
import { planOf } from '../account/inventory.js';
import type { Operation } from '../account/operations.js';
import { recordOf } from '../account/ownership.js';
import type { PlanRecord } from '../account/records.js';
import type { BackedUpRecord } from '../cleanup/backup.js';
import type { Codec } from '../intent/codec.js';
import type { PlanDocument } from '../intent/document.js';
import { recordDescription, recordName } from '../intent/names.js';
import { fitsRecord, longestRecord, recordText, sameDocument } from '../intent/record.js';
import type { Planned } from './planned.js';

/**
 * The operation that writes the document; undefined where the account keeps it as it is, and nothing is made: what two set-ups at once
 * make, is there twice, and by the record's version the second of them knows of the first before it makes anything.
 */
export function recordOperation(
  document: PlanDocument,
  record: PlanRecord | undefined,
  codec: Codec,
  operations: readonly Operation[] = [],
): Operation | undefined {
  const { plan } = document;
  const { content, version = 0 } = record ?? {};
  if (record && content?.kind === 'document' && sameDocument(content.document, document, codec)) {
    const isMaking = operations.some(({ kind }) => /^(Create|RegisterTa)/.test(kind));
    return isMaking ? writing(plan, record.value, version, `Write down again what plan ${plan} wants`) : undefined;
  }
  return writing(plan, recordText(document, codec), version, `Write down what plan ${plan} wants`);
}

/** The operation that writes a record that was deleted. */
export function recordAgain({ plan, value }: BackedUpRecord): Operation {
  return writing(plan, value, 0, `Write down again what plan ${plan} wants`);
}

/** @param version of the record that is there; 0 where there is none */
function writing(plan: string, Value: string, version: number, what: string): Operation {
  const name = recordName(plan);
  return {
    id: `record/${plan}`,
    kind: 'PutParameter',
    name,
    summary: `${what} (${name})`,
    input: {
      Name: name,
      Value,
      Description: recordDescription(plan),
      Type: 'String',
      Tier: 'Standard',
      Overwrite: version > 0,
      ExpectedVersion: version + 1,
    },
    dependsOn: [],
  };
}

/** The operations with the record's before all others: nothing starts before it is written. */
export function afterRecord(record: Operation | undefined, operations: readonly Operation[]): Operation[] {
  if (record === undefined) return [...operations];
  return [record, ...operations.map((operation) => ({ ...operation, dependsOn: [record.id, ...operation.dependsOn] }))];
}

/** Without a record nobody knows later what was wanted. */
export function recordFindings({ document, account, consent, keepsRecord, operations }: Planned): Finding[] {
  const { plan, waves } = document;
  const [first] = operations;
  if (first?.kind === 'PutParameter' && !fitsRecord(first.input.Value)) {
    const message = `Plan ${plan} with its ${waves.length} waves is too long to be written down: ${first.input.Value.length} characters, packed as they are; a parameter takes ${longestRecord}.`;
    return [
      blocking('plan-too-large', message, [
        'Shorten the names of waves, or spread them over several plans with --plan.',
        'Or set it up without its record: --no-record. Then drift and former answers are not known.',
      ]),
    ];
  }
  if (account.recordsRefused) {
    const message = `${account.recordsRefused.title} What plan ${plan} wanted so far and which groups other plans have is not known: what no flag says has its default.`;
    return [warning('no-record', message)];
  }
  const record = recordOf(plan, account);
  if (!keepsRecord) {
    const message = record
      ? `The record of plan ${plan} stays as it is: status measures drift by the answers that it has, not by these.`
      : `Plan ${plan} is not written down: status cannot tell drift, and the next set-up starts from the defaults.`;
    return [warning('no-record', message)];
  }
  const hasWindows = account.windows.some((window) => planOf(window) === plan);
  if (record || !hasWindows || consent.adopt) return [];
  const message = `Plan ${plan} has windows and no record: with what answers they were made is not known, and what no flag says has its default.`;
  return [warning('plan-not-known', message, ['To write down what is there, and change nothing else: --adopt'])];
}
