/** The files that people name: baselines, plans and results. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../errors.js';
import type { BaselineDefinition } from '../plan/baseline/baseline.js';
import { parseBaselineFile } from '../plan/baseline/file.js';
import type { PlanDocument } from '../plan/intent/document.js';
import { parseDocument } from '../plan/intent/parse.js';
import { output } from './streams.js';

/**
 * The rules in a baseline's JSON file.
 * @throws UserError for a file that cannot be read or used
 */
export function readBaselineFile(fileName: string): BaselineDefinition {
  const text = readText(fileName, {
    what: `The baseline file ${fileName}`,
    code: 'unreadable-baseline-file',
    nextStep: 'Check the path and its permissions.',
  });
  return parseBaselineFile(text, fileName);
}

/**
 * The plan document in a file.
 * @throws UserError for a file that cannot be read or used
 */
export function readPlanFile(file: string): PlanDocument {
  const text = readText(file, {
    what: `The plan file ${file}`,
    code: 'unreadable-plan-file',
    nextStep: 'Check the path and its permissions. export plan writes such a file.',
  });
  return parseDocument(text, file);
}

interface Results {
  readonly text: string;
  /** Undefined: standard output. */
  readonly file: string | undefined;
  /** Further files, in the folder of the first. */
  readonly beside?: readonly { readonly name: string; readonly text: string }[];
  readonly isForced: boolean;
}

/**
 * Writes a result to standard output, or into a file with others beside it.
 * @throws UserError for a file that exists, unless it is to be written over, and for one that cannot be written
 */
export function writeResults({ text, file, beside = [], isForced }: Results): void {
  if (file === undefined) {
    output.out(text.replace(/\n$/, ''));
    return;
  }
  const files = [...beside.map(({ name, text }) => ({ name: join(dirname(file), name), text })), { name: file, text }];
  const inTheWay = isForced ? undefined : files.find(({ name }) => existsSync(name));
  if (inTheWay) throw notWritten(inTheWay.name);
  for (const { name, text } of files) {
    try {
      writeFileSync(name, text, { flag: isForced ? 'w' : 'wx' });
    } catch (error) {
      throw notWritten(name, error);
    }
  }
}

/** @param cause undefined where the file exists */
function notWritten(file: string, cause?: unknown): UserError {
  const exists = cause === undefined;
  return new UserError(exists ? `${file} already exists.` : `${file} cannot be written.`, {
    code: exists ? 'output-exists' : 'output-not-written',
    detail: cause instanceof Error ? cause.message : 'Nothing was written.',
    nextSteps: [exists ? 'Choose another --output, or add --force to overwrite it.' : 'Choose another --output.'],
    cause,
  });
}

interface TextFile {
  readonly what: string;
  readonly code: string;
  readonly nextStep: string;
}

/**
 * The text of a file.
 * @throws UserError for one that cannot be read
 */
export function readText(file: string, { what, code, nextStep }: TextFile): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code: reason, message } = error as NodeJS.ErrnoException;
    const isMissing = reason === 'ENOENT';
    throw new UserError(`${what} ${isMissing ? 'does not exist' : 'cannot be read'}.`, {
      code,
      ...(isMissing ? {} : { detail: message }),
      nextSteps: [nextStep],
      cause: error,
    });
  }
}
