/** Reads a plan document, and says everything that is wrong with it at once. */
import { UserError } from '../../errors.js';
import { printable } from '../../printable.js';
import { duplicateMembers } from '../text/json-duplicates.js';
import { jsonSyntaxError } from '../text/json-position.js';
import {
  anything,
  choice,
  dictionary,
  isObject,
  memberOf,
  object,
  optional,
  parsed,
  type Report,
  required,
  shown,
  soundList,
  text,
} from '../text/shape.js';
import type { PlanDocument } from './document.js';
import { normalDocument } from './normal.js';
import { baselineEntry } from './parse-baselines.js';
import { waveEntry } from './parse-waves.js';
import type { DocumentProblem } from './problem.js';
import { taskShape } from './task-flags.js';
import { documentProblems } from './validate.js';
import { defaultDocument } from './waves.js';

/** Where a document comes from, for messages. */
export interface DocumentSource {
  /** Begins the sentence that refuses it: `plan.json`. */
  readonly name: string;
  /** What such a document is, and that nothing was done. */
  readonly detail: string;
}

/**
 * The document in a JSON text; members that have their default may be left out.
 * @param source the name of the file, for messages only
 * @throws UserError `invalid-plan` whose next steps name each mistake by its place; `newer-plan` for a later version
 */
export function parseDocument(text: string, source: string): PlanDocument {
  const detail = 'A plan document is JSON; plan.schema.json says what it may have. Nothing was changed.';
  const from = { name: source, detail };
  return readDocument(parseJson(text, from), from, duplicatesOf(text));
}

/** The value of a JSON text. Throws as {@link parseDocument} does. */
export function parseJson(text: string, source: DocumentSource): unknown {
  const json = withoutMark(text);
  const mistake = jsonSyntaxError(json);
  if (mistake === undefined) return JSON.parse(json);
  throw refusal(source, `is not JSON: there is a mistake at line ${mistake.line}, column ${mistake.column}.`, [
    json.includes('\0') ? 'Save the file as UTF-8; it looks like UTF-16.' : 'Correct it there.',
  ]);
}

/** What a JSON text has twice, as mistakes. */
export function duplicatesOf(text: string): string[] {
  return duplicateMembers(withoutMark(text)).map(
    ({ path, position }) => `${path} is there twice, again at line ${position.line}, column ${position.column}`,
  );
}

function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '');
}

/** The document in a JSON value. Throws as {@link parseDocument} does. */
export function readDocument(value: unknown, source: DocumentSource, known: readonly string[] = []): PlanDocument {
  refuseOtherDocuments(value, source);
  const mistakes = [...known];
  const document = documentOf(value, (mistake) => mistakes.push(mistake));
  if (mistakes.length > 0) throw invalid(source, mistakes);
  return normalDocument(document);
}

/** This program's version of documents. */
const presentVersion = 1 as const;

/** Refuses what is no document of this version, whatever is in it. */
export function refuseOtherDocuments(value: unknown, source: DocumentSource): void {
  if (!isObject(value)) {
    throw refusal(source, `is ${shown(value)}, not a plan document.`, ['It starts with { and has at least a version.']);
  }
  const version = memberOf(value, 'version');
  if (typeof version === 'number' && version > presentVersion) {
    throw new UserError(`${printable(source.name)} was made by a newer ssm-patch-wizard.`, {
      code: 'newer-plan',
      detail: `It has version ${version}; this ssm-patch-wizard knows version ${presentVersion}. Nothing was changed.`,
      nextSteps: ['Install the newest ssm-patch-wizard and run it again.'],
    });
  }
}

/** The plan's name, as far as it can be one: windows are called after it. */
const planShape = text(1, 64);

const documentShape = (plan: string) =>
  object({
    // Editors look there for the schema.
    $schema: optional(anything),
    version: required(parsed((value) => (value === presentVersion ? presentVersion : undefined), `${presentVersion}`)),
    plan: optional(planShape),
    timeZone: optional(text(1, 64)),
    tagKey: optional(choice('PatchGroup', 'Patch Group')),
    waves: optional(soundList(1, 10_000, waveEntry(plan))),
    baselines: optional(soundList(0, 100, baselineEntry)),
    task: optional(taskShape(1)),
    tags: optional(dictionary(text(0, Number.POSITIVE_INFINITY))),
  });

/** The document in a value, with defaults in place of what is reported. */
function documentOf(value: unknown, report: Report): PlanDocument {
  const mistakes: string[] = [];
  const noted: Report = (mistake) => {
    mistakes.push(mistake);
    report(mistake);
  };
  const usual = defaultDocument(planShape.read(memberOf(value, 'plan'), '', () => {}));
  const { waves: entries, task, ...members } = documentShape(usual.plan).read(value, '', noted) ?? {};
  // Where every entry is wrong, it is not worth a word that none is left.
  const placed = entries && (entries.length > 0 || mistakes.length === 0) ? entries : undefined;
  const document: PlanDocument = {
    ...usual,
    ...members,
    waves: placed ? placed.flatMap(({ waves }) => waves) : usual.waves,
    task: { ...usual.task, ...task },
  };
  const places = placed?.flatMap(({ waves, place }) => waves.map(() => place));
  for (const problem of documentProblems(document, places)) {
    if (!isKnown(problem.place, mistakes)) report(mistakeOf(problem));
  }
  return document;
}

/** Whether a place has been reported already, or what its answer is measured against. */
function isKnown(place: string, mistakes: readonly string[]): boolean {
  const places = [place, place.replace('cutoffHours', 'durationHours')];
  return mistakes.some((mistake) =>
    places.some((known) => mistake.startsWith(known) && !/^[\w[.]/.test(mistake.slice(known.length))),
  );
}

function mistakeOf({ place, message, nextStep }: DocumentProblem): string {
  const hint = nextStep.startsWith('Did you mean') ? ` ${nextStep}` : '';
  return `${place}: ${message}${hint}`;
}

/** More mistakes than this are not read by anybody. */
const mostMistakes = 100;
const longestMistake = 400;

/** The error that names each mistake in a document. */
export function invalid(source: DocumentSource, mistakes: readonly string[]): UserError {
  const count = mistakes.length === 1 ? 'one thing to correct' : `${mistakes.length} things to correct`;
  const more = mistakes.length - mostMistakes;
  return refusal(source, `is not a plan that can be set up: ${count}.`, [
    ...mistakes.slice(0, mostMistakes).map(sentence),
    ...(more > 0 ? [`And ${more} more.`] : []),
  ]);
}

function sentence(mistake: string): string {
  const text = printable(mistake.length > longestMistake ? `${mistake.slice(0, longestMistake)}…` : mistake);
  return /[.?…]$/.test(text) ? text : `${text}.`;
}

function refusal({ name, detail }: DocumentSource, message: string, nextSteps: readonly string[]): UserError {
  return new UserError(`${printable(name)} ${message}`, {
    code: 'invalid-plan',
    detail,
    nextSteps,
  });
}
