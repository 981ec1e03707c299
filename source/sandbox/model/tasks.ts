/** Inputs of the operations on the tasks of a maintenance window. */
import { blob, boolean, integer, list, map, oneOf, string, structure } from '../shape.js';
import {
  ClientToken,
  MaintenanceWindowDescription,
  MaintenanceWindowFilterList,
  MaintenanceWindowId,
  MaintenanceWindowMaxResults,
  MaintenanceWindowName,
  MaintenanceWindowTaskId,
  NextToken,
  Targets,
} from './common.js';

const MaintenanceWindowTaskArn = string({ min: 1, max: 1600 });
const ServiceRole = string();
const MaintenanceWindowTaskType = oneOf('RUN_COMMAND', 'AUTOMATION', 'STEP_FUNCTIONS', 'LAMBDA');
const MaintenanceWindowTaskPriority = integer({ min: 0 });
const MaintenanceWindowTaskCutoffBehavior = oneOf('CONTINUE_TASK', 'CANCEL_TASK');
const MaxConcurrency = string({ min: 1, max: 7, pattern: '^([1-9][0-9]*|[1-9][0-9]%|[1-9]%|100%)$' });
const MaxErrors = string({ min: 1, max: 7, pattern: '^([1-9][0-9]*|[0]|[1-9][0-9]%|[0-9]%|100%)$' });

const MaintenanceWindowTaskParameters = map(
  string({ min: 1, max: 255 }),
  structure({ Values: list(string({ min: 1, max: 255 })) }),
);

const S3BucketName = string({ min: 3, max: 63 });
const S3KeyPrefix = string({ max: 500 });
const S3Region = string({ min: 3, max: 20 });
const LoggingInfo = structure({ S3BucketName, S3KeyPrefix, S3Region }, ['S3BucketName', 'S3Region']);

const AlarmConfiguration = structure(
  {
    IgnorePollAlarmFailure: boolean,
    Alarms: list(structure({ Name: string({ min: 1, max: 255, pattern: '^(?!\\s*$).+' }) }, ['Name']), {
      min: 1,
      max: 1,
    }),
  },
  ['Alarms'],
);

const DocumentVersion = string({ pattern: '([$]LATEST|[$]DEFAULT|^[1-9][0-9]*$)' });
const CloudWatchOutputConfig = structure({
  CloudWatchLogGroupName: string({ min: 1, max: 512 }),
  CloudWatchOutputEnabled: boolean,
});
const NotificationConfig = structure({
  NotificationArn: string(),
  NotificationEvents: list(oneOf('All', 'InProgress', 'Success', 'TimedOut', 'Cancelled', 'Failed')),
  NotificationType: oneOf('Command', 'Invocation'),
});

const MaintenanceWindowRunCommandParameters = structure({
  Comment: string({ max: 100 }),
  CloudWatchOutputConfig,
  DocumentHash: string({ max: 256 }),
  DocumentHashType: oneOf('Sha256', 'Sha1'),
  DocumentVersion,
  NotificationConfig,
  OutputS3BucketName: S3BucketName,
  OutputS3KeyPrefix: S3KeyPrefix,
  Parameters: map(string(), list(string())),
  ServiceRoleArn: ServiceRole,
  TimeoutSeconds: integer({ min: 30, max: 2592000 }),
});

const MaintenanceWindowAutomationParameters = structure({
  DocumentVersion,
  Parameters: map(string({ min: 1, max: 50 }), list(string({ min: 1, max: 512 }), { min: 0, max: 50 }), {
    min: 1,
    max: 200,
  }),
});

const MaintenanceWindowTaskInvocationParameters = structure({
  RunCommand: MaintenanceWindowRunCommandParameters,
  Automation: MaintenanceWindowAutomationParameters,
  StepFunctions: structure({ Input: string({ max: 4096 }), Name: string({ min: 1, max: 80 }) }),
  Lambda: structure({
    ClientContext: string({ min: 1, max: 8000 }),
    Qualifier: string({ min: 1, max: 128 }),
    Payload: blob({ max: 4096 }),
  }),
});

export const RegisterTaskWithMaintenanceWindowRequest = structure(
  {
    WindowId: MaintenanceWindowId,
    Targets,
    TaskArn: MaintenanceWindowTaskArn,
    ServiceRoleArn: ServiceRole,
    TaskType: MaintenanceWindowTaskType,
    TaskParameters: MaintenanceWindowTaskParameters,
    TaskInvocationParameters: MaintenanceWindowTaskInvocationParameters,
    Priority: MaintenanceWindowTaskPriority,
    MaxConcurrency,
    MaxErrors,
    LoggingInfo,
    Name: MaintenanceWindowName,
    Description: MaintenanceWindowDescription,
    ClientToken,
    CutoffBehavior: MaintenanceWindowTaskCutoffBehavior,
    AlarmConfiguration,
  },
  ['WindowId', 'TaskArn', 'TaskType'],
);

export const UpdateMaintenanceWindowTaskRequest = structure(
  {
    WindowId: MaintenanceWindowId,
    WindowTaskId: MaintenanceWindowTaskId,
    Targets,
    TaskArn: MaintenanceWindowTaskArn,
    ServiceRoleArn: ServiceRole,
    TaskParameters: MaintenanceWindowTaskParameters,
    TaskInvocationParameters: MaintenanceWindowTaskInvocationParameters,
    Priority: MaintenanceWindowTaskPriority,
    MaxConcurrency,
    MaxErrors,
    LoggingInfo,
    Name: MaintenanceWindowName,
    Description: MaintenanceWindowDescription,
    Replace: boolean,
    CutoffBehavior: MaintenanceWindowTaskCutoffBehavior,
    AlarmConfiguration,
  },
  ['WindowId', 'WindowTaskId'],
);

export const GetMaintenanceWindowTaskRequest = structure(
  { WindowId: MaintenanceWindowId, WindowTaskId: MaintenanceWindowTaskId },
  ['WindowId', 'WindowTaskId'],
);

export const DeregisterTaskFromMaintenanceWindowRequest = structure(
  { WindowId: MaintenanceWindowId, WindowTaskId: MaintenanceWindowTaskId },
  ['WindowId', 'WindowTaskId'],
);

export const DescribeMaintenanceWindowTasksRequest = structure(
  {
    WindowId: MaintenanceWindowId,
    Filters: MaintenanceWindowFilterList,
    MaxResults: MaintenanceWindowMaxResults,
    NextToken,
  },
  ['WindowId'],
);
