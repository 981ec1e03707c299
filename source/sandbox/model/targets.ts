/** Inputs of the operations on the targets of a maintenance window. */
import { boolean, string, structure } from '../shape.js';
import {
  ClientToken,
  MaintenanceWindowDescription,
  MaintenanceWindowFilterList,
  MaintenanceWindowId,
  MaintenanceWindowMaxResults,
  MaintenanceWindowName,
  MaintenanceWindowResourceType,
  MaintenanceWindowTargetId,
  NextToken,
  Targets,
} from './common.js';

const OwnerInformation = string({ min: 1, max: 128 });

export const RegisterTargetWithMaintenanceWindowRequest = structure(
  {
    WindowId: MaintenanceWindowId,
    ResourceType: MaintenanceWindowResourceType,
    Targets,
    OwnerInformation,
    Name: MaintenanceWindowName,
    Description: MaintenanceWindowDescription,
    ClientToken,
  },
  ['WindowId', 'ResourceType', 'Targets'],
);

export const UpdateMaintenanceWindowTargetRequest = structure(
  {
    WindowId: MaintenanceWindowId,
    WindowTargetId: MaintenanceWindowTargetId,
    Targets,
    OwnerInformation,
    Name: MaintenanceWindowName,
    Description: MaintenanceWindowDescription,
    Replace: boolean,
  },
  ['WindowId', 'WindowTargetId'],
);

export const DeregisterTargetFromMaintenanceWindowRequest = structure(
  { WindowId: MaintenanceWindowId, WindowTargetId: MaintenanceWindowTargetId, Safe: boolean },
  ['WindowId', 'WindowTargetId'],
);

export const DescribeMaintenanceWindowTargetsRequest = structure(
  {
    WindowId: MaintenanceWindowId,
    Filters: MaintenanceWindowFilterList,
    MaxResults: MaintenanceWindowMaxResults,
    NextToken,
  },
  ['WindowId'],
);
