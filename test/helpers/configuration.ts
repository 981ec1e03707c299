/** What Terraform reads in a configuration, and the resources of AWS that it means. */
import { spawnSync } from 'node:child_process';

type Members = Readonly<Record<string, unknown>>;
type Named<T> = Readonly<Record<string, T>>;

/** As HashiCorp's parser has it: a list of one body under each name, blocks as lists, references and variables as `${…}`. */
export interface Configuration {
  readonly resource: Named<Named<readonly [Members]>>;
  readonly import?: readonly { readonly to: string; readonly id: string }[];
  readonly variable?: Named<readonly [{ readonly default: string }]>;
  readonly locals?: readonly [Members];
}

/** @throws Error with what the parser says of the first that is no HCL */
export function configurations(texts: readonly string[]): Configuration[] {
  const [input, maxBuffer] = [JSON.stringify(texts), 1 << 26];
  const child = spawnSync(process.execPath, ['test/helpers/parse-hcl.cjs'], { input, encoding: 'utf8', maxBuffer });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout);
}

/** A text with its variables and escapes as Terraform takes them. */
export function evaluated(text: string, { variable = {} }: Pick<Configuration, 'variable'>): string {
  return text.replace(/\$\$\{|%%\{|\$\{var\.(\w+)\}/g, (whole, name) =>
    name === undefined ? whole.slice(1) : (variable[name]?.[0].default ?? whole),
  );
}

/** The same as resources of a stack (`createStack`): with members of the API, and groups within their baselines. */
export function asStack(configuration: Configuration) {
  const { aws_ssm_patch_group: groups = {}, ...others } = configuration.resource;
  const entries = Object.entries(others).flatMap(([type, named]) =>
    Object.entries(named).map(([name, [{ depends_on: _, enabled: __, ...body }]]) => {
      const Properties = propertiesOf(meant(body, configuration) as Members, `${type}.${name}`, groups, configuration);
      return [`${type}.${name}`, { Type: `AWS::SSM::${apiName(type.replace('aws_ssm_', ''))}`, Properties }];
    }),
  );
  return { Resources: Object.fromEntries(entries) as Named<{ readonly Type: string; readonly Properties: Members }> };
}

function propertiesOf(body: Members, address: string, groups: Named<readonly [Members]>, of: Configuration): Members {
  const { tags, global_filter, approval_rule, source, task_invocation_parameters, ...members } = body;
  const lists = { GlobalFilters: filters(global_filter), ApprovalRules: rules(approval_rule), Sources: inApi(source) };
  return {
    ...(inApi(members) as Members),
    ...(tags !== undefined && { Tags: Object.entries(tags as Members).map(([Key, Value]) => ({ Key, Value })) }),
    ...(address.startsWith('aws_ssm_patch_baseline.') && { ...lists, PatchGroups: groupsOf(address, groups, of) }),
    ...(task_invocation_parameters !== undefined && { TaskInvocationParameters: command(task_invocation_parameters) }),
  };
}

function groupsOf(address: string, groups: Named<readonly [Members]>, of: Configuration): unknown[] {
  return Object.values(groups)
    .filter(([{ baseline_id }]) => baseline_id === `\${${address}.id}`)
    .map(([{ patch_group }]) => meant(patch_group, of));
}

function filters(blocks: unknown) {
  return blocks === undefined ? undefined : { PatchFilters: inApi(blocks) };
}

function rules(blocks: unknown) {
  const rule = ({ patch_filter = [], ...members }: Members) => ({
    ...(inApi(members) as Members),
    PatchFilterGroup: filters(patch_filter),
  });
  return blocks === undefined ? undefined : { PatchRules: (blocks as Members[]).map(rule) };
}

function command(blocks: unknown) {
  const [{ run_command_parameters }] = blocks as [{ readonly run_command_parameters: [Members] }];
  const [{ parameter, ...members }] = run_command_parameters;
  const entries = (parameter as { readonly name: string; readonly values: unknown }[]).map((each) => [
    each.name,
    each.values,
  ]);
  const Parameters = Object.fromEntries(entries);
  return { MaintenanceWindowRunCommandParameters: { ...(inApi(members) as Members), Parameters } };
}

/** With references as stacks have them, and texts as they are meant. */
function meant(value: unknown, of: Configuration): unknown {
  if (Array.isArray(value)) return value.map((entry) => meant(entry, of));
  if (typeof value === 'string') {
    const [, Ref] = /^\$\{(aws_ssm_\w+\.\w+)\.id\}$/.exec(value) ?? [];
    return Ref === undefined ? evaluated(value, of) : { Ref };
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [evaluated(key, of), meant(member, of)]));
}

function inApi(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inApi);
  if (typeof value !== 'object' || value === null || 'Ref' in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [apiName(key), inApi(member)]));
}

/** `ScheduleTimezone` of `schedule_timezone`. */
function apiName(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_, letter) => letter.toUpperCase());
}
