/** A set-up that breaks off at any call: what is wanted is known, and a second one makes the same account. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Operation } from '../../../source/plan/account/operations.js';
import type { Drift } from '../../../source/plan/setup/drift.js';
import { withoutIds } from '../../helpers/account-dump.js';
import { codec } from '../../helpers/codec.js';
import { forSome } from '../../helpers/properties.js';
import { withDigests } from '../intent/arbitraries.js';
import { accountWith, twoDocuments } from './documents.js';

/** Rules of a file have no name as long as no baseline has them. */
function isAbout({ kind, name, input }: Operation, drift: Drift): boolean {
  const ids = { BaselineId: undefined, ResourceId: undefined, OperatingSystem: undefined, ...input };
  const { BaselineId, ResourceId = BaselineId, OperatingSystem } = ids;
  return kind === drift.kind && (name === drift.name || OperatingSystem === drift.name || ResourceId === drift.id);
}

it('after an interruption at any call the answers are the new ones, drift is what was not done, and a second set-up completes it', () =>
  forSome(2, [twoDocuments(2), fc.boolean(), fc.boolean()], async ([one, other], isFirst, prune) => {
    const before = isFirst ? [] : [one];
    const asked = { file: other, consent: { prune } };
    const whole = await accountWith(...before);
    const { operations } = await whole.setUp(asked);
    const expected = withoutIds(await whole.dump());
    expect(await whole.drift()).toEqual([]);
    for (let done = 0; done <= operations.length; done += 1) {
      const account = await accountWith(...before);
      await account.carryOut((await account.plan(asked)).operations, done);
      if (done === 1) {
        const { document } = await account.plan({ flags: { plan: other.plan } });
        expect(document).toEqual(withDigests(other, codec));
      }
      const undone = (await account.plan(asked)).operations;
      // The record is written again before something is made.
      expect(undone.filter(({ kind }) => done === 0 || kind !== 'PutParameter')).toHaveLength(operations.length - done);
      for (const drift of await account.drift())
        expect(undone, drift.message).toSatisfy(() => undone.some((operation) => isAbout(operation, drift)));
      await account.carryOut(undone);
      expect(withoutIds(await account.dump())).toEqual(expected);
    }
  }));
