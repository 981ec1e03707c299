/** What the original scripts leave in an account, built through the SDK field by field as they do. */
import type { SSM } from '@aws-sdk/client-ssm';
import { makeForeignWindow } from '../helpers/planning.js';

export interface ScriptsOptions {
  readonly weeks?: readonly number[];
  /** 0 and 7 = Sunday. */
  readonly days?: readonly number[];
  readonly hours?: readonly number[];
  readonly timeZone?: string;
}

const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];
const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** A run of the set-up script; nothing of it is tagged. */
export async function runScripts(
  ssm: SSM,
  { weeks = [1, 2], days = [2, 3], hours = [3, 4], timeZone = 'UTC' }: ScriptsOptions = {},
) {
  const { BaselineId = '' } = await ssm.createPatchBaseline({
    OperatingSystem: 'WINDOWS',
    Name: 'Windows-0day-Important',
    GlobalFilters: { PatchFilters: [{ Key: 'PRODUCT', Values: ['*'] }] },
    ApprovalRules: {
      PatchRules: [
        {
          PatchFilterGroup: {
            PatchFilters: [
              { Key: 'CLASSIFICATION', Values: ['CriticalUpdates', 'SecurityUpdates'] },
              { Key: 'MSRC_SEVERITY', Values: ['Important'] },
            ],
          },
          ApproveAfterDays: 0,
        },
      ],
    },
    Description: 'Zero day, important',
  });
  const windowIds: string[] = [];
  for (const week of weeks)
    for (const day of days)
      for (const hour of hours) {
        const patchGroup = `Week ${week} Day ${day} - Unattended - ${twoDigits(hour)}:00`;
        await ssm.registerPatchBaselineForPatchGroup({ BaselineId, PatchGroup: patchGroup });
        const window = {
          Name: `Week${week}Day${day}Unattended${twoDigits(hour)}00`,
          Schedule: `cron(0 ${hour} ? * ${weekdays[day]}#${week} *)`,
          ScheduleTimezone: timeZone,
          ...{ Duration: 1, Cutoff: 0 },
        };
        const task = { TaskArn: 'AWS-ApplyPatchBaseline', MaxConcurrency: '2', MaxErrors: '1' };
        windowIds.push(await makeForeignWindow(ssm, { window, tagKey: 'Patch Group', patchGroup, task }));
      }
  return { BaselineId, windowIds };
}
