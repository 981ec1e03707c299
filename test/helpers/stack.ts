/** What CloudFormation does with a template, over an account's own calls: makes its resources, or takes over those that exist. */
import type { SSM } from '@aws-sdk/client-ssm';

type Members = Readonly<Record<string, unknown>>;

interface Template {
  readonly Resources: Readonly<
    Record<
      string,
      { readonly Type: string; readonly DependsOn?: readonly string[] | undefined; readonly Properties: Members }
    >
  >;
}

interface Identified {
  readonly LogicalResourceId: string;
  readonly ResourceType: string;
  readonly ResourceIdentifier: Readonly<Record<string, string>>;
}

/** Makes everything, what others refer to first; values of parameters are among the ids. */
export async function createStack(ssm: SSM, { Resources }: Template, parameters: Readonly<Record<string, string>>) {
  const ids = new Map(Object.entries(parameters));
  let waiting = Object.entries(Resources);
  while (waiting.length > 0) {
    const ready = waiting.filter(
      ([, { DependsOn = [], Properties }]) =>
        DependsOn.every((id) => ids.has(id)) && referencesIn(Properties).every((id) => ids.has(id)),
    );
    if (ready.length === 0) throw new Error(`a circle: ${waiting.map(([id]) => id).join()}`);
    for (const [logicalId, { Type, Properties }] of ready)
      ids.set(logicalId, await create(ssm, Type, resolved(Properties, ids) as Members));
    waiting = waiting.filter((entry) => !ready.includes(entry));
  }
}

/** What an import finds to be other than the template says, property by property: `DevWindow.Duration`. */
export async function importDrift(ssm: SSM, { Resources }: Template, identifiers: readonly Identified[]) {
  const ids = new Map(
    identifiers.map(({ LogicalResourceId: id, ResourceIdentifier: by }) => [id, Object.values(by).at(-1) ?? '']),
  );
  const drift: string[] = [];
  for (const { LogicalResourceId, ResourceType, ResourceIdentifier } of identifiers) {
    const live: Members = await read(ssm, ResourceType, ResourceIdentifier);
    const { Tags: _, ...wanted } = resolved(Resources[LogicalResourceId]?.Properties, ids) as Members;
    for (const [key, value] of Object.entries(wanted))
      if (JSON.stringify(live[key]) !== JSON.stringify(value))
        drift.push(`${LogicalResourceId}.${key}: ${JSON.stringify(live[key])} ${JSON.stringify(value)}`);
  }
  return drift;
}

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('Ref' in value) return [String(value.Ref)];
  return Object.values(value).flatMap(referencesIn);
}

function resolved(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((entry) => resolved(entry, ids));
  if (typeof value !== 'object' || value === null) return value;
  if ('Ref' in value) return ids.get(String(value.Ref));
  if ('Fn::Sub' in value)
    return String(value['Fn::Sub']).replace(/\$\{(!?)(\w*)\}?/g, (whole, literal, name) =>
      literal ? whole.replace('!', '') : (ids.get(name) ?? ''),
    );
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolved(member, ids)]));
}

/** The id of what was made. Properties are what the API takes, but for a task's command and a baseline's groups. */
async function create(ssm: SSM, type: string, properties: Members): Promise<string> {
  const input = properties as never;
  switch (type) {
    case 'AWS::SSM::Parameter':
      await ssm.putParameter(input);
      return '';
    case 'AWS::SSM::PatchBaseline': {
      const { PatchGroups, ...members } = properties;
      const { BaselineId = '' } = await ssm.createPatchBaseline(members as never);
      for (const PatchGroup of PatchGroups as readonly string[])
        await ssm.registerPatchBaselineForPatchGroup({ BaselineId, PatchGroup });
      return BaselineId;
    }
    case 'AWS::SSM::MaintenanceWindow':
      return (await ssm.createMaintenanceWindow(input)).WindowId ?? '';
    case 'AWS::SSM::MaintenanceWindowTarget':
      return (await ssm.registerTargetWithMaintenanceWindow(input)).WindowTargetId ?? '';
    case 'AWS::SSM::MaintenanceWindowTask': {
      const { TaskInvocationParameters: of, ...members } = properties;
      const { MaintenanceWindowRunCommandParameters: RunCommand } = of as Members;
      const task = { ...members, TaskInvocationParameters: { RunCommand } };
      return (await ssm.registerTaskWithMaintenanceWindow(task as never)).WindowTaskId ?? '';
    }
    default:
      throw new Error(type);
  }
}

async function read(ssm: SSM, type: string, by: Readonly<Record<string, string>>): Promise<Members> {
  const { WindowId = '', WindowTargetId = '', WindowTaskId = '', Id: BaselineId = '', Name = '' } = by;
  switch (type) {
    case 'AWS::SSM::Parameter': {
      const { Parameters = [] } = await ssm.describeParameters({});
      const { Parameter } = await ssm.getParameter({ Name });
      return { ...Parameters.find((each) => each.Name === Name), ...Parameter };
    }
    case 'AWS::SSM::PatchBaseline': {
      const { PatchGroups = [], ...baseline } = await ssm.getPatchBaseline({ BaselineId });
      const { BaselineIdentities = [] } = await ssm.describePatchBaselines({});
      const { DefaultBaseline } = BaselineIdentities.find((each) => each.BaselineId === BaselineId) ?? {};
      return { ...baseline, PatchGroups: PatchGroups.sort(), DefaultBaseline };
    }
    case 'AWS::SSM::MaintenanceWindow':
      return { ...(await ssm.getMaintenanceWindow({ WindowId })) };
    case 'AWS::SSM::MaintenanceWindowTarget': {
      const { Targets = [] } = await ssm.describeMaintenanceWindowTargets({ WindowId });
      return { ...Targets.find((each) => each.WindowTargetId === WindowTargetId) };
    }
    case 'AWS::SSM::MaintenanceWindowTask': {
      const { TaskInvocationParameters: of, ...task } = await ssm.getMaintenanceWindowTask({ WindowId, WindowTaskId });
      return { ...task, TaskInvocationParameters: { MaintenanceWindowRunCommandParameters: of?.RunCommand } };
    }
    default:
      throw new Error(type);
  }
}
