/** Which answers flags have given, as flags: `from -t 3`. */
import { planFlags } from '../../../plan/intent/command-line.js';
import { type FlagAnswers, withFlags } from '../../../plan/intent/flags.js';
import type { Answering } from './answering.js';
import type { HubRow } from './steps.js';

/** The part of the flags' answers that a row is about. */
function partOf(
  row: HubRow,
  { when, timeZone, baselines, approvals, task, plan, tagKey, tags }: FlagAnswers,
): FlagAnswers | undefined {
  switch (row) {
    case 'baseline':
      return { baselines, approvals, task: {} };
    case 'schedule':
      return { when, timeZone, task: {} };
    case 'options':
      return { task };
    case 'name':
      return { plan, tagKey, tags, task: {} };
    default:
      return undefined;
  }
}

/** What flags have said of a row, as long as it is so; empty where they have said nothing. */
export function givenWords(row: HubRow, { request: { flags, file }, document, suggested }: Answering): string {
  const part = partOf(row, flags);
  if (part === undefined) return '';
  const words = planFlags(part).join(' ');
  if (words === '') return row === 'name' && file !== undefined && document === suggested ? 'from --file' : '';
  return isSo(document, part) ? `from ${words}` : '';
}

function isSo(document: Answering['document'], part: FlagAnswers): boolean {
  try {
    return JSON.stringify(withFlags(document, part)) === JSON.stringify(withFlags(document, { task: {} }));
  } catch {
    // Hours alone mean nothing among waves that are no grid any more.
    return false;
  }
}
