/** What no format can say, or only with a word about it. */
import { UserError } from '../errors.js';
import type { ExportInput } from './exporter.js';

/** @throws UserError where only a file knows the rules of a baseline, and it was not given */
export function requireKnownRules({ desired: { unknownRules } }: ExportInput): void {
  const [first] = unknownRules;
  if (first === undefined) return;
  const files = unknownRules.map(({ fileName }) => fileName).join(', ');
  throw new UserError(`The rules of ${files} are not known here, only their digest.`, {
    code: 'rules-unknown',
    nextSteps: [`Give the file: --baseline-file ${first.fileName}`],
  });
}

/** @throws UserError for more than the format takes */
export function requireRoom(count: number, most: number, words: string): void {
  if (count <= most) return;
  throw new UserError(`The plan makes ${count} ${words}.`, {
    code: 'format-cannot-say',
    nextSteps: ['Spread its waves over several plans, with --plan and --wave.'],
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
  return held.length === 0 ? [] : [`${what} Here ${held.join(', ')}.`];
}
