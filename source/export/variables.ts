/** What of a plan may be another in each account without another template: its time zone and its tag key, wherever they occur. */
import type { Codec } from '../plan/intent/codec.js';
import type { PlanDocument, TagKey } from '../plan/intent/document.js';
import { longestRecord } from '../plan/intent/record.js';
import { emptyResources } from '../plan/setup/desired.js';
import { type PlanResources, wantedResources } from '../plan/setup/plan-resources.js';

/** They stand for the values in texts: private characters, which no plan has, or it gets no variables. */
export const marks = { timeZone: '\ue000', tagKey: '\ue001' } as const;
const anyMark = /[\ue000\ue001]/;

export interface VariedPlan extends PlanResources {
  /** The record's text. */
  readonly record: string;
  /** Whether texts have {@link marks}; a record that is packed cannot follow variables. */
  readonly hasVariables: boolean;
}

/** What a document wants, with marks where a text says the plan's time zone or tag key. */
export function variedPlan(document: PlanDocument, record: string, codec: Codec): VariedPlan {
  const { baselines, ...wanted } = wantedResources(emptyResources(document, codec));
  const variable = anyMark.test(JSON.stringify(document)) ? undefined : variableRecord(record);
  if (variable === undefined) return { ...wanted, baselines, record, hasVariables: false };
  const inMarks = {
    ...document,
    timeZone: marks.timeZone,
    tagKey: marks.tagKey as TagKey,
    // They follow from dates, which a mark has none of.
    approvals: undefined,
    baselines: [],
  };
  const { windows } = wantedResources(emptyResources(inMarks, codec));
  return { windows: varied(wanted.windows, windows, document), baselines, record: variable, hasVariables: true };
}

/** A text of the marks' values; `${TimeZone}`, for instance. */
export function withoutMarks(text: string, { timeZone, tagKey }: Readonly<Record<keyof typeof marks, string>>): string {
  return text.replaceAll(marks.timeZone, timeZone).replaceAll(marks.tagKey, tagKey);
}

export function hasMarks(text: string): boolean {
  return anyMark.test(text);
}

/** The marked texts where they mean the plain ones: what is cut to a length may have been cut elsewhere. */
function varied<T>(plain: T, marked: T, values: PlanDocument): T {
  if (typeof plain === 'string')
    return typeof marked === 'string' && withoutMarks(marked, values) === plain ? marked : plain;
  if (typeof plain !== 'object' || plain === null) return plain;
  if (Array.isArray(plain))
    return plain.map((entry, index) => varied(entry, (marked as unknown[])[index], values)) as T;
  return Object.fromEntries(
    Object.entries(plain).map(([key, member]) => [
      key,
      varied(member, (marked as Record<string, unknown>)[key], values),
    ]),
  ) as T;
}

/** Characters of the longest zone and tag key, so that a record fits whatever is chosen. */
const longestValues = 64;

/** The record with both answers in it, though they may be the defaults; undefined where it is packed or would not fit. */
function variableRecord(record: string): string | undefined {
  const { version, plan, packed, ...answers } = JSON.parse(record) as Record<string, unknown>;
  if (packed !== undefined) return undefined;
  const members = { version, plan, ...answers, timeZone: marks.timeZone, tagKey: marks.tagKey };
  const text = JSON.stringify(members).replaceAll('{{', '{\\u007b');
  return new TextEncoder().encode(text).length + longestValues > longestRecord ? undefined : text;
}
