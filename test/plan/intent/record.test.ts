/** The record: what the account keeps of a document, whether it fits, and what is read of it again. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operatingSystems } from '../../../source/plan/baseline/baseline.js';
import { systemWord } from '../../../source/plan/intent/baseline-choice.js';
import type { PlanDocument, Wave } from '../../../source/plan/intent/document.js';
import { recordName } from '../../../source/plan/intent/names.js';
import { fitsRecord, parseRecord, recordText, sameDocument } from '../../../source/plan/intent/record.js';
import { defaultDocument, namedWave, scriptWave, wavesOf } from '../../../source/plan/intent/waves.js';
import type { Slot, Week, Weekday } from '../../../source/schedule/slot.js';
import { codec } from '../../helpers/codec.js';
import { forAll, forSome } from '../../helpers/properties.js';
import { refusal } from '../../helpers/refused.js';
import { anyDocument, anySlot, withDigests } from './arbitraries.js';

const name = '/patch-wizard/plans/web';
const kept = (document: PlanDocument) => parseRecord(recordText(document, codec), codec, recordName(document.plan));
const plan = (waves: readonly Wave[]): PlanDocument => ({ ...defaultDocument('web'), waves });

describe('the text of a record', () => {
  it('is short and plain for a usual plan', () => {
    expect(recordText(defaultDocument(), codec)).toBe(
      '{"version":1,"plan":"default","waves":[{"weeks":[1,2],"weekdays":[2,3],"times":["03:00","04:00"]}],' +
        '"baselines":["windows-0day-important"]}',
    );
    const time = { hour: 3, minute: 0 };
    const dev = namedWave('web', 'dev', { kind: 'nth-weekday', week: 2, weekday: 2, time });
    const prod = namedWave('web', 'prod', { kind: 'after-patch-tuesday', days: 9, time });
    const { task } = defaultDocument();
    const document = { ...plan([dev, prod]), timeZone: 'Europe/London', task: { ...task, durationHours: 3 } };
    expect(recordText(document, codec)).toBe(
      '{"version":1,"plan":"web","timeZone":"Europe/London","waves":["dev=2tue@03:00","prod=pt+9@03:00"],' +
        '"baselines":["windows-0day-important"],"task":{"durationHours":3}}',
    );
  });

  it('is read as the same document, with digests for the rules of files', () =>
    forAll([anyDocument], (document) => {
      expect(kept(document)).toEqual(withDigests(document, codec));
      expect(recordText(kept(document), codec)).toBe(recordText(document, codec));
    }));

  it('says of two documents whether they are the same', () =>
    forAll([anyDocument, anyDocument], (one, other) => {
      const isEqual = recordText(one, codec) === recordText(other, codec);
      expect(sameDocument(one, other, codec)).toBe(isEqual);
      expect(sameDocument(one, { ...one, tagKey: other.tagKey }, codec)).toBe(one.tagKey === other.tagKey);
    }));

  it('never has two braces in a row inside a text, which AWS refuses', () => {
    const rules = { digest: `windows:sha256:${'0'.repeat(32)}`, operatingSystem: 'WINDOWS' } as const;
    const document = { ...plan([]), waves: defaultDocument().waves };
    const odd = { ...document, baselines: [{ kind: 'file' as const, fileName: '{{{{ssm:x}}}}.json', rules }] };
    expect(recordText(odd, codec)).not.toContain('{{');
    expect(kept(odd)).toEqual(odd);
  });
});

describe('a large plan', () => {
  const weeks: readonly Week[] = [1, 2, 3, 4, 5, 'L'];
  const weekdays: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];
  const hours = Array.from({ length: 24 }, (_, hour) => ({ hour, minute: 0 }));
  const all = wavesOf({ kind: 'weekdays', weeks, weekdays, times: hours });

  const fits = (document: PlanDocument) => {
    const text = recordText(document, codec);
    expect(fitsRecord(text), `${text.length} characters`).toBe(true);
    expect(parseRecord(text, codec, name)).toEqual(document);
  };

  it('of any 200 windows with the names of the original scripts fits', async () => {
    const anySubset = fc.shuffledSubarray(all, { minLength: 200, maxLength: 200 });
    const anySlots = fc.uniqueArray(anySlot.map(scriptWave), {
      minLength: 200,
      maxLength: 200,
      selector: ({ name }) => name,
    });
    await forSome(40, [fc.oneof(anySubset, anySlots)], (waves) => fits(plan(waves)));
    fits(plan(all));
  });

  /** 200 waves with names of their own, in slots at full and half hours. */
  const anyNamed = (name: fc.Arbitrary<string>) =>
    fc
      .uniqueArray(fc.tuple(name, anyHalfHour), { minLength: 200, maxLength: 200, selector: ([name]) => name })
      .map((waves) => plan(waves.map(([name, slot]) => namedWave('web', name, slot))));
  const anyHalfHour: fc.Arbitrary<Slot> = fc.record({
    kind: fc.constant('nth-weekday' as const),
    week: fc.constantFrom(...weeks),
    weekday: fc.constantFrom(...weekdays),
    time: fc.record({ hour: fc.nat(23), minute: fc.constantFrom(0, 30) }),
  });

  it('of 200 named waves fits with up to 20 letters and digits in any order', async () => {
    const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789-'.split(''));
    const anyName = fc
      .integer({ min: 1, max: 20 })
      .chain((length) => fc.string({ unit: letters, minLength: length, maxLength: length }))
      .map((name) => name.replace(/^-/, 'x'));
    await forSome(20, [anyNamed(anyName)], fits);
  });

  it('of 200 named waves fits with 20 characters as people choose them, and a file for every system', async () => {
    const word = fc.constantFrom(...'app batch core edge mail db dev test prod eu-west us-east ap-south'.split(' '));
    const anyName = fc
      .tuple(fc.array(word, { minLength: 6, maxLength: 6 }), fc.nat(999))
      .map(([parts, number]) => `${parts.join('-').slice(0, 17)}${String(number).padStart(3, '0')}`);
    const baselines = operatingSystems.map((os) => ({
      ...{ kind: 'file' as const, fileName: `baselines/${os.toLowerCase()}.json` },
      rules: { digest: `${systemWord(os)}:sha256:${codec.digest(os).slice(0, 32)}`, operatingSystem: os },
    }));
    await forSome(20, [anyNamed(anyName)], (document) => fits({ ...document, baselines }));
  });

  it('that does not fit is told by its size', () => {
    const tags = Object.fromEntries(
      Array.from({ length: 45 }, (_, index) => [
        `key${index}`,
        codec.digest(`a${index}`) + codec.digest(`b${index}`) + codec.digest(`c${index}`),
      ]),
    );
    expect(fitsRecord(recordText({ ...defaultDocument(), tags }, codec))).toBe(false);
    expect(fitsRecord('ä'.repeat(2048))).toBe(true);
    expect(fitsRecord('ä'.repeat(2049))).toBe(false);
  });
});

describe('a record that somebody has changed', () => {
  const packed = (inner: string, plan = 'web') => JSON.stringify({ version: 1, plan, packed: codec.pack(inner) });
  const whole = recordText(defaultDocument('web'), codec);

  it('packed by hand is read', () => {
    expect(parseRecord(packed(whole), codec, name)).toEqual(defaultDocument('web'));
  });

  it.each<[string, string, RegExp]>([
    ['not JSON', '{"version":1,', /not valid JSON: there is an error at line 1, column 14/],
    ['a list', '[]', /is a list, not a plan document/],
    ['no wave', '{"version":1,"plan":"web","waves":[]}', /waves has 0 entries/],
    ['nonsense that was packed', '{"version":1,"plan":"web","packed":"AAAA"}', /packed is damaged/],
    ['something else that is packed', '{"version":1,"plan":"web","packed":1}', /packed is 1; it must be a string/],
    ['another plan', '{"version":1,"plan":"api"}', /plan is "api"; this is the record of plan web/],
    ['no plan', '{"version":1}', /plan is "default"; this is the record of plan web/],
    ['what stands beside it', `${packed(whole).slice(0, -1)},"tags":{}}`, /tags is not a known key/],
    ['another plan inside', packed(whole, 'api'), /plan is "api"; packed has plan web/],
    ['a mistake inside', packed('{"version":1,"wave":[]}'), /wave is not a known key; did you mean waves\?/],
    ['no JSON inside', packed('{'), /not valid JSON/],
  ])('with %s is refused', (_, text, mistake) => {
    const error = refusal(() => parseRecord(text, codec, name));
    expect(error.code).toBe('invalid-plan');
    expect([error.message, ...error.nextSteps].join('\n')).toMatch(mistake);
    expect(error.message).toMatch(/^The record \/patch-wizard\/plans\/web /);
  });

  it.each([
    '{"version":2,"plan":"web","waves":{}}',
    '{"version":2,"plan":"web","packed":"AAAA"}',
    packed('{"version":3}'),
  ])('by a newer version is refused as such: %s', (text) => {
    const error = refusal(() => parseRecord(text, codec, name));
    expect(error.code).toBe('newer-plan');
    expect(error.message).toBe(
      'The record /patch-wizard/plans/web was written by a newer version of ssm-patch-wizard.',
    );
  });
});
