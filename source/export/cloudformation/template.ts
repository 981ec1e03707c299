/** A plan as the resources of a CloudFormation template. */
import type { Codec } from '../../plan/intent/codec.js';
import { recordDescription, recordName } from '../../plan/intent/names.js';
import type { PlanBaseline, PlanResources, PlanTask, PlanWindow } from '../../plan/setup/plan-resources.js';
import { logicalNames } from '../logical-names.js';
import { hasMarks, marks, withoutMarks } from '../variables.js';

export interface Resource {
  readonly Type: string;
  readonly DependsOn?: readonly string[] | undefined;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** A resource with what a stack needs to take over the one that exists. */
export interface NamedResource {
  readonly logicalId: string;
  readonly resource: Resource;
  /** The members that AWS knows the existing one by. */
  readonly identifier?: Readonly<Record<string, string>> | undefined;
  /** Of a window or a baseline: it has a page in the console. */
  readonly page?: 'maintenance-windows' | 'baselines' | undefined;
  readonly thing: PlanWindow | PlanBaseline | undefined;
}

/** The resources in the order in which they are made: what patches comes last. */
export function stackResources(
  plan: string,
  { windows, baselines }: PlanResources,
  record: string | undefined,
  isExisting: boolean,
  { digest }: Codec,
): NamedResource[] {
  const windowIds = logicalNames(
    windows.map(({ key }) => key),
    alphanumeric,
    digest,
  );
  const baselineIds = logicalNames(
    baselines.map(({ definition }) => definition.Name),
    alphanumeric,
    digest,
  );
  const named = baselines.map((baseline, index) => baselineResource(baseline, `${baselineIds[index]}Baseline`));
  return [
    ...(record === undefined ? [] : [recordResource(plan, record, isExisting)]),
    ...named,
    ...windows.flatMap((window, index) => windowResources(window, windowIds[index] ?? '', named)),
  ];
}

/** `Week1Day2Unattended0300`, `ProdA` of `prod-a`. */
function alphanumeric(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function recordResource(plan: string, record: string, isExisting: boolean): NamedResource {
  const Name = recordName(plan);
  return {
    logicalId: 'PlanRecord',
    identifier: isExisting ? { Name } : undefined,
    thing: undefined,
    resource: {
      Type: 'AWS::SSM::Parameter',
      Properties: {
        Name,
        Type: 'String',
        Tier: 'Standard',
        Description: recordDescription(plan),
        Value: inTemplate(record),
      },
    },
  };
}

function baselineResource(baseline: PlanBaseline, logicalId: string): NamedResource {
  const { id, definition, tags, patchGroups, isDefault } = baseline;
  return {
    logicalId,
    identifier: id === undefined ? undefined : { Id: id },
    page: 'baselines',
    thing: baseline,
    resource: {
      Type: 'AWS::SSM::PatchBaseline',
      Properties: {
        ...(inTemplate(withoutEmpty(definition)) as object),
        PatchGroups: patchGroups.map(inTemplate),
        ...(isDefault ? { DefaultBaseline: true } : {}),
        Tags: tags.filter(({ Value }) => Value !== '').map(inTemplate),
      },
    },
  };
}

function windowResources(window: PlanWindow, name: string, baselines: readonly NamedResource[]): NamedResource[] {
  const { id, members, tags, targets, tasks, patchGroup } = window;
  const logicalId = `${name}Window`;
  const WindowId = { Ref: logicalId };
  const identified = (more: Readonly<Record<string, string | undefined>> = {}) =>
    id === undefined ? undefined : ({ WindowId: id, ...more } as Readonly<Record<string, string>>);
  const targetIds = targets.map((_, index) => `${name}Target${index === 0 ? '' : index + 1}`);
  const rules = baselines
    .filter(({ thing }) => (thing as PlanBaseline).patchGroups.includes(patchGroup))
    .map((each) => each.logicalId);
  return [
    {
      logicalId,
      identifier: identified(),
      page: 'maintenance-windows',
      thing: window,
      resource: {
        Type: 'AWS::SSM::MaintenanceWindow',
        Properties: {
          ...(inTemplate(members) as object),
          Tags: tags.filter(({ Value }) => Value !== '').map(inTemplate),
        },
      },
    },
    ...targets.map((target, index) => ({
      logicalId: targetIds[index] ?? '',
      identifier: identified({ WindowTargetId: target.id }),
      thing: undefined,
      resource: {
        Type: 'AWS::SSM::MaintenanceWindowTarget',
        Properties: { WindowId, ...(inTemplate(target.members) as object) },
      },
    })),
    ...tasks.map((task, index) => ({
      logicalId: `${name}Task${index === 0 ? '' : index + 1}`,
      identifier: identified({ WindowTaskId: task.id }),
      thing: undefined,
      resource: {
        Type: 'AWS::SSM::MaintenanceWindowTask',
        // No window ever patches with a baseline that is not the plan's.
        DependsOn: rules.length > 0 ? rules : undefined,
        Properties: taskProperties(task, WindowId, targetIds),
      },
    })),
  ];
}

function taskProperties({ members, targets }: PlanTask, WindowId: object, targetIds: readonly string[]) {
  const { TaskInvocationParameters, ...others } = members;
  const { RunCommand } = TaskInvocationParameters as { readonly RunCommand: object };
  return {
    WindowId,
    Targets: [{ Key: 'WindowTargetIds', Values: targets.map((index) => ({ Ref: targetIds[index] })) }],
    ...(inTemplate(withoutEmpty(others)) as object),
    TaskInvocationParameters: { MaintenanceWindowRunCommandParameters: inTemplate(withoutEmpty(RunCommand)) },
  };
}

function withoutEmpty(members: object): object {
  return Object.fromEntries(
    Object.entries(members).filter(
      ([, member]) => typeof member !== 'object' || member === null || Object.keys(member).length > 0,
    ),
  );
}

/** A value with references in place of marks. */
function inTemplate(value: unknown): unknown {
  if (typeof value === 'string') return hasMarks(value) ? reference(value) : value;
  if (Array.isArray(value)) return value.map(inTemplate);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inTemplate(member)]));
}

function reference(text: string): object {
  if (text === marks.timeZone) return { Ref: 'TimeZone' };
  const value = (parameter: string) => `\${${parameter}}`;
  const literal = text.replaceAll('${', '${!');
  return { 'Fn::Sub': withoutMarks(literal, { timeZone: value('TimeZone'), tagKey: value('TagKey') }) };
}
