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
  const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
  const [, text = ''] = /```json\n(.*?)```/s.exec(readme) ?? [];
  expectValid(text);
  expect(parseDocument(text, 'README.md').waves).toHaveLength(6);
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
  const wave = { name: 'dev', when: '2tue@03:00' };
  const grid = { weeks: [1], weekdays: [2], times: ['03:00'] };

  it.each<object>([
    ...mistakes.map(([members]) => members),
    { version: 2 },
    { plan: '' },
    { plan: '-x' },
    { plan: 'a b' },
    { plan: 'a'.repeat(65) },
    { timeZone: '' },
    { timeZone: 'utc' },
    { timeZone: '+01:00' },
    { timeZone: 1 },
    { waves: [[]] },
    { waves: [''] },
    { waves: ['dev'] },
    { waves: ['dev=0tue@03:00'] },
    { waves: ['dev=6tue@03:00'] },
    { waves: ['dev=2xyz@03:00'] },
    { waves: ['dev=pt+21@03:00'] },
    { waves: ['dev=pt-1@03:00'] },
    { waves: ['dev=2tue@24:00'] },
    { waves: ['dev=2tue@03:60'] },
    { waves: ['-dev=2tue@03:00'] },
    { waves: [`${'a'.repeat(65)}=2tue@03:00`] },
    { waves: [{}] },
    { waves: [{ ...wave, name: '_x' }] },
    { waves: [{ ...wave, patchGroup: '' }] },
    { waves: [{ ...wave, patchGroup: 'a!' }] },
    { waves: [{ ...wave, window: 'ab' }] },
    { waves: [{ ...wave, window: 'a b c' }] },
    { waves: [{ ...wave, when: '2tue' }] },
    { waves: [{ ...wave, when: { schedule: 'daily' } }] },
    { waves: [{ ...wave, when: { schedule: 'rate(7 days)', more: 1 } }] },
    { waves: [{ ...wave, when: { schedule: 'rate(7 days)', scheduleOffset: 1 } }] },
    { waves: [{ ...wave, when: { schedule: 'cron(0 3 ? * MON *)', scheduleOffset: 0 } }] },
    { waves: [{ ...wave, timeZone: 'x' }] },
    { waves: [{ ...wave, task: { more: 1 } }] },
    { waves: [{ ...wave, task: { serviceRoleArn: 'x' } }] },
    { waves: [{ weeks: [1], times: ['03:00'] }] },
    { waves: [{ ...grid, weeks: [] }] },
    { waves: [{ ...grid, weeks: [0] }] },
    { waves: [{ ...grid, weeks: ['l'] }] },
    { waves: [{ ...grid, weekdays: [8] }] },
    { waves: [{ ...grid, times: [] }] },
    { waves: [{ ...grid, times: [3] }] },
    { waves: [{ ...grid, without: ['2tue'] }] },
    { waves: [{ ...grid, afterPatchTuesday: [1] }] },
    { waves: [{ afterPatchTuesday: [], times: ['03:00'] }] },
    { baselines: {} },
    { baselines: ['windows=361'] },
    { baselines: ['windows='] },
    { baselines: ['ubuntu=1'] },
    { baselines: [{ rules }] },
    { baselines: [{ file: '', rules }] },
    { baselines: [{ file: 'x.json', rules, more: 1 }] },
    { baselines: [{ file: 'x.json', rules: 'windows:md5:00' }] },
    { baselines: [{ file: 'x.json', rules: `beos:sha256:${'0'.repeat(32)}` }] },
    { baselines: [{ file: 'x.json', rules: { ...rules, OperatingSystem: 'BEOS' } }] },
    { baselines: [{ file: 'x.json', rules: { ...rules, More: 1 } }] },
    { task: { operation: 'Scan' } },
    { task: { onCutoff: 'stop' } },
    { task: { durationHours: 0 } },
    { task: { durationHours: 1.5 } },
    { task: { cutoffHours: -1 } },
    { task: { cutoffHours: 24 } },
    { task: { maxConcurrency: '0' } },
    { task: { maxConcurrency: '101%' } },
    { task: { maxConcurrency: '0%' } },
    { task: { maxConcurrency: '12345678' } },
    { task: { maxErrors: '' } },
    { task: { maxErrors: '05' } },
    { task: { maxErrors: '-1' } },
    { task: { serviceRoleArn: '' } },
    { task: { serviceRoleArn: 'arn:aws:iam::123456789012:user/jo' } },
    { tags: { '': 'x' } },
    { tags: { 'aws:x': '' } },
    { tags: { 'SSM-patch-wizard:plan': '' } },
    { tags: { 'a=b': '' } },
    { tags: { a: '!' } },
    { tags: { a: 'x'.repeat(257) } },
    { tags: { ['k'.repeat(129)]: '' } },
    { tags: Object.fromEntries(Array.from({ length: 46 }, (_, index) => [`k${index}`, ''])) },
  ])('%j', (members) => {
    const text = JSON.stringify({ version: 1, ...members });
    expect(() => parseDocument(text, 'plan.json')).toThrow(/^plan\.json /);
    expect(validate(JSON.parse(text))).toBe(false);
  });
});
