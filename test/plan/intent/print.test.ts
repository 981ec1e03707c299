/** Documents as JSON for people, and what is read of it again. */
import { expect, it } from 'vitest';
import type { PlanDocument } from '../../../source/plan/intent/document.js';
import { parseDocument } from '../../../source/plan/intent/parse.js';
import { printDocument } from '../../../source/plan/intent/print.js';
import { defaultDocument, namedWave, scriptWave, wavesOf } from '../../../source/plan/intent/waves.js';
import { forAll } from '../../helpers/properties.js';
import { anyDocument } from './arbitraries.js';

const at = (hour: number, minute = 0) => ({ hour, minute });

it('the default plan is easy to read', () => {
  expect(printDocument(defaultDocument())).toBe(`{
  "version": 1,
  "plan": "default",
  "timeZone": "UTC",
  "tagKey": "PatchGroup",
  "waves": [
    { "weeks": [1, 2], "weekdays": [2, 3], "times": ["03:00", "04:00"] }
  ],
  "baselines": [
    "windows-0day-important"
  ],
  "task": {
    "operation": "install",
    "reboot": "if-needed",
    "durationHours": 1,
    "cutoffHours": 0,
    "onCutoff": "continue",
    "maxConcurrency": "2",
    "maxErrors": "1"
  },
  "tags": {}
}
`);
});

it('every kind of wave has its short form', () => {
  const dev = namedWave('web', 'dev', { kind: 'after-patch-tuesday', days: 9, time: at(3, 30) });
  const script = scriptWave({ kind: 'nth-weekday', week: 'L', weekday: 5, time: at(22) });
  const document: PlanDocument = {
    ...defaultDocument('web'),
    waves: [
      ...wavesOf({ kind: 'weekdays', weeks: [1, 2, 3], weekdays: [2, 3], times: [at(3), at(4)] }).slice(1),
      dev,
      script,
      { ...scriptWave({ kind: 'nth-weekday', week: 1, weekday: 0, time: at(5) }), own: { timeZone: 'Asia/Tokyo' } },
      { ...dev, name: 'prod', patchGroup: 'Production nodes', window: 'web-prod' },
      {
        name: 'old',
        patchGroup: 'old',
        window: 'Patch-Old',
        when: { kind: 'schedule', schedule: 'cron(0 3 ? * MON-FRI *)' },
        own: { task: { operation: 'Scan', durationHours: 3 } },
      },
    ],
    baselines: [
      { kind: 'aws-rules', os: 'WINDOWS', approveAfterDays: 14 },
      { kind: 'aws-rules', os: 'UBUNTU' },
    ],
    tags: { Team: 'ops' },
  };
  const text = printDocument(document);
  expect(JSON.parse(text)).toMatchObject({
    waves: [
      { weeks: [1, 2, 3], weekdays: [2, 3], times: ['03:00', '04:00'], without: ['1tue@03:00'] },
      'dev=pt+9@03:30',
      'Lfri@22:00',
      { when: '1sun@05:00', timeZone: 'Asia/Tokyo' },
      { name: 'prod', patchGroup: 'Production nodes', when: 'pt+9@03:30' },
      {
        name: 'old',
        window: 'Patch-Old',
        when: { schedule: 'cron(0 3 ? * MON-FRI *)' },
        task: { operation: 'scan', durationHours: 3 },
      },
    ],
    baselines: ['windows=14', 'ubuntu'],
    tags: { Team: 'ops' },
  });
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  expect(parseDocument(text, 'plan.json')).toEqual(document);
});

it('what is printed is read as the same document', () =>
  forAll([anyDocument], (document) => {
    const read = parseDocument(printDocument(document), 'plan.json');
    expect(read).toEqual(document);
    expect(printDocument(read)).toBe(printDocument(document));
  }));
