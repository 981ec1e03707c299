/** What a maintenance window and its targets have that can be given and updated. */
import { boolean, integer, string, structure } from '../shape.js';
import { Name, Targets } from './common.js';

export const Window = structure(
  {
    Name,
    Description: string({ min: 1, max: 128 }),
    StartDate: string(),
    EndDate: string(),
    Schedule: string({ min: 1, max: 256 }),
    ScheduleTimezone: string(),
    ScheduleOffset: integer({ min: 1, max: 6 }),
    Duration: integer({ min: 1, max: 24 }),
    Cutoff: integer({ min: 0, max: 23 }),
    AllowUnassociatedTargets: boolean,
  },
  ['Name', 'Schedule', 'Duration', 'Cutoff', 'AllowUnassociatedTargets'],
);

export const Target = structure(
  {
    Targets,
    OwnerInformation: string({ min: 1, max: 128 }),
    Name,
    Description: string({ min: 1, max: 128 }),
  },
  ['Targets'],
);
