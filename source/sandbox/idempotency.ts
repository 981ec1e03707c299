/** ClientToken: the same token and parameters give the first answer again, other parameters are refused. */
import type { Region } from './account.js';
import { ApiError } from './api-error.js';
import { type Context, digest } from './context.js';

/**
 * Runs `create` unless its token was used before. AWS publishes no retention; the sandbox never forgets a token, so
 * that a token that is derived from content (instead of random) hands back the id of something long deleted.
 * Throws IdempotentParameterMismatch for a known token with other parameters.
 */
export function once<Output extends object>(
  region: Region,
  { ClientToken: token, ...parameters }: { readonly ClientToken?: string | undefined },
  context: Context,
  create: () => Output,
): object {
  if (token === undefined) return create();
  const key = `${context.operation} ${token}`;
  const Fingerprint = digest(canonical(parameters));
  const used = region.tokens.get(key);
  if (used === undefined) {
    const Output = create();
    region.tokens.put(key, { Fingerprint, Output });
    return Output;
  }
  if (used.Fingerprint !== Fingerprint) {
    throw new ApiError(
      'IdempotentParameterMismatch',
      `The client token ${token} was already used with different parameters`,
    );
  }
  return used.Output;
}

/** JSON with sorted keys: clients need not send members in one order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, content: unknown) =>
    typeof content === 'object' && content !== null && !Array.isArray(content)
      ? Object.fromEntries(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1)))
      : content,
  );
}
