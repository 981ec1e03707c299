/** Records: the plan documents that an account keeps, and what is told where one of them cannot be used. */
import { UserError } from '../../errors.js';
import type { Codec } from '../intent/codec.js';
import { awsFlags, type ConnectionFlags, planCommand, shellQuoted } from '../intent/command-line.js';
import type { PlanDocument } from '../intent/document.js';
import { parseRecord } from '../intent/record.js';
import type { InventoryRecord } from './inventory.js';

/** A plan's record as the account has it, read as a document where that is possible. */
export interface PlanRecord extends InventoryRecord {
  readonly content:
    | { readonly kind: 'document'; readonly document: PlanDocument }
    | { readonly kind: 'unreadable'; readonly error: UserError };
}

/** The record with its document; one that somebody has edited into something else says why it is none. */
export function readRecord(record: InventoryRecord, codec: Codec, connection: ConnectionFlags = {}): PlanRecord {
  try {
    return { ...record, content: { kind: 'document', document: parseRecord(record.value, codec, record.name) } };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const told = isNewer(error) ? error : unreadable(record, error, connection);
    return { ...record, content: { kind: 'unreadable', error: told } };
  }
}

/** Whether a later version of this program has written it: then it is in order, and nothing may be written over it. */
function isNewer({ code }: UserError): boolean {
  return code === 'newer-plan';
}

function unreadable(
  { plan, name, version }: InventoryRecord,
  { message, nextSteps: mistakes }: UserError,
  connection: ConnectionFlags,
): UserError {
  const parameter = `${awsFlags(connection)} --name ${shellQuoted(name)}`;
  const again = planCommand(plan, connection);
  const wayBack =
    version > 1
      ? [
          `To see its earlier values: aws ssm get-parameter-history${parameter}`,
          `To restore one of them: aws ssm put-parameter${parameter} --overwrite --type String --value '…'`,
        ]
      : [];
  return new UserError(`The record of plan ${plan} (${name}, version ${version}) cannot be read.`, {
    code: 'unreadable-record',
    detail: [message, ...mistakes, 'Nothing was changed.'].join('\n'),
    nextSteps: [
      ...wayBack,
      `To replace it from a file: ${again} --file FILE`,
      `To record what is there: aws ssm delete-parameter${parameter}, then ${again} --adopt`,
    ],
  });
}

/**
 * The document of a record; undefined where there is no record, and where an unreadable one is to be `replaced`.
 * @throws UserError where the record cannot be read: what the plan wants is then not known
 */
export function documentOf(
  record: PlanRecord | undefined,
  { isReplaced = false }: { readonly isReplaced?: boolean } = {},
): PlanDocument | undefined {
  if (record?.content.kind !== 'unreadable') return record?.content.document;
  const { error } = record.content;
  if (isReplaced && !isNewer(error)) return undefined;
  throw error;
}
