/** What an account holds about patching, as the model of the sequences sees it: read from the sandbox's own tables, compared without new ids. */
import type { Account } from '../../../source/sandbox/account.js';
import { defaultRegion } from '../../helpers/sandbox.js';

export type Fields = Readonly<Record<string, unknown>>;
export type Tags = Record<string, string>;

export interface Part {
  readonly id: string;
  fields: Fields;
}

export interface Window extends Part {
  tags: Tags;
  targets: Part[];
  tasks: Part[];
}

export interface Baseline extends Part {
  tags: Tags;
}

export interface Group {
  readonly group: string;
  readonly os: string;
  readonly baseline: string;
}

export interface Held {
  windows: Window[];
  baselines: Baseline[];
  groups: Group[];
  /** By operating system: the account's own default. */
  readonly defaults: Record<string, string>;
  /** By the parameter's name. */
  readonly parameters: Record<string, unknown>;
  /** By node: its tags. */
  readonly nodes: Record<string, Tags>;
}

type TagRows = readonly { readonly Key: string; readonly Value: string }[];

const tagsIn = (rows: TagRows = []): Tags => Object.fromEntries(rows.map(({ Key, Value }) => [Key, Value]));

/** What the account holds now. A date in the past holds no window back, so it is none. */
export function heldIn(account: Account, now: number, regionName = defaultRegion): Held {
  const region = account.region(regionName);
  const tags = (type: string, id: string): Tags => tagsIn(region.tags.get(`${type} ${id}`)?.Tags);
  const windows = [...region.windows.rows()].map(
    ({ WindowId: id, CreatedDate, ModifiedDate, StartDate, ...fields }) => {
      const isHeldBack = StartDate !== undefined && new Date(StartDate).getTime() > now;
      return {
        id,
        fields: { ...fields, ...(isHeldBack && { StartDate }) },
        tags: tags('MaintenanceWindow', id),
        targets: [...region.targets.entriesOf(id)].map(([, { WindowId, WindowTargetId, ...rest }]) => {
          return { id: WindowTargetId, fields: rest };
        }),
        tasks: [...region.tasks.entriesOf(id)].map(([, { WindowId, WindowTaskId, ...rest }]) => {
          return { id: WindowTaskId, fields: rest };
        }),
      };
    },
  );
  const baselines = [...region.baselines.rows()].map(({ BaselineId: id, CreatedDate, ModifiedDate, ...fields }) => {
    return { id, fields, tags: tags('PatchBaseline', id) };
  });
  const groups = [...region.registrations.rows()].map(({ PatchGroup, BaselineId, OperatingSystem }) => {
    return { group: PatchGroup, os: OperatingSystem, baseline: BaselineId };
  });
  const defaults = [...region.defaults.rows()].map((row) => [row.OperatingSystem, row.BaselineId] as const);
  const parameters = [...region.parameters.rows()].map(({ Name, Value }) => [Name, JSON.parse(Value)] as const);
  const nodes = [...region.nodes.rows()].map(({ InstanceId: id, Tags: own }) => {
    return [id, { ...tagsIn(own), ...tags('ManagedInstance', id) }] as const;
  });
  return structuredClone({
    windows,
    baselines,
    groups,
    defaults: Object.fromEntries(defaults),
    parameters: Object.fromEntries(parameters),
    nodes: Object.fromEntries(nodes),
  });
}

/** What AWS answers where nothing is said. */
const unsaid: Readonly<Record<string, unknown>> = {
  EnableNonSecurity: false,
  ApprovedPatchesEnableNonSecurity: false,
  ApprovedPatchesComplianceLevel: 'UNSPECIFIED',
  RejectedPatchesAction: 'ALLOW_AS_DEPENDENCY',
  CutoffBehavior: 'CONTINUE_TASK',
};

/** Whether a member says no more than if it were missing. */
const isNothing = (key: string, member: unknown): boolean =>
  member === undefined || member === unsaid[key] || (typeof member === 'object' && textOf(member).length === 2);

/** A value whose text is the same where it means the same: members in order, those that say nothing left out. */
function ordered(value: unknown): unknown {
  if (value instanceof Uint8Array) return [...value];
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([key, member]) => !isNothing(key, member));
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, ordered(each)]));
}

/** One text for what is equal. */
export const textOf = (value: unknown): string => JSON.stringify(ordered(value));

/** What is equal in both has the same lines, whatever the ids of what was made; what refers to an id has a text in its place. */
export function linesOf({ windows, baselines, groups, defaults, parameters, nodes }: Held): string[] {
  const baselineText = new Map(baselines.map(({ id, fields, tags }) => [id, textOf([fields, tags])]));
  const standsFor = (id: string): string => baselineText.get(id) ?? id;
  return [
    ...windows.flatMap(({ fields, tags, targets, tasks }) => {
      const targetText = new Map(targets.map((target) => [target.id, textOf(target.fields)]));
      const inPlace = (text: string): string =>
        [...targetText].reduce((changed, [id, target]) => changed.replaceAll(JSON.stringify(id), target), text);
      const parts = [...targetText.values(), ...tasks.map((task) => inPlace(textOf(task.fields)))].sort();
      return `window ${textOf(fields)} ${textOf(tags)} ${parts.join(' ')}`;
    }),
    ...[...baselineText.values()].map((text) => `baseline ${text}`),
    ...groups.map(({ group, os, baseline }) => `group ${group} ${os} ${standsFor(baseline)}`),
    ...Object.entries(defaults).map(([os, id]) => `default ${os} ${standsFor(id)}`),
    ...Object.entries(parameters).map(([name, value]) => `parameter ${name} ${textOf(value)}`),
    ...Object.entries(nodes).map(([id, tags]) => `node ${id} ${textOf(tags)}`),
  ].sort();
}

/** Every id of what is in the account. */
export function idsIn({ windows, baselines }: Held): string[] {
  return [
    ...windows.flatMap(({ id, targets, tasks }) => [id, ...[...targets, ...tasks].map((part) => part.id)]),
    ...baselines.map(({ id }) => id),
  ];
}
