/** Inputs of the operations on maintenance windows, their schedule and their executions. */
import { boolean, integer, string, structure } from '../shape.js';
import {
  ClientToken,
  MaintenanceWindowDescription,
  MaintenanceWindowFilterList,
  MaintenanceWindowId,
  MaintenanceWindowMaxResults,
  MaintenanceWindowName,
  MaintenanceWindowResourceType,
  MaintenanceWindowSearchMaxResults,
  NextToken,
  PatchOrchestratorFilterList,
  TagList,
  Targets,
} from './common.js';

const MaintenanceWindowStringDateTime = string();
const MaintenanceWindowSchedule = string({ min: 1, max: 256 });
const MaintenanceWindowTimezone = string();
const MaintenanceWindowOffset = integer({ min: 1, max: 6 });
const MaintenanceWindowDurationHours = integer({ min: 1, max: 24 });
const MaintenanceWindowCutoff = integer({ min: 0, max: 23 });
const MaintenanceWindowAllowUnassociatedTargets = boolean;
const MaintenanceWindowEnabled = boolean;

export const CreateMaintenanceWindowRequest = structure(
  {
    Name: MaintenanceWindowName,
    Description: MaintenanceWindowDescription,
    StartDate: MaintenanceWindowStringDateTime,
    EndDate: MaintenanceWindowStringDateTime,
    Schedule: MaintenanceWindowSchedule,
    ScheduleTimezone: MaintenanceWindowTimezone,
    ScheduleOffset: MaintenanceWindowOffset,
    Duration: MaintenanceWindowDurationHours,
    Cutoff: MaintenanceWindowCutoff,
    AllowUnassociatedTargets: MaintenanceWindowAllowUnassociatedTargets,
    ClientToken,
    Tags: TagList,
  },
  ['Name', 'Schedule', 'Duration', 'Cutoff', 'AllowUnassociatedTargets'],
);

export const UpdateMaintenanceWindowRequest = structure(
  {
    WindowId: MaintenanceWindowId,
    Name: MaintenanceWindowName,
    Description: MaintenanceWindowDescription,
    StartDate: MaintenanceWindowStringDateTime,
    EndDate: MaintenanceWindowStringDateTime,
    Schedule: MaintenanceWindowSchedule,
    ScheduleTimezone: MaintenanceWindowTimezone,
    ScheduleOffset: MaintenanceWindowOffset,
    Duration: MaintenanceWindowDurationHours,
    Cutoff: MaintenanceWindowCutoff,
    AllowUnassociatedTargets: MaintenanceWindowAllowUnassociatedTargets,
    Enabled: MaintenanceWindowEnabled,
    Replace: boolean,
  },
  ['WindowId'],
);

export const GetMaintenanceWindowRequest = structure({ WindowId: MaintenanceWindowId }, ['WindowId']);

export const DeleteMaintenanceWindowRequest = structure({ WindowId: MaintenanceWindowId }, ['WindowId']);

export const DescribeMaintenanceWindowsRequest = structure({
  Filters: MaintenanceWindowFilterList,
  MaxResults: MaintenanceWindowMaxResults,
  NextToken,
});

export const DescribeMaintenanceWindowScheduleRequest = structure({
  WindowId: MaintenanceWindowId,
  Targets,
  ResourceType: MaintenanceWindowResourceType,
  Filters: PatchOrchestratorFilterList,
  MaxResults: MaintenanceWindowSearchMaxResults,
  NextToken,
});

export const DescribeMaintenanceWindowsForTargetRequest = structure(
  {
    Targets,
    ResourceType: MaintenanceWindowResourceType,
    MaxResults: MaintenanceWindowSearchMaxResults,
    NextToken,
  },
  ['Targets', 'ResourceType'],
);

export const DescribeMaintenanceWindowExecutionsRequest = structure(
  {
    WindowId: MaintenanceWindowId,
    Filters: MaintenanceWindowFilterList,
    MaxResults: MaintenanceWindowMaxResults,
    NextToken,
  },
  ['WindowId'],
);
