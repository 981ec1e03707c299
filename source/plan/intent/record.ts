/** Documents as the account keeps them: one line of JSON that fits a parameter of the standard tier, packed where it has to be. */
import { type DocumentSource, duplicateMembers, parseJson } from '../text/json-document.js';
import { anything, memberOf, object, required, shown, text } from '../text/shape.js';
import { type Codec, digestOf } from './codec.js';
import { defaultTask, type PlanDocument } from './document.js';
import { baselineEntries, waveEntries } from './entries.js';
import { planOfRecord } from './names.js';
import { normalDocument } from './normal.js';
import { invalid, planSource, readDocument, refuseOtherDocuments } from './parse.js';
import { ownMembers, taskInWords } from './task-flags.js';
import { defaultDocument } from './waves.js';

/** "Standard parameters have a value limit of 4 KB" (API member Value of PutParameter). */
export const longestRecord = 4096;

/** Whether the account takes a record's text. */
export function fitsRecord(record: string): boolean {
  return new TextEncoder().encode(record).length <= longestRecord;
}

/** The text that the account keeps of a document; where it does not fit as it is, it is packed. */
export function recordText(document: PlanDocument, codec: Codec): string {
  const canonical = canonicalText(document, codec);
  if (fitsRecord(canonical)) return canonical;
  return JSON.stringify({ version: document.version, plan: document.plan, packed: codec.pack(canonical) });
}

/** Whether two documents say the same. */
export function sameDocument(one: PlanDocument, other: PlanDocument, codec: Codec): boolean {
  return canonicalText(one, codec) === canonicalText(other, codec);
}

/**
 * One text for all documents that say the same: rules of files as digests, waves in their short forms, without answers that are
 * the defaults. Waves and baselines are always there: who reads a record looks for them.
 */
function canonicalText(document: PlanDocument, codec: Codec): string {
  const normal = normalDocument(document);
  const { version, plan, timeZone, tagKey, approvals, task, tags } = normal;
  const members = {
    ...ownMembers({ timeZone, tagKey }, defaultDocument()),
    waves: waveEntries(normal),
    baselines: baselineEntries(normal, (rules) => digestOf(rules, codec)),
    approvals,
    task: ifAny(taskInWords(ownMembers(task, defaultTask))),
    tags: ifAny(tags),
  };
  // "You can't include {{}} in a parameter value" (user guide, Parameter Store): only texts can have two of them in a row.
  return JSON.stringify({ version, plan, ...members }).replaceAll('{{', '{\\u007b');
}

function ifAny<T extends object>(members: T): T | undefined {
  return Object.keys(members).length > 0 ? members : undefined;
}

/**
 * The document in a record's text; rules of files are digests.
 * @param parameterName of the parameter; a record says the plan that it is called after
 * @throws UserError `invalid-plan`, whose next steps are the mistakes; `newer-plan` for a later version
 */
export function parseRecord(record: string, codec: Codec, parameterName: string): PlanDocument {
  const source = planSource(`The record ${parameterName}`, 'Nothing was changed.');
  const value = parseJson(record, source);
  const isPacked = memberOf(value, 'packed') !== undefined;
  const document = isPacked
    ? packedDocument(value, record, codec, source)
    : readDocument(value, source, duplicateMembers(record));
  const plan = planOfRecord(parameterName) ?? document.plan;
  if (document.plan === plan) return document;
  throw invalid(source, [`plan is ${shown(document.plan)}; this is the record of plan ${plan}`]);
}

function packedDocument(value: unknown, record: string, codec: Codec, source: DocumentSource): PlanDocument {
  refuseOtherDocuments(value, source);
  const mistakes = duplicateMembers(record);
  const { plan, packed } = shellShape.read(value, '', (mistake) => mistakes.push(mistake)) ?? {};
  const inner = packed !== undefined ? unpacked(packed, codec) : undefined;
  if (inner === undefined && packed !== undefined) mistakes.push('packed is damaged and cannot be read');
  if (inner === undefined || mistakes.length > 0) throw invalid(source, mistakes);
  const document = readDocument(parseJson(inner, source), source, duplicateMembers(inner));
  if (document.plan === plan) return document;
  throw invalid(source, [`plan is ${shown(plan)}; packed has plan ${document.plan}`]);
}

/** What stands around a packed document, so that people see whose it is. */
const shellShape = object({
  version: required(anything),
  plan: required(text(1, 64)),
  packed: required(text(1, longestRecord)),
});

function unpacked(packed: string, codec: Codec): string | undefined {
  try {
    return codec.unpack(packed);
  } catch {
    return undefined;
  }
}
