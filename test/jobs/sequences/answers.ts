/** The answers of a plan, and what each means in the account: written down here by hand, not taken from the program. */
import type { Fields, Tags } from './held.js';

export const plan = 'default';
export const recordName = `/patch-wizard/plans/${plan}`;
export const madeBy = `ssm-patch-wizard, plan ${plan}`;
export const planTag = 'ssm-patch-wizard:plan';
export const waveTag = 'ssm-patch-wizard:wave';
export const adoptedTag = 'ssm-patch-wizard:adopted';
const tagsTag = 'ssm-patch-wizard:tags';

/** WHEN@TIME → how SSM says it, and how a description does. */
export const times = {
  '2tue@03:00': { Schedule: 'cron(00 03 ? * TUE#2 *)', label: '2nd Tuesday at 03:00' },
  'Ltue@22:30': { Schedule: 'cron(30 22 ? * 3L *)', label: 'last Tuesday at 22:30' },
  'pt+9@03:00': {
    Schedule: 'cron(00 03 ? * TUE#3 *)',
    ScheduleOffset: 2,
    label: 'Patch Tuesday + 9 days at 03:00',
  },
  '1sun@00:00': { Schedule: 'cron(00 00 ? * SUN#1 *)', label: '1st Sunday at 00:00' },
} as const;

export const waveNames = ['dev', 'prod', 'late'] as const;

export interface Wave {
  readonly name: (typeof waveNames)[number];
  readonly time: keyof typeof times;
}

/** Operating systems as `--os` has them → their baseline's name and rules, from so many days on. */
const rule = (days: number, ...filters: readonly (readonly [string, ...string[]])[]): Fields => ({
  ApproveAfterDays: days,
  ComplianceLevel: 'UNSPECIFIED',
  PatchFilterGroup: { PatchFilters: filters.map(([Key, ...Values]) => ({ Key, Values })) },
});

const windowsRules = (days: number): Fields => ({
  Name: 'Windows-Standard',
  OperatingSystem: 'WINDOWS',
  Description: `Critical and security updates (severity Critical or Important), ${days} days after release. Based on the rules of AWS-DefaultPatchBaseline.`,
  ApprovalRules: {
    PatchRules: [
      rule(days, ['CLASSIFICATION', 'CriticalUpdates', 'SecurityUpdates'], ['MSRC_SEVERITY', 'Critical', 'Important']),
    ],
  },
});

export const systems = {
  windows: windowsRules(7),
  'windows=14': windowsRules(14),
  'amazon-linux-2023': {
    Name: 'AmazonLinux2023-Standard',
    OperatingSystem: 'AMAZON_LINUX_2023',
    Description:
      'Security updates (severity Critical or Important) and all bug fixes, 7 days after release. Based on the rules of AWS-AmazonLinux2023DefaultPatchBaseline.',
    ApprovalRules: {
      PatchRules: [
        rule(7, ['CLASSIFICATION', 'Security'], ['SEVERITY', 'Critical', 'Important']),
        rule(7, ['CLASSIFICATION', 'Bugfix']),
      ],
    },
  },
} as const satisfies Record<string, Fields>;

export type System = keyof typeof systems;

export interface Answers {
  readonly waves: readonly Wave[];
  readonly systems: readonly System[];
  readonly zone: 'UTC' | 'Europe/Berlin';
  readonly hours: number;
  readonly maxErrors: string;
  readonly operation: 'install' | 'scan';
  readonly team: string;
}

/** Those answers that are said, as a command line. */
export function flagsOf(answers: Partial<Answers>): string {
  const flags: { [Key in keyof Answers]: (answer: Answers[Key]) => string } = {
    waves: (waves) => waves.map(({ name, time }) => `--wave ${name}=${time}`).join(' '),
    systems: (list) => `--os ${list.join(' ')}`,
    zone: (zone) => `-z ${zone}`,
    hours: (hours) => `--duration ${hours}`,
    maxErrors: (errors) => `--max-errors ${errors}`,
    operation: (operation) => `--operation ${operation}`,
    team: (team) => `--tag team=${team}`,
  };
  return Object.entries(answers)
    .map(([key, answer]) => flags[key as keyof Answers](answer as never))
    .join(' ');
}

/** What the record says. */
export function recordOf({ waves, systems: list, zone, hours, maxErrors, operation, team }: Answers): Fields {
  const task = {
    ...(operation === 'scan' && { operation }),
    ...(hours !== 1 && { durationHours: hours }),
    ...(maxErrors !== '1' && { maxErrors }),
  };
  return {
    version: 1,
    plan,
    ...(zone !== 'UTC' && { timeZone: zone }),
    waves: waves.map(({ name, time }) => `${name}=${time}`),
    baselines: list,
    ...(Object.keys(task).length > 0 && { task }),
    tags: { team },
  };
}

/** The plan's own tags. */
export function tagsOf({ team }: Answers, wave?: string): Tags {
  const ofWave: Tags = wave === undefined ? {} : { [waveTag]: wave };
  return { [planTag]: plan, 'ssm-patch-wizard:version': '1', [tagsTag]: 'team', team, ...ofWave };
}

/** A wave's window, but for Enabled and StartDate. */
export function windowOf({ zone, hours }: Answers, { name, time }: Wave): Fields {
  const { label, ...when } = times[time];
  return {
    Name: `default-${name}`,
    Description: `${label} ${zone} (${madeBy})`,
    ...when,
    ScheduleTimezone: zone,
    Duration: hours,
    Cutoff: 0,
    AllowUnassociatedTargets: false,
  };
}

export function targetOf(name: string): Fields {
  return {
    ResourceType: 'INSTANCE',
    Targets: [{ Key: 'tag:PatchGroup', Values: [name] }],
    OwnerInformation: `ssm-patch-wizard plan=${plan} wave=${name}`,
    Name: `default-${name}`,
    Description: `Nodes tagged PatchGroup = ${name}`,
  };
}

/** @param kept members of a command that the plan says nothing about */
export function taskOf({ maxErrors, operation }: Answers, targetId: string, kept: Fields = {}): Fields {
  const isScan = operation === 'scan';
  return {
    TaskArn: 'AWS-RunPatchBaseline',
    TaskType: 'RUN_COMMAND',
    Name: isScan ? 'RunPatchBaseline-Scan' : 'RunPatchBaseline-Install',
    Description: `${isScan ? 'Scans for' : 'Installs'} approved patches (${madeBy})`,
    Priority: 1,
    MaxConcurrency: '2',
    MaxErrors: maxErrors,
    Targets: [{ Key: 'WindowTargetIds', Values: [targetId] }],
    TaskInvocationParameters: {
      RunCommand: {
        ...kept,
        Comment: madeBy,
        Parameters: {
          Operation: [isScan ? 'Scan' : 'Install'],
          RebootOption: [isScan ? 'NoReboot' : 'RebootIfNeeded'],
        },
      },
    },
  };
}
