/** Reading on where AWS refuses a call: all refusals are told at once, and what can be done without is. */
import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-ssm';
import { type RefusedCall, UserError } from '../errors.js';
import { isNeeded, refusedReads, type UnreadThing, unreadOf } from '../plan/calls/refused.js';
import type { Send, SsmCommand } from './clients.js';

/** Whoever misses the records says so in words of their own. */
const ownWords = 'ssm:GetParametersByPath';

export class Refusals {
  readonly #calls: RefusedCall[] = [];
  /** Of the first needed call. */
  #why: UserError | undefined;

  /** Sends as `send` does; what is refused answers nothing at all, as a list without items does. */
  reader(send: Send): Send {
    return async <Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
      command: SsmCommand<Input, Output>,
    ) => {
      try {
        return await send(command);
      } catch (error) {
        if (!(error instanceof UserError) || error.refused === undefined) throw error;
        const [{ action } = { action: '' }] = error.refused;
        this.#calls.push(...error.refused);
        if (action === ownWords) throw error;
        if (isNeeded(action)) this.#why ??= error;
        return {} as Output;
      }
    };
  }

  /**
   * What is not known because it was refused.
   * @throws UserError for everything that was refused, where something is needed of it
   */
  settled(): readonly UnreadThing[] {
    if (this.#why) throw refusedReads(this.#calls, this.#why);
    return unreadOf(this.#calls);
  }
}
