/** A row of the table of operations: the shape of the input, and what is done with an input of that shape. */
import type { Region } from './account.js';
import { ApiError, validationError } from './api-error.js';
import { type Context, digest } from './context.js';
import type { StructureShape, ValueOf } from './shape.js';
import { readInput } from './validate.js';

export interface ApiOperation {
  readonly input: StructureShape;
  /** Checks the body against the shape and throws before it changes anything. */
  readonly run: (region: Region, body: unknown, context: Context) => object;
}

/** Ties a shape to the function whose input it describes. One with a ClientToken is run once for each, and does not see it. */
export function operation<S extends StructureShape>(
  input: S,
  run: (region: Region, input: ValueOf<S>, context: Context) => object,
): ApiOperation {
  return {
    input,
    run: (region, body, context) => {
      // What the shape has read is of its type, with or without the token, which every shape takes.
      const { ClientToken: token, ...given } = readInput(input, body) as unknown as { ClientToken?: string };
      const create = () => run(region, given as unknown as ValueOf<S>, context);
      return token === undefined ? create() : once(region, token, given, context, create);
    },
  };
}

/**
 * Runs `create` unless its token was used before. AWS publishes no retention; the sandbox never forgets a token, so
 * that a token that is derived from content (instead of random) hands back the id of something long deleted.
 * Throws IdempotentParameterMismatch for a known token with other parameters.
 */
function once(region: Region, token: string, parameters: object, context: Context, create: () => object): object {
  const key = `${context.operation} ${token}`;
  const Fingerprint = digest(canonical(parameters));
  const used = region.tokens.get(key);
  if (used === undefined) {
    const Output = create();
    region.tokens.put(key, { Fingerprint, Output });
    return Output;
  }
  if (used.Fingerprint === Fingerprint) return used.Output;
  throw new ApiError(
    'IdempotentParameterMismatch',
    `The client token ${token} was already used with different parameters`,
  );
}

/** JSON with sorted keys: clients need not send members in one order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, content: unknown) =>
    typeof content === 'object' && content !== null && !Array.isArray(content)
      ? Object.fromEntries(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1)))
      : content,
  );
}

/**
 * The row after an update of what the shape describes. With Replace, members that are not given are cleared, and those
 * that the create operation requires are required again (API member Replace).
 */
export function updated<Row extends object>(
  row: Row,
  { Replace: replace, ...given }: Partial<Row> & { readonly Replace?: boolean | undefined },
  { members, required }: StructureShape,
): Row {
  if (replace !== true) return { ...row, ...given } as Row;
  const missing = required.filter((name) => !Object.hasOwn(given, name));
  if (missing.length > 0) throw validationError(`With Replace, these members are required: ${missing.join(', ')}`);
  const kept = Object.entries(row).filter(([name]) => !Object.hasOwn(members, name));
  return { ...Object.fromEntries(kept), ...given } as Row;
}
