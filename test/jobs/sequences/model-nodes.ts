/** The model of nodes put into groups, taken out of them, and spread: as the documentation has it. */
import { recordName } from './answers.js';
import type { Held, Tags } from './held.js';
import type { After, Backup } from './model-cleanup.js';
import { groupsOf, isOwn, isPatching } from './whose.js';

const groupKey = 'PatchGroup';
const otherKey = 'Patch Group';

type IsMeant = (tags: Tags) => boolean;

/** Nodes with a tag, or all of them, put into a group, or taken out of whichever they are in. */
export function afterNodes(before: Held, group: string | null, isMeant: IsMeant): After {
  if (group !== null && !groupNames(before).includes(group)) return { held: before, isRefused: true };
  const held = structuredClone(before);
  for (const tags of meantOf(held, isMeant)) {
    if (group !== null) tags[groupKey] = group;
    else for (const key of [groupKey, otherKey]) if (tags[key]) delete tags[key];
  }
  return withBackup(before, held);
}

/** Nodes spread over groups. Which node comes where is left to the program: what it has done has to be as the documentation says. */
export function afterSpread(before: Held, groups: readonly string[], isMeant: IsMeant): After {
  const known = groupNames(before);
  if (groups.some((group) => !known.includes(group))) return { held: before, isRefused: true };
  // Nodes stay where they are if possible.
  const isEven = !hasOthers(before, groups, isMeant) && isSpread(before, groups, isMeant);
  return {
    held: before,
    settled: (found) => {
      const held = structuredClone(before);
      for (const [id, tags] of Object.entries(held.nodes)) {
        const group = found.nodes[id]?.[groupKey];
        // Any other group than those is left for the comparison.
        if (!isEven && isMeant(before.nodes[id] ?? {}) && groups.includes(group ?? '')) tags[groupKey] = group ?? '';
      }
      const problems = isSpread(held, groups, isMeant, before) ? [] : ['the nodes are not spread evenly'];
      return { ...withBackup(before, held), problems };
    },
  };
}

const meantOf = ({ nodes }: Held, isMeant: IsMeant): Tags[] => Object.values(nodes).filter(isMeant);

/** Whether nodes are in the groups that are not spread: with them evenness is not of what is meant alone. */
function hasOthers({ nodes }: Held, groups: readonly string[], isMeant: IsMeant): boolean {
  return Object.values(nodes).some((tags) => !isMeant(tags) && groups.includes(tags[groupKey] ?? ''));
}

/**
 * Whether all that are meant are in the groups; those of one service, by their names without digits, and all together as evenly as can be,
 * where nobody else is in them.
 * @param before who is meant, where tags have changed since
 */
function isSpread(held: Held, groups: readonly string[], isMeant: IsMeant, before = held): boolean {
  const ids = Object.keys(held.nodes);
  const meant = ids.filter((id) => isMeant(before.nodes[id] ?? {}));
  const groupOf = (id: string): string => held.nodes[id]?.[groupKey] ?? '';
  if (!meant.every((id) => groups.includes(groupOf(id)))) return false;
  if (hasOthers(before, groups, isMeant)) return true;
  const serviceOf = (id: string): string => (held.nodes[id]?.Name ?? id).replace(/\d+/g, '*');
  const services = new Set(meant.map(serviceOf));
  const sets = [meant, ...[...services].map((service) => meant.filter((id) => serviceOf(id) === service))];
  return sets.every((set) => {
    const sizes = groups.map((group) => set.filter((id) => groupOf(id) === group).length);
    return Math.max(...sizes) - Math.min(...sizes) <= 1;
  });
}

/** What has changed, with its backup. */
function withBackup(before: Held, held: Held): After {
  const nodes = Object.entries(held.nodes).flatMap(([id, tags]) =>
    [groupKey, otherKey].flatMap((tagKey) => {
      const [was, after] = [before.nodes[id]?.[tagKey] ?? null, tags[tagKey] ?? null];
      return was === after ? [] : [{ id, tagKey, before: was, after }];
    }),
  );
  return nodes.length === 0 ? { held } : { held, backup: backupOfNodes(nodes) };
}

/** Groups of the record's waves, and those that a window of the plan patches. */
function groupNames({ parameters, windows }: Held): string[] {
  const record = parameters[recordName] as { waves: string[] } | undefined;
  const own = windows.filter((window) => isOwn(window) && window.tasks.some(isPatching));
  return [...(record?.waves ?? []).map((wave) => wave.split('=')[0] ?? ''), ...own.flatMap(groupsOf)];
}

function backupOfNodes(nodes: Backup['nodes']): Backup {
  return { windows: [], baselines: [], groups: [], parameters: {}, nodes, stayed: [] };
}
