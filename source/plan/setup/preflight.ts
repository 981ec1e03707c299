/** Preflight: everything that would go wrong or surprise, found before the first write and said all at once. */

import { type Finding, isBlocking } from '../account/finding.js';
import { type Inventory, type InventoryWindow, isPatchGroupKey, patchGroupsOf, planOf } from '../account/inventory.js';
import type { Operation } from '../account/operations.js';
import { quotaFindings } from '../account/quota-findings.js';
import { sharedNodesWords } from '../account/shared-nodes.js';
import { operatingSystemLabels } from '../baseline/baseline.js';
import { hasPatchProperty, patchProperties } from '../baseline/operating-system.js';
import type { CleanupItem } from '../cleanup/items.js';
import { freeCommand, tagCommand } from '../spec/aws-commands.js';
import { nodesPerRun } from '../spec/capacity.js';
import { plural } from '../text/plural.js';
import type { DesiredResources } from './desired.js';
import { type LeftAlone, leftAloneStep, leftAloneWords } from './script-windows.js';
import type { Staying } from './unwanted.js';

/** What is checked before the first write. */
export interface Planned {
  readonly desired: DesiredResources;
  readonly inventory: Inventory;
  readonly operations: readonly Operation[];
  readonly unwanted: readonly CleanupItem[];
  /** What is not wanted either and cannot go. */
  readonly staying: readonly Staying[];
  /** Windows of the original scripts at dates of the plan, and at other dates. */
  readonly adoptable: readonly InventoryWindow[];
  readonly adoptableElsewhere: readonly InventoryWindow[];
  /** Those that taking over would change. */
  readonly leftAlone: readonly LeftAlone[];
  readonly consent: { readonly prune: boolean; readonly adopt: boolean };
  /** For commands to copy. */
  readonly region?: string | undefined;
}

/** All findings for a plan about to be applied, the blocking ones first. */
export function preflight(planned: Planned): Finding[] {
  const { desired, inventory, operations, region } = planned;
  const findings = [
    ...takenPatchGroups(planned),
    ...quotaFindings(inventory, operations),
    ...nameClashes(desired, inventory),
    ...foreignProperties(desired),
    ...movedRegistrations(desired),
    ...unwantedFinding(planned),
    ...stayingFinding(planned),
    ...adoptableFinding(planned),
    ...sharedBaselines(desired),
    ...sharedNodes(desired, inventory),
    ...emptyGroups(desired, inventory, region),
    ...crowdedGroups(desired, inventory),
  ];
  return [...findings.filter(isBlocking), ...findings.filter((finding) => !isBlocking(finding))];
}

/**
 * A patch group has one baseline per operating system; RegisterPatchBaselineForPatchGroup answers AlreadyExists. Groups of
 * one baseline are one finding.
 */
function takenPatchGroups({ desired, inventory, adoptable, consent }: Planned): Finding[] {
  const ofScripts = new Set(consent.adopt ? [] : adoptable.flatMap(patchGroupsOf));
  return desired.baselines.flatMap(({ definition, patchGroups, existing, takenBack }) => {
    const taken = inventory.patchGroups.filter(
      (row) =>
        row.operatingSystem === definition.OperatingSystem &&
        patchGroups.includes(row.patchGroup) &&
        row.baselineId !== existing?.id &&
        !takenBack.has(row.patchGroup),
    );
    return [...new Set(taken.map(({ baselineId }) => baselineId))].map((baselineId) => {
      const rows = taken.filter((row) => row.baselineId === baselineId);
      const groups = rows.map(({ patchGroup }) => patchGroup);
      const named = groups.map((group) => `"${group}"`).join(', ');
      const verb = groups.length === 1 ? 'is' : 'are';
      return {
        severity: 'blocking' as const,
        code: 'patch-group-taken',
        message: `The patch ${plural(groups.length, 'group')} ${named} ${verb} already registered with the baseline ${rows[0]?.baselineName} (${baselineId}) for ${operatingSystemLabels[definition.OperatingSystem]}.`,
        nextSteps: [
          ...(groups.some((group) => ofScripts.has(group))
            ? ['Take over what the original scripts made: --adopt, or its tick on the review.']
            : []),
          'Choose other dates, or leave this operating system out of the plan.',
          `Or free the ${plural(groups.length, 'group')}: ${freeCommand(baselineId, groups)}`,
        ],
      };
    });
  });
}

/** Window names are not unique in AWS, so a clash confuses people, not machines. */
function nameClashes(desired: DesiredResources, inventory: Inventory): Finding[] {
  const names = new Set(desired.windows.map((window) => window.definition.Name));
  const clashes = inventory.windows.filter((window) => names.has(window.name) && planOf(window) !== desired.plan);
  if (clashes.length === 0) return [];
  const listed = clashes.map((window) => `${window.name} (${window.id})`).join(', ');
  return [
    {
      severity: 'warning',
      code: 'window-name-in-use',
      message: `Windows of the same name exist already and are not part of plan ${desired.plan}: ${listed}. They stay as they are.`,
      nextSteps: ['If they patch the same nodes, those nodes would be patched by both.'],
    },
  ];
}

/** AWS does not say what a rule does that asks for a property that the system's patches do not have; hardly what was meant. */
function foreignProperties({ baselines }: DesiredResources): Finding[] {
  const asked = baselines.flatMap(({ definition: { OperatingSystem: os, ApprovalRules, GlobalFilters } }) => {
    const groups = [GlobalFilters, ...(ApprovalRules?.PatchRules ?? []).map((rule) => rule.PatchFilterGroup)];
    const keys = groups.flatMap((group) => group?.PatchFilters ?? []).map(({ Key }) => Key);
    return keys.filter((key) => !hasPatchProperty(os, key)).map((key) => [`${os} ${key}`, { os, key }] as const);
  });
  // Once, though a baseline may be split and its rules may ask for the same.
  return [...new Map(asked).values()].map(({ os, key }) => ({
    severity: 'warning',
    code: 'foreign-patch-property',
    message: `A rule for ${operatingSystemLabels[os]} selects patches by ${key}, which patches for that system do not have: it may approve nothing.`,
    nextSteps: [`Select by one of ${patchProperties(os).join(', ')}.`],
  }));
}

/** Without consent a run adds and changes, it never deletes: what the plan wanted before goes on patching. */
function unwantedFinding({ desired, unwanted, consent }: Planned): Finding[] {
  if (unwanted.length === 0 || consent.prune) return [];
  const registrations = unwanted.filter(({ kind }) => kind === 'registration').length;
  const listed = [
    ...unwanted.filter(({ kind }) => kind !== 'registration').map(({ name, id }) => `${name} (${id})`),
    ...(registrations > 0 ? [`${registrations} patch group ${plural(registrations, 'registration')}`] : []),
  ].join(', ');
  return [
    {
      severity: 'warning',
      code: 'no-longer-wanted',
      message: `Plan ${desired.plan} made ${unwanted.length} ${plural(unwanted.length, 'thing')} that it no longer wants; they stay, and windows go on patching: ${listed}.`,
      nextSteps: ['To delete them after the rest, with a backup: --prune, or its tick on the review.'],
    },
  ];
}

/** With consent everything else goes, so what stays is said with its reason. */
function stayingFinding({ desired, staying, consent }: Planned): Finding[] {
  if (staying.length === 0 || !consent.prune) return [];
  const reasons = [...new Set(staying.map(({ why }) => why))].map((reason) => {
    const names = staying.filter(({ why }) => why === reason).map(({ item }) => item.name);
    return `${names.join(', ')} (${reason})`;
  });
  return [
    {
      severity: 'warning',
      code: 'unwanted-stays',
      message: `Plan ${desired.plan} no longer wants these, and they stay all the same: ${reasons.join('; ')}.`,
      nextSteps: [],
    },
  ];
}

function adoptableFinding({ desired, adoptable, adoptableElsewhere, leftAlone, consent }: Planned): Finding[] {
  const list = (windows: readonly InventoryWindow[]): string =>
    `${windows.length} ${plural(windows.length, 'window')} made by the original scripts (${windows.map(({ name, id }) => `${name}, ${id}`).join('; ')})`;
  const here: Finding = {
    severity: 'warning',
    code: 'adoptable',
    message: `${list(adoptable)} can be taken over into plan ${desired.plan}.`,
    nextSteps: ['To tag and update them in place of making new ones: --adopt, or its tick on the review.'],
  };
  const elsewhere: Finding = {
    severity: 'warning',
    code: 'adoptable-elsewhere',
    message: `${list(adoptableElsewhere)} have other dates than plan ${desired.plan}; they stay as they are and go on patching.`,
    nextSteps: ['To take them over too, choose their dates as well.'],
  };
  const changed: Finding = {
    severity: 'warning',
    code: 'not-adoptable',
    message: leftAloneWords(leftAlone),
    nextSteps: [leftAloneStep],
  };
  return [
    ...(adoptable.length > 0 && !consent.adopt ? [here] : []),
    ...(adoptableElsewhere.length > 0 ? [elsewhere] : []),
    ...(leftAlone.length > 0 ? [changed] : []),
  ];
}

/** Rules of a baseline that is taken over also count for groups that are not. */
function sharedBaselines({ baselines }: DesiredResources): Finding[] {
  return baselines.flatMap(({ definition, existing, registered, patchGroups }) => {
    const others = existing?.adoptedBy ? [...registered].filter((group) => !patchGroups.includes(group)) : [];
    if (others.length === 0) return [];
    const message = `The baseline ${existing?.name} (${existing?.id}) is taken over with the rules of ${definition.Name}; they count for these groups too, which are not of this plan: ${others.join(', ')}.`;
    return [{ severity: 'warning' as const, code: 'adopted-baseline-shared', message, nextSteps: [] }];
  });
}

/** Somebody has registered a group of this plan with another baseline since; it is taken back. */
function movedRegistrations({ baselines }: DesiredResources): Finding[] {
  return baselines.flatMap(({ definition, takenBack }) =>
    [...takenBack].map(([patchGroup, other]) => ({
      severity: 'warning' as const,
      code: 'registration-moved',
      message: `The patch group "${patchGroup}" of this plan was registered with ${other} by somebody since; it is registered with ${definition.Name} again.`,
      nextSteps: [],
    })),
  );
}

/** Nodes that a window of others patches too would be patched twice. */
function sharedNodes({ plan, windows }: DesiredResources, inventory: Inventory): Finding[] {
  const groups = windows.map(({ patchGroup }) => patchGroup);
  return sharedNodesWords(plan, groups, inventory).map((message) => ({
    severity: 'warning',
    code: 'nodes-in-other-window',
    message,
    nextSteps: [],
  }));
}

/** Patch groups of the plan that no node is in: their windows would patch nothing. */
function emptyGroups(desired: DesiredResources, inventory: Inventory, region: string | undefined): Finding[] {
  const nodes = inventory.nodes.length;
  const selector = desired.windows[0]?.target.Targets[0];
  if (nodes === 0 || selector === undefined || !isPatchGroupKey(selector.Key)) return [];
  const tagKey = selector.Key.replace(/^tag:/, '') as 'PatchGroup' | 'Patch Group';
  const { nodesByTagKey, nodesByGroup } = inventory;
  const groups = desired.windows.map(({ patchGroup }) => patchGroup);
  const empty = groups.filter((group) => nodesByGroup?.get(group)?.length === 0);
  const inGroups = nodesByGroup && [...nodesByGroup.values()].reduce((sum, { length }) => sum + length, 0);
  const nextSteps = [`Tag nodes, e.g.: ${tagCommand(tagKey, empty[0] ?? groups[0] ?? '', region)}`];
  if ((inGroups ?? nodesByTagKey[tagKey]) === 0) {
    const what = nodesByTagKey[tagKey] > 0 ? `a patch group of this plan in its tag ${tagKey}` : `the tag ${tagKey}`;
    const message = `None of the account's nodes (${nodes}) carries ${what} yet, so no window would patch anything.`;
    return [{ severity: 'warning', code: 'no-tagged-nodes', message, nextSteps }];
  }
  if (empty.length === 0) return [];
  const message = `No node carries ${tagKey} = ${empty.join(', ')}: ${empty.length} of ${groups.length} windows would patch nothing.`;
  return [{ severity: 'warning', code: 'empty-patch-groups', message, nextSteps }];
}

/** A group with more nodes than a run gets through would be patched over several runs, without anybody saying so. */
function crowdedGroups({ windows }: DesiredResources, { nodesByGroup }: Inventory): Finding[] {
  return windows.flatMap(({ patchGroup, definition, task }) => {
    const nodes = nodesByGroup?.get(patchGroup)?.length ?? 0;
    const capacity = nodesPerRun(
      { maxConcurrency: task.MaxConcurrency, durationHours: definition.Duration, cutoffHours: definition.Cutoff },
      nodes,
    );
    if (capacity === undefined || nodes <= capacity) return [];
    return [
      {
        severity: 'warning' as const,
        code: 'patch-group-too-large',
        message: `The patch group "${patchGroup}" has ${nodes} nodes; at about half an hour a node, one run gets through about ${capacity}.`,
        nextSteps: ['Raise --max-concurrency or --duration, or spread the nodes over more groups.'],
      },
    ];
  });
}
