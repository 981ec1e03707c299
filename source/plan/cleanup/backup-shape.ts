/**
 * What the entries of a backup look like. Checksums show accidents: anybody can write a file in which they are right, so that every
 * member that a restore uses is checked along the API's own table (CreateMaintenanceWindow, RegisterTargetWithMaintenanceWindow,
 * RegisterTaskWithMaintenanceWindow, CreatePatchBaseline, PutParameter). Limits of lengths are AWS's to tell: accounts hold what older ones let pass.
 */
import { operatingSystems } from '../baseline/baseline.js';
import {
  anything,
  choice,
  dictionary,
  flag,
  isObject,
  list,
  memberOf,
  memberPath,
  number,
  type Report,
  type Shape,
  text,
} from '../text/shape.js';

type Table = Readonly<Record<string, Shape<unknown>>>;

/** An object that has the members of a table in their shapes; further ones are AWS's, and those that may be missing may be null too. */
function having(needed: Table, others: Table = {}): Shape<object> {
  return {
    schema: {},
    read: (value, path, report) => {
      if (!isObject(value)) {
        report(value === undefined ? `${path} is missing` : `${path} is not an object`);
        return undefined;
      }
      for (const [key, { read }] of Object.entries({ ...needed, ...others })) {
        const member = memberOf(value, key);
        if (member !== undefined) read(member, memberPath(path, key), report);
        else if (key in needed) report(`${memberPath(path, key)} is missing`);
      }
      return value;
    },
  };
}

const many = Number.POSITIVE_INFINITY;
const some = text(1, many);
const any = text(0, many);
const texts = list(0, many, any);
const count = number(0, 1_000_000);
const system = choice(...operatingSystems);
const selectors = list(0, many, having({ Key: any, Values: texts }));

const window = having(
  { Name: some, Schedule: some, Duration: count, Cutoff: count },
  {
    Description: any,
    StartDate: any,
    EndDate: any,
    ScheduleTimezone: any,
    ScheduleOffset: count,
    AllowUnassociatedTargets: flag,
    Enabled: flag,
  },
);

const target = having(
  { ResourceType: some, Targets: selectors },
  { Name: any, Description: any, OwnerInformation: any },
);

const parameters = dictionary(texts);
const settings = having({});

const task = having(
  { TaskArn: some, TaskType: choice('RUN_COMMAND', 'AUTOMATION', 'STEP_FUNCTIONS', 'LAMBDA') },
  {
    Targets: selectors,
    ServiceRoleArn: any,
    TaskParameters: settings,
    TaskInvocationParameters: having(
      {},
      {
        RunCommand: having({}, { Comment: any, DocumentVersion: any, ServiceRoleArn: any, Parameters: parameters }),
        Automation: having({}, { DocumentVersion: any, Parameters: parameters }),
        StepFunctions: settings,
        Lambda: settings,
      },
    ),
    Priority: count,
    MaxConcurrency: any,
    MaxErrors: any,
    LoggingInfo: settings,
    Name: any,
    Description: any,
    CutoffBehavior: choice('CONTINUE_TASK', 'CANCEL_TASK'),
    AlarmConfiguration: settings,
  },
);

const rules = having({}, { PatchRules: list(0, many, having({}, { PatchFilterGroup: settings })) });

const baseline = having(
  { Name: some },
  {
    OperatingSystem: system,
    Description: any,
    ApprovalRules: rules,
    GlobalFilters: settings,
    ApprovedPatches: texts,
    RejectedPatches: texts,
    Sources: list(0, many, settings),
  },
);

const part = (members: Shape<object>): Shape<object> => having({ id: some, members });
const tags = dictionary(any);

const shapes: Readonly<Record<string, Shape<object>>> = {
  windows: having({
    id: some,
    members: window,
    tags,
    targets: list(0, many, part(target)),
    tasks: list(0, many, part(task)),
    change: choice('deleted', 'tasks-deregistered', 'disabled'),
  }),
  baselines: having({ id: some, members: baseline, tags }),
  registrations: having({ patchGroup: some, baselineId: some, operatingSystem: system }),
  records: having({ plan: some, name: some, value: any }),
  defaults: having({ operatingSystem: system, baselineId: some }),
  nodes: having({ id: some, tagKey: some }, { before: any, after: any }),
};

const head = having({ account: some, region: some, createdAt: some, stayed: texts });

/** The first thing that is wrong with an entry of a list, with its place: `windows[0].members.Name is missing`. */
export function wrongWithEntry(which: string, entry: unknown, place: string): string | undefined {
  return firstOf(shapes[which] ?? { schema: {}, read: anything.read }, entry, place);
}

/** The same of what stands before the lists. */
export function wrongWithHead(given: unknown): string | undefined {
  return firstOf(head, given, '');
}

function firstOf(shape: Shape<unknown>, value: unknown, place: string): string | undefined {
  const found: string[] = [];
  const report: Report = (violation) => found.push(violation);
  shape.read(value, place, report);
  return found[0];
}
