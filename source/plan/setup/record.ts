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
import { counted } from '../text/plural.js';
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
    return isMaking ? writing(plan, record.value, version, `Save the record of plan ${plan} again`) : undefined;
  }
  return writing(plan, recordText(document, codec), version, `Save the record of plan ${plan}`);
}

/** The operation that writes a record that was deleted. */
export function recordAgain({ plan, value }: BackedUpRecord): Operation {
  return writing(plan, value, 0, `Restore the record of plan ${plan}`);
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
    const message = `Plan ${plan} with its ${counted(waves.length, 'wave')} is too long for its record: it has ${first.input.Value.length} characters even when compressed, and a parameter holds at most ${longestRecord}.`;
    return [
      blocking('plan-too-large', message, [
        'Shorten the wave names, or spread the waves over several plans with --plan.',
        'Or set it up without a record: --no-record. Drift and previous answers are then unknown.',
      ]),
    ];
  }
  if (account.recordsRefused) {
    const message = `${account.recordsRefused.title} So the wizard does not know what plan ${plan} wanted before, or which groups other plans have. Answers without a flag have their defaults.`;
    return [warning('no-record', message)];
  }
  const record = recordOf(plan, account);
  if (!keepsRecord) {
    const message = record
      ? `The record of plan ${plan} stays as it is. The status command compares the account with the record, not with these answers.`
      : `Plan ${plan} gets no record, so the status command cannot find drift, and the next set-up starts from the defaults.`;
    return [warning('no-record', message)];
  }
  const hasWindows = account.windows.some((window) => planOf(window) === plan);
  if (record || !hasWindows || consent.adopt) return [];
  const message = `Plan ${plan} has windows but no record. The answers they were created with are unknown, so answers without a flag have their defaults.`;
  return [warning('plan-not-known', message, ['To record what is there and change nothing else: --adopt'])];
}
