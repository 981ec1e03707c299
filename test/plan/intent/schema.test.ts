/** The JSON Schema of documents: it knows what is printed, and refuses what the parser refuses. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { operatingSystems } from '../../../source/plan/baseline/baseline.js';
import { baselineShape } from '../../../source/plan/baseline/constraints.js';
import { hasApprovalDelay } from '../../../source/plan/baseline/operating-system.js';
import { systemWord, zeroDayWord } from '../../../source/plan/intent/baseline-choice.js';
import { parseDocument } from '../../../source/plan/intent/parse.js';
import { printDocument } from '../../../source/plan/intent/print.js';
import { recordText } from '../../../source/plan/intent/record.js';
import { defaultDocument } from '../../../source/plan/intent/waves.js';
import { timeZoneNames } from '../../../source/schedule/zone.js';
import { codec } from '../../helpers/codec.js';
import { forAll } from '../../helpers/properties.js';
import { anyDocument } from './arbitraries.js';
import { mistakes } from './mistakes.js';

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../../plan.schema.json'), 'utf8'));
// Required members and patterns of "then" stand in the object around it; "when" is a text or an object.
const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
const validate = ajv.compile(schema);

function expectValid(text: string) {
  expect(validate(JSON.parse(text)) ? [] : validate.errors).toEqual([]);
}

it('takes every document that is printed, and every record that is not packed', () =>
  forAll([anyDocument], (document) => {
    expectValid(printDocument(document));
    const record = recordText(document, codec);
    if (!record.includes('"packed"')) expectValid(record);
  }));

it('takes the document in the README', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../../docs/plans.md'), 'utf8');
  const [, text = ''] = /```json\n(.*?)```/s.exec(readme) ?? [];
  expectValid(text);
  expect(parseDocument(text, 'docs/plans.md').waves).toHaveLength(6);
});

it('has the defaults of documents', () => {
  const { properties } = schema;
  const text = JSON.stringify({
    version: 1,
    ...Object.fromEntries(
      ['plan', 'timeZone', 'tagKey', 'baselines'].map((member) => [member, properties[member].default]),
    ),
  });
  expectValid(text);
  expect(parseDocument(text, 'plan.json')).toEqual(defaultDocument());
});

it('has the limits of patch baselines', () => {
  const { description, ...baseline } = schema.$defs.baseline;
  expect(description).toMatch(/CreatePatchBaseline/);
  expect(baseline).toEqual(baselineShape.schema);
});

it('knows every operating system, delay and time zone', () => {
  const words = [zeroDayWord, ...operatingSystems.map(systemWord)];
  const delays = [0, 9, 10, 99, 100, 299, 300, 359, 360];
  const delayed = operatingSystems
    .filter(hasApprovalDelay)
    .flatMap((os) => delays.map((days) => `${systemWord(os)}=${days}`));
  for (const word of [...words, ...delayed]) expectValid(JSON.stringify({ version: 1, baselines: [word] }));
  for (const timeZone of timeZoneNames()) expectValid(JSON.stringify({ version: 1, timeZone }));
});

describe('the schema refuses what the parser refuses:', () => {
  const rules = { Name: 'Mine', ApprovedPatches: ['KB1'] };
  const inWave = (members: object) => ({ name: 'dev', when: '2tue@03:00', ...members });
  const inGrid = (members: object) => ({ weeks: [1], weekdays: [2], times: ['03:00'], ...members });

  const refused: Readonly<Record<string, readonly unknown[]>> = {
    version: [2],
    plan: ['', '-x', 'a b', 'a'.repeat(65)],
    timeZone: ['', 'utc', '+01:00', 1],
    baselines: [{}],
  };
  const refusedEntries: Readonly<Record<string, readonly unknown[]>> = {
    waves: [
      ...[[], '', 'dev', {}],
      ...['0tue@03:00', '6tue@03:00', '2xyz@03:00', 'pt+21@03:00', 'pt-1@03:00', '2tue@24:00', '2tue@03:60'].map(
        (slot) => `dev=${slot}`,
      ),
      ...['-dev=2tue@03:00', `${'a'.repeat(65)}=2tue@03:00`],
      ...[{ name: '_x' }, { patchGroup: '' }, { patchGroup: 'a!' }, { window: 'ab' }, { window: 'a b c' }].map(inWave),
      ...[{ when: '2tue' }, { timeZone: 'x' }, { task: { more: 1 } }, { task: { serviceRoleArn: 'x' } }].map(inWave),
      inWave({ when: { schedule: 'daily' } }),
      inWave({ when: { schedule: 'rate(7 days)', more: 1 } }),
      inWave({ when: { schedule: 'rate(7 days)', scheduleOffset: 1 } }),
      inWave({ when: { schedule: 'cron(0 3 ? * MON *)', scheduleOffset: 0 } }),
      ...[{ weekdays: undefined }, { weeks: [] }, { weeks: [0] }, { weeks: ['l'] }, { weekdays: [8] }].map(inGrid),
      ...[{ times: [] }, { times: [3] }, { without: ['2tue'] }, { afterPatchTuesday: [1] }].map(inGrid),
      { afterPatchTuesday: [], times: ['03:00'] },
    ],
    baselines: [
      ...['windows=361', 'windows=', 'ubuntu=1'],
      ...[{ rules }, { file: '', rules }, { file: 'x.json', rules, more: 1 }],
      { file: 'x.json', rules: 'windows:md5:00' },
      { file: 'x.json', rules: `beos:sha256:${'0'.repeat(32)}` },
      { file: 'x.json', rules: { ...rules, OperatingSystem: 'BEOS' } },
      { file: 'x.json', rules: { ...rules, More: 1 } },
    ],
  };
  const refusedAnswers: Readonly<Record<string, readonly unknown[]>> = {
    operation: ['Scan'],
    onCutoff: ['stop'],
    durationHours: [0, 1.5],
    cutoffHours: [-1, 24],
    maxConcurrency: ['0', '101%', '0%', '12345678'],
    maxErrors: ['', '05', '-1'],
    serviceRoleArn: ['', 'arn:aws:iam::123456789012:user/jo'],
  };
  const refusedTags: readonly Readonly<Record<string, string>>[] = [
    ...[{ '': 'x' }, { 'aws:x': '' }, { 'SSM-patch-wizard:plan': '' }, { 'a=b': '' }, { a: '!' }],
    ...[{ a: 'x'.repeat(257) }, { ['k'.repeat(129)]: '' }],
    Object.fromEntries(Array.from({ length: 46 }, (_, index) => [`k${index}`, ''])),
  ];
  /** Each value under its name. */
  const each = (values: typeof refused): object[] =>
    Object.entries(values).flatMap(([name, some]) => some.map((value) => ({ [name]: value })));

  it.each<object>([
    ...mistakes.map(([members]) => members),
    ...each(refused),
    ...Object.entries(refusedEntries).flatMap(([list, entries]) => entries.map((entry) => ({ [list]: [entry] }))),
    ...each(refusedAnswers).map((task) => ({ task })),
    ...refusedTags.map((tags) => ({ tags })),
  ])('%j', (members) => {
    const text = JSON.stringify({ version: 1, ...members });
    expect(() => parseDocument(text, 'plan.json')).toThrow(/^plan\.json /);
    expect(validate(JSON.parse(text))).toBe(false);
  });
});
