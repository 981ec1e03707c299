/** Errors as data: what happened, what it means and what to do next. A stack trace is for bugs only. */

/** Exit codes of the contract (docs/json.md, "Exit codes"); signals are handled where the process is. */
export type ExitCode = 0 | 1 | 2 | 3;

/** A call that AWS did not allow. */
export interface RefusedCall {
  /** As IAM calls it: `ssm:DescribePatchGroups`. */
  readonly action: string;
  /** Its ARN; `*` where AWS does not say. */
  readonly resource: string;
  /** The kind of policy that denies it whatever else allows it: `service control policy`. */
  readonly deniedBy?: string | undefined;
}

export interface UserErrorOptions {
  /** Stable machine-readable code, e.g. `unknown-time-zone` or the AWS error's name. */
  readonly code: string;
  /** What it means for the user, in a sentence or two. */
  readonly detail?: string;
  /** What to do next, each a sentence or a command to copy. */
  readonly nextSteps?: readonly string[];
  /** @default 2: the command line, a file or an answer is wrong and nothing was called */
  readonly exitCode?: ExitCode;
  /** What AWS did not allow, if that is it. */
  readonly refused?: readonly RefusedCall[];
  readonly cause?: unknown;
}

/** Something the user can act on. Its message is one plain sentence that says what happened. */
export class UserError extends Error {
  readonly code: string;
  readonly detail: string | undefined;
  readonly nextSteps: readonly string[];
  readonly exitCode: ExitCode;
  readonly refused: readonly RefusedCall[] | undefined;

  constructor(message: string, options: UserErrorOptions) {
    super(message, { cause: options.cause });
    this.name = 'UserError';
    this.code = options.code;
    this.detail = options.detail;
    this.nextSteps = options.nextSteps ?? [];
    this.exitCode = options.exitCode ?? 2;
    this.refused = options.refused;
  }
}

/** An error ready to be shown: one shape for the screen, text and JSON. */
export interface ErrorDescription {
  readonly code: string;
  readonly title: string;
  readonly detail?: string | undefined;
  readonly nextSteps: readonly string[];
  readonly exitCode: ExitCode;
  /** What AWS did not allow, if that is it. */
  readonly refused?: readonly RefusedCall[] | undefined;
  /** Present only for bugs. */
  readonly stack?: string | undefined;
}

/** Describes any thrown value. What is not a {@link UserError} is a bug of ours and keeps its stack. */
export function describeError(error: unknown): ErrorDescription {
  if (error instanceof UserError) {
    const { code, message: title, detail, nextSteps, exitCode, refused } = error;
    return { code, title, detail, nextSteps, exitCode, ...(refused && { refused }) };
  }
  const bug = error instanceof Error ? error : new Error(String(error));
  return {
    code: 'bug',
    title: `Unexpected error: ${bug.message}`,
    detail: 'This is a bug in ssm-patch-wizard, not something you did.',
    nextSteps: ['Run it again with --loglevel DEBUG and report what it prints.'],
    exitCode: 1,
    stack: bug.stack,
  };
}
