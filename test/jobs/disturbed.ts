/** One run of a command that is disturbed at one of its writes: by a fault, and by how the run ends there. */
import { vi } from 'vitest';
import type { OpenPlace } from '../../source/jobs/job.js';
import type { Account } from '../../source/sandbox/account.js';
import type { faultKinds } from '../helpers/faults.js';
import { type Handle, type MemorySandbox, memorySandbox } from '../helpers/memory-account.js';
import { type AnyRunOptions, now, type Run } from './runs.js';

export const endings = ['runs on', 'is sent again', 'is killed', 'is interrupted'] as const;

/** A fault at the nth call of an operation, and what becomes of the run there. */
export interface Disturbance {
  readonly operation: string;
  readonly nth: number;
  readonly kind: (typeof faultKinds)[number];
  readonly ending: (typeof endings)[number];
}

/** What a run needs of its caller. */
export type Given = Required<Pick<AnyRunOptions, 'signal' | 'hurry'>> & { readonly manager: OpenPlace['manager'] };

const never = () => new Promise<never>(() => {});

/** The run, on what an account has; its end is undefined where it was killed. `wasHit`: whether the call was made at all. */
export async function disturbed(
  contents: Account,
  { operation, nth, kind, ending }: Disturbance,
  run: (sandbox: MemorySandbox, given: Given) => Promise<Run>,
  clock = now,
): Promise<{ readonly end: Run | undefined; readonly wasHit: boolean }> {
  const [interrupt, hurry] = [new AbortController(), new AbortController()];
  let die = () => {};
  const death = new Promise<undefined>((resolve) => {
    die = () => resolve(undefined);
  });
  let calls = 0;
  let isDead = false;
  const between =
    (handle: Handle): Handle =>
    async (request, options) => {
      if (isDead) return never();
      if (operationOf(request.headers) !== operation || ++calls !== nth) return handle(request, options);
      if (ending === 'is interrupted') interrupt.abort();
      if (ending === 'is killed') {
        isDead = true;
        // The account does what the fault lets it do; nobody hears of it.
        const done = handle(request).catch(() => {});
        if (kind !== 'hang') await done;
        die();
        return never();
      }
      if (kind !== 'hang') return handle(request, options);
      void handle(request);
      // Whoever waits presses Ctrl-C again; else the handler gives up, as Node's does after the time for an answer.
      if (ending === 'is interrupted') setImmediate(() => hurry.abort());
      else throw Object.assign(new Error('Connection timed out'), { name: 'TimeoutError' });
      return never();
    };
  const sandbox = memorySandbox({ now: clock }, contents, between);
  await sandbox.faults({ kind, operation, nth });
  // Where it is not sent again, the fault ends the call as if it had lasted.
  vi.stubEnv('AWS_MAX_ATTEMPTS', ending === 'is sent again' ? '3' : '1');
  try {
    const manager = await sandbox.connect();
    const end = await Promise.race([run(sandbox, { manager, signal: interrupt.signal, hurry: hurry.signal }), death]);
    return { end, wasHit: calls >= nth };
  } finally {
    vi.unstubAllEnvs();
  }
}

function operationOf(headers: Parameters<Handle>[0]['headers']): string | undefined {
  return String(headers['x-amz-target'] ?? '').split('.')[1];
}
