/** Documents that have one mistake each, and what is said of it. */

type Mistakes = readonly (readonly [members: object, mistake: string])[];

/** Mistakes of a document's first wave, each with what is said of it from its place in the wave on. */
const waveMistakes: readonly (readonly [wave: unknown, mistake: string])[] = [
  [3, ' is 3; it must be a string such as "dev=2tue@03:00", or an object.'],
  ['dev=2tue', ' is "dev=2tue"; 2tue: the time is missing; write 2tue@03:00, for example.'],
  [{ name: 'dev' }, '.when is missing.'],
  [{ name: 'dev', when: 3 }, '.when is 3; it must be a string such as "2tue@03:00", or an object with a schedule.'],
  [{ when: '2xyz@03:00' }, '.when is "2xyz@03:00"; 2xyz: "xyz" is not a weekday; write tue or Tuesday, for example.'],
  [{ name: 'dev', when: {} }, '.when.schedule is missing.'],
  [
    { name: 'dev', when: { schedule: 'cron(0 3 ? * * *)', scheduleOffset: 7 } },
    '.when.scheduleOffset is 7; the maximum is 6.',
  ],
  [
    { when: { schedule: 'rate(7 days)' } },
    '.name is missing; a wave needs a name unless its "when" is a string such as "2tue@03:00".',
  ],
  [{ name: 'dev', when: '2tue@03:00', patchgroup: 'x' }, '.patchgroup is not a known key; did you mean patchGroup?'],
  [{ name: 7, when: { schedule: 'rate(7 days)' } }, '.name is 7; it must be a string.'],
  [
    { when: '2tue@03:00', timeZone: 'utc' },
    '.timeZone: "utc" is not a time zone in the tz database. Did you mean UTC?',
  ],
  [{ when: '2tue@03:00', task: { operation: 'Scan' } }, '.task.operation is "Scan"; did you mean scan?'],
];

const grid = { weeks: [1, 2], weekdays: [2], times: ['03:00'] };

/** The same of its first grid. */
const gridMistakes: typeof waveMistakes = [
  [{ ...grid, weeks: [6] }, '.weeks[0] is 6; it must be a number from 1 to 5, or "L" for the last.'],
  [{ ...grid, weekdays: ['tue'] }, '.weekdays[0] is "tue"; it must be a number from 0 (Sunday) to 6.'],
  [{ ...grid, times: ['3:00'] }, '.times[0] is "3:00"; it must be a time such as "03:00".'],
  [{ ...grid, times: undefined }, '.times is missing.'],
  [{ ...grid, name: 'dev' }, '.name is not a known key; it must be one of weeks, weekdays, times, without.'],
  [{ afterPatchTuesday: [21], times: ['03:00'] }, '.afterPatchTuesday[0] is 21; the maximum is 20.'],
  [
    { ...grid, without: ['x@03:00'] },
    '.without[0] is "x@03:00"; x: write a day as 2tue, Ltue (the last Tuesday) or pt+9 (days after Patch Tuesday).',
  ],
];

/** And of its first baseline. */
const baselineMistakes: readonly (readonly [baseline: unknown, mistake: string])[] = [
  [7, ' is 7; it must be a string such as "windows=14", or an object with file and rules.'],
  [{ file: 'x.json' }, '.rules is missing.'],
  [
    { file: 'x.json', rules: 'sha256:00' },
    '.rules is "sha256:00"; it must be an object with the rules, or their digest (windows:sha256:…).',
  ],
  [
    { file: 'x.json', rules: { Name: 'x', ApprovedPatches: ['KB1'] } },
    '.rules.Name has 1 character; the minimum is 3.',
  ],
  [
    { file: 'x.json', rules: 7 },
    '.rules is 7; it must be an object with the rules, or their digest (windows:sha256:…).',
  ],
];

/** Those that the JSON Schema refuses too. */
export const mistakes: Mistakes = [
  ...[...waveMistakes, ...gridMistakes].map(([wave, said]) => [{ waves: [wave] }, `waves[0]${said}`] as const),
  ...baselineMistakes.map(([baseline, said]) => [{ baselines: [baseline] }, `baselines[0]${said}`] as const),
  [{ version: 0 }, 'version is 0; it must be 1.'],
  [{ version: '1' }, 'version is "1"; it must be 1.'],
  [{ version: undefined }, 'version is missing.'],
  [{ wave: [] }, 'wave is not a known key; did you mean waves?'],
  [{ timezone: 'UTC' }, 'timezone is not a known key; did you mean timeZone?'],
  [{ plan: 7 }, 'plan is 7; it must be a string.'],
  [{ tagKey: 'Patchgroup' }, 'tagKey is "Patchgroup"; did you mean PatchGroup?'],
  [{ waves: [] }, 'waves has 0 entries; the minimum is 1.'],
  [{ waves: {} }, 'waves is an object; it must be a list.'],
  [
    { waves: ['dev=2tue@03:00', 'dev 2=2tue@03:00'] },
    'waves[1] is "dev 2=2tue@03:00"; "dev 2" is not a valid wave name: use 1 to 64 letters, digits, dots, hyphens and underscores, starting with a letter or digit.',
  ],
  [
    { baselines: ['windows', 'beos'] },
    'baselines[1] is "beos"; "beos" is not one of windows, amazon-linux-2023, amazon-linux-2, redhat-enterprise-linux, ubuntu, debian, suse, rocky-linux, alma-linux, oracle-linux, centos, macos, amazon-linux-2022, amazon-linux, raspbian, windows-0day-important.',
  ],
  [{ task: [] }, 'task is a list; it must be an object.'],
  [{ task: { reboot: 'always' } }, 'task.reboot is "always"; it must be one of if-needed, never.'],
  [{ task: { durationHours: 25 } }, 'task.durationHours is 25; the maximum is 24.'],
  [
    { task: { durationHours: '4', cutoffHours: 2 } },
    'task.durationHours is "4"; it must be a whole number from 1 to 24.',
  ],
  [{ task: { maxConcurrency: 2 } }, 'task.maxConcurrency is 2; it must be a string.'],
  [
    { task: { duration: 2 } },
    'task.duration is not a known key; it must be one of operation, reboot, durationHours, cutoffHours, onCutoff, maxConcurrency, maxErrors, serviceRoleArn.',
  ],
  [{ tags: [] }, 'tags is a list; it must be an object.'],
  [{ tags: { Team: 7 } }, 'tags.Team is 7; it must be a string.'],
  [
    { tags: { 'a\u001b': '' } },
    'tags.a\ufffd: AWS does not accept the tag "a\ufffd=": use letters, digits, spaces and _.:/=+-@, up to 128 in the key and 256 in the value.',
  ],
];

/** Those that no schema can say. */
export const mistakesBeyondSchema: Mistakes = [
  [
    { timeZone: 'Europe/Lodnon' },
    'timeZone: "Europe/Lodnon" is not a time zone in the tz database. Did you mean Europe/London, Europe/Lisbon?',
  ],
  [
    { task: { durationHours: 4, cutoffHours: 3 }, waves: [{ when: '2tue@03:00', task: { durationHours: 2 } }] },
    'waves[0].task.cutoffHours: The cutoff (3 h) must be a whole number of hours below the duration (2 h).',
  ],
  [
    { waves: [{ ...grid, weeks: [2] }, '2tue@03:00'] },
    'waves[0] and waves[1]: Two waves are named "Week2Day2Unattended0300".',
  ],
  [{ waves: [{ ...grid, without: ['3tue@03:00'] }] }, 'waves[0].without[0] is "3tue@03:00"; it is not in the grid.'],
  [
    { baselines: [{ file: 'x.json', rules: { Name: 'Mine' } }] },
    'baselines[0].rules.ApprovalRules and baselines[0].rules.ApprovedPatches are both missing or empty; a baseline needs at least one of them.',
  ],
];
