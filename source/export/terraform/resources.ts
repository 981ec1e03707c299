/** A plan as resources of Terraform's AWS provider, with the ids by which it takes over what there is. */
import type { PatchFilterGroup } from '../../plan/baseline/baseline.js';
import type { Codec } from '../../plan/intent/codec.js';
import { recordDescription, recordName } from '../../plan/intent/names.js';
import type { PlanBaseline, PlanResources, PlanTask, PlanWindow } from '../../plan/setup/plan-resources.js';
import { logicalNames } from '../logical-names.js';
import { Blocks, type Body, Expression } from './hcl.js';

export interface TerraformResource {
  readonly type: string;
  readonly name: string;
  readonly body: Body;
  /** What `import` calls the existing one. */
  readonly importId?: string | undefined;
}

/** Members of the API under the provider's names: `MaxErrors` is `max_errors`. */
type Members = Readonly<Record<string, unknown>>;

/** The resources in the order in which they are made. @param groups the plan's own, since a group of others is none of Terraform's */
export function terraformResources(
  plan: string,
  { windows, baselines }: PlanResources,
  record: string | undefined,
  groups: ReadonlySet<string>,
  { digest }: Codec,
): TerraformResource[] {
  const isExisting = [...windows, ...baselines].some(({ id }) => id !== undefined);
  const baselineNames = logicalNames(
    baselines.map(({ definition }) => definition.Name),
    identifier,
    digest,
  );
  const pairs = baselines.flatMap((baseline, index) =>
    baseline.patchGroups
      .filter((group) => groups.has(group))
      .map((group) => ({ group, baseline, of: baselineNames[index] ?? '' })),
  );
  const groupNames = logicalNames(
    pairs.map(({ group, of }) => `${of} ${group}`),
    identifier,
    digest,
  );
  const registrations = pairs.map(({ group, baseline, of }, index) => ({
    group,
    type: 'aws_ssm_patch_group',
    name: groupNames[index] ?? '',
    body: { baseline_id: idOf('aws_ssm_patch_baseline', of), patch_group: group },
    importId: baseline.id === undefined ? undefined : `${group},${baseline.id}`,
  }));
  const windowNames = logicalNames(
    windows.map(({ key }) => key),
    identifier,
    digest,
  );
  return [
    ...(record === undefined ? [] : [recordResource(plan, record, isExisting)]),
    ...baselines.flatMap((baseline, index) => baselineResources(baseline, baselineNames[index] ?? '')),
    ...registrations.map(({ group: _, ...resource }) => resource),
    ...windows.flatMap((window, index) =>
      windowResources(
        window,
        windowNames[index] ?? '',
        registrations.filter(({ group }) => group === window.patchGroup).map(({ type, name }) => `${type}.${name}`),
      ),
    ),
  ];
}

/** `prod_a` of `prod-a`; a name of Terraform's begins with no digit. */
function identifier(text: string): string {
  return text.replace(/[^A-Za-z0-9]+/g, '_').replace(/^(?=\d|_?$)/, '_');
}

function idOf(type: string, name: string): Expression {
  return new Expression(`${type}.${name}.id`);
}

function recordResource(plan: string, record: string, isExisting: boolean): TerraformResource {
  const name = recordName(plan);
  const body = { name, type: 'String', tier: 'Standard', description: recordDescription(plan), value: record };
  return { type: 'aws_ssm_parameter', name: 'plan_record', body, importId: isExisting ? name : undefined };
}

function baselineResources({ id, definition, tags, isDefault }: PlanBaseline, name: string): TerraformResource[] {
  const { GlobalFilters, ApprovalRules, Sources = [], ...members } = definition;
  const body = {
    ...attributes(members),
    global_filter: filters(GlobalFilters),
    approval_rule: new Blocks(
      (ApprovalRules?.PatchRules ?? []).map(({ PatchFilterGroup, ...rule }) => ({
        ...attributes(rule),
        patch_filter: filters(PatchFilterGroup),
      })),
    ),
    source: new Blocks(Sources.map((source) => attributes(source))),
    tags: tagMap(tags),
  };
  const ofDefault = {
    baseline_id: idOf('aws_ssm_patch_baseline', name),
    operating_system: new Expression(`aws_ssm_patch_baseline.${name}.operating_system`),
  };
  return [
    { type: 'aws_ssm_patch_baseline', name, body, importId: id },
    ...(isDefault ? [{ type: 'aws_ssm_default_patch_baseline', name, body: ofDefault, importId: id }] : []),
  ];
}

function filters(group: PatchFilterGroup | undefined): Blocks {
  return new Blocks((group?.PatchFilters ?? []).map((filter) => attributes(filter)));
}

function windowResources(window: PlanWindow, name: string, dependsOn: readonly string[]): TerraformResource[] {
  const { id, members, tags, targets, tasks, isEnabled } = window;
  const window_id = idOf('aws_ssm_maintenance_window', name);
  const partId = (part: string | undefined) => (part === undefined ? undefined : `${id}/${part}`);
  const targetNames = targets.map((_, index) => numbered(name, index));
  return [
    {
      type: 'aws_ssm_maintenance_window',
      name,
      body: { ...attributes(members), enabled: isEnabled, tags: tagMap(tags) },
      importId: id,
    },
    ...targets.map((target, index) => {
      const { Targets, ...others } = target.members as Members & { readonly Targets: readonly Members[] };
      return {
        type: 'aws_ssm_maintenance_window_target',
        name: targetNames[index] ?? '',
        body: { window_id, ...attributes(others), targets: new Blocks(Targets.map(attributes)) },
        importId: partId(target.id),
      };
    }),
    ...tasks.map((task, index) => ({
      type: 'aws_ssm_maintenance_window_task',
      name: numbered(name, index),
      body: { window_id, ...taskBody(task, targetNames), ...dependencies(dependsOn) },
      importId: partId(task.id),
    })),
  ];
}

/** No window ever patches with a baseline that is not the plan's. */
function dependencies(dependsOn: readonly string[]): Body {
  return dependsOn.length === 0 ? {} : { depends_on: dependsOn.map((address) => new Expression(address)) };
}

function numbered(name: string, index: number): string {
  return index === 0 ? name : `${name}_${index + 1}`;
}

function taskBody({ members, targets }: PlanTask, targetNames: readonly string[]): Body {
  const { TaskInvocationParameters, LoggingInfo: _, ...others } = members;
  const { RunCommand } = TaskInvocationParameters as { readonly RunCommand: Members };
  const { Parameters = {}, NotificationConfig, CloudWatchOutputConfig, OutputS3BucketName, ...command } = RunCommand;
  const values = targets.map((index) => idOf('aws_ssm_maintenance_window_target', targetNames[index] ?? ''));
  const parameter = Object.entries(Parameters as object).map(([name, list]) => ({ name, values: list }));
  const run = {
    ...attributes(command),
    output_s3_bucket: OutputS3BucketName,
    notification_config: nested(NotificationConfig),
    cloudwatch_config: nested(CloudWatchOutputConfig),
    parameter: new Blocks(parameter),
  };
  return {
    ...attributes(others),
    targets: new Blocks([{ key: 'WindowTargetIds', values }]),
    task_invocation_parameters: new Blocks([{ run_command_parameters: new Blocks([run]) }]),
  };
}

function nested(members: unknown): Blocks | undefined {
  return members === undefined || Object.keys(members as object).length === 0
    ? undefined
    : new Blocks([attributes(members as Members)]);
}

/** Empty lists say nothing. */
function attributes(members: object): Body {
  return Object.fromEntries(
    Object.entries(members)
      .filter(([, member]) => member !== undefined && !(Array.isArray(member) && member.length === 0))
      .map(([key, member]) => [attributeName(key), member]),
  );
}

/** `ScheduleTimezone` is `schedule_timezone`, `OutputS3KeyPrefix` is `output_s3_key_prefix`. */
function attributeName(member: string): string {
  return member
    .replace(/^CloudWatch/, 'Cloudwatch')
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
    .toLowerCase();
}

function tagMap(tags: PlanWindow['tags']): Body | undefined {
  return tags.length === 0 ? undefined : Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}
