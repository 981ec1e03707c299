/** What a maintenance window, its targets and its tasks have that can be given and updated. */
import { blob, boolean, integer, list, map, oneOf, string, structure } from '../shape.js';
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

const ServiceRole = string();
const MaxConcurrency = string({ min: 1, max: 7, pattern: '^([1-9][0-9]*|[1-9][0-9]%|[1-9]%|100%)$' });
const MaxErrors = string({ min: 1, max: 7, pattern: '^([1-9][0-9]*|[0]|[1-9][0-9]%|[0-9]%|100%)$' });

const TaskParameters = map(string({ min: 1, max: 255 }), structure({ Values: list(string({ min: 1, max: 255 })) }));

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

const RunCommand = structure({
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

const Automation = structure({
  DocumentVersion,
  Parameters: map(string({ min: 1, max: 50 }), list(string({ min: 1, max: 512 }), { min: 0, max: 50 }), {
    min: 1,
    max: 200,
  }),
});

const TaskInvocationParameters = structure({
  RunCommand,
  Automation,
  StepFunctions: structure({ Input: string({ max: 4096 }), Name: string({ min: 1, max: 80 }) }),
  Lambda: structure({
    ClientContext: string({ min: 1, max: 8000 }),
    Qualifier: string({ min: 1, max: 128 }),
    Payload: blob({ max: 4096 }),
  }),
});

/** What a task does, which no update changes. */
export const TaskType = oneOf('RUN_COMMAND', 'AUTOMATION', 'STEP_FUNCTIONS', 'LAMBDA');

export const Task = structure(
  {
    Targets,
    TaskArn: string({ min: 1, max: 1600 }),
    ServiceRoleArn: ServiceRole,
    TaskParameters,
    TaskInvocationParameters,
    Priority: integer({ min: 0 }),
    MaxConcurrency,
    MaxErrors,
    LoggingInfo,
    Name,
    Description: string({ min: 1, max: 128 }),
    CutoffBehavior: oneOf('CONTINUE_TASK', 'CANCEL_TASK'),
    AlarmConfiguration,
  },
  ['TaskArn'],
);
