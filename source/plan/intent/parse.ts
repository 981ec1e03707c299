/** Reads a plan document, and says everything that is wrong with it at once. */
import { UserError } from '../../errors.js';
import { printable } from '../../printable.js';
import { type DocumentSource, duplicateMembers, parseJson, refusal, withMistakes } from '../text/json-document.js';
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
import type { DocumentProblem } from './answer-problems.js';
import type { PlanDocument } from './document.js';
import { normalDocument } from './normal.js';
import { baselineEntry } from './parse-baselines.js';
import { waveEntry } from './parse-waves.js';
import { taskShape } from './task-flags.js';
import { documentProblems } from './validate.js';
import { defaultDocument } from './waves.js';

/**
 * The document in a JSON text; members that have their default may be left out.
 * @param source the name of the file, for messages only
 * @throws UserError `invalid-plan` whose next steps name each mistake by its place; `newer-plan` for a later version
 */
export function parseDocument(text: string, source: string): PlanDocument {
  const detail = 'A plan document is JSON; plan.schema.json describes it. Nothing was changed.';
  const from = planSource(source, detail);
  return readDocument(parseJson(text, from), from, duplicateMembers(text));
}

/** Where a plan document comes from. */
export function planSource(name: string, detail: string): DocumentSource {
  return { name, code: 'invalid-plan', detail };
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
    throw refusal(source, `is ${shown(value)}, not a plan document.`, [
      'A plan document starts with { and has at least a version.',
    ]);
  }
  const version = memberOf(value, 'version');
  if (typeof version === 'number' && version > presentVersion) {
    throw new UserError(`${printable(source.name)} was written by a newer version of ssm-patch-wizard.`, {
      code: 'newer-plan',
      detail: `It has version ${version}, and this ssm-patch-wizard reads version ${presentVersion}. Nothing was changed.`,
      nextSteps: ['Install the latest ssm-patch-wizard and run it again.'],
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
    approvals: optional(choice('each-wave', 'first-wave')),
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

/** The error that names each mistake in a document. */
export function invalid(source: DocumentSource, mistakes: readonly string[]): UserError {
  return withMistakes(source, 'is not a valid plan', mistakes, 100);
}
