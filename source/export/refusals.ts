/** What no format can say, or only with a word about it. */
import { UserError } from '../errors.js';
import type { NotTaken } from '../plan/setup/plan-resources.js';
import type { ExportInput } from './exporter.js';

/** @throws UserError where only a file knows the rules of a baseline, and it was not given */
export function requireKnownRules({ desired: { unknownRules } }: ExportInput): void {
  const [first] = unknownRules;
  if (first === undefined) return;
  const files = unknownRules.map(({ fileName }) => fileName).join(', ');
  throw new UserError(`The rules in ${files} are unknown. The plan has only their digest.`, {
    code: 'rules-unknown',
    nextSteps: [`Add the file: --baseline-file ${first.fileName}`],
  });
}

/** @throws UserError for more than the format takes */
export function requireRoom(count: number, most: number, words: string): void {
  if (count <= most) return;
  throw new UserError(`The plan needs ${count} ${words}.`, {
    code: 'format-cannot-say',
    nextSteps: ['Split its waves into several plans with --plan and --wave.'],
  });
}

/** Windows that are switched off or held back, for formats that make them anew. */
export function heldBackNotes({ desired: { windows }, now }: ExportInput, what: string): string[] {
  const held = windows.flatMap(({ existing }) => {
    if (existing === undefined) return [];
    const { name, id, enabled, startDate } = existing;
    if (!enabled) return [`${name} (${id}) is switched off`];
    return startDate !== undefined && Date.parse(startDate) > now.getTime()
      ? [`${name} (${id}) is paused until ${startDate}`]
      : [];
  });
  return held.length === 0 ? [] : [`${what} In this account, ${held.join(', ')}.`];
}

/** What is there already would be there twice. @param what would make it */
export function takenNotes({ document, desired, found }: ExportInput, what: string): string[] {
  const isThere = found?.record !== undefined || desired.windows.some(({ existing }) => existing);
  if (!isThere) return [];
  return [
    `The account already has plan ${document.plan}. ${what} would fail because the record exists, or create everything a second time. To take over what exists, use --import.`,
  ];
}

/** What of the plan an import leaves out, and what is not there to be taken over. */
export function untakenNotes({ desired, found }: ExportInput, notTaken: readonly NotTaken[]): string[] {
  const absent = [...desired.windows, ...desired.baselines].filter((each) => each.existing === undefined);
  const names = absent.map(({ definition }) => definition.Name).join(', ');
  return [
    ...[...notTaken, ...(found?.unwanted ?? [])].map(
      ({ name, id, why }) => `${name} (${id}) ${why}, so it is not included.`,
    ),
    ...(absent.length === 0
      ? []
      : [`Not created yet, so not included: ${names}. An import creates nothing, so set up the plan first.`]),
  ];
}
