/** What is wrong with an answer, as data. */

export interface Problem {
  /** Stable code, e.g. `cutoff-not-below-duration`. */
  readonly code: string;
  /** One sentence: what is wrong and what is allowed. */
  readonly message: string;
  readonly nextStep: string;
}

/** A problem of a document. */
export interface DocumentProblem extends Problem {
  /** What it is about: `plan`, `task.maxErrors`, `waves[1] and waves[3]`. */
  readonly place: string;
}

/** The problem, unless all is fine. */
export function problemUnless(isFine: boolean, code: string, message: string, nextStep: string): Problem | undefined {
  return isFine ? undefined : { code, message, nextStep };
}

/** The problem at its place. */
export function at(place: string, problem: Problem | undefined): DocumentProblem[] {
  return problem === undefined ? [] : [{ ...problem, place }];
}
