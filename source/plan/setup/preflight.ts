/** Preflight: everything that would go wrong or surprise, found before the first write and told all at once. */
import { freeCommand } from '../account/aws-commands.js';
import { blocking, type Finding, isBlocking, warning } from '../account/finding.js';
import { patchGroupsOf, planOf } from '../account/inventory.js';
import { quotaFindings } from '../account/quota-findings.js';
import { operatingSystemLabels } from '../baseline/baseline.js';
import { permissionSteps, unreadWords } from '../calls/refused.js';
import type { CleanupItem } from '../cleanup/items.js';
import { counted, isOrAre, plural } from '../text/plural.js';
import { adoptableWindows, leftAloneWords, ownerOfGroup } from './adoption.js';
import { approvalFindings } from './approval-findings.js';
import { isLegacyTask } from './converge-task.js';
import type { DesiredResources } from './desired.js';
import { filterFindings } from './filter-findings.js';
import { activeLeftovers, windowsToSwitchOff } from './leftovers.js';
import { nodeFindings } from './node-findings.js';
import { pauseFindings } from './pauses.js';
import type { Planned } from './planned.js';
import { recordFindings } from './record.js';
import { stackFindings } from './stacks.js';
import { surplusOf } from './surplus.js';

/** All findings for a plan about to be applied, the blocking ones first. */
export function preflight(planned: Planned): Finding[] {
  const { account, operations, desired } = planned;
  const findings = [
    // Whose a group is says more than the baseline that it is registered with.
    ...groupsOfOtherPlans(planned),
    ...takenPatchGroups(planned),
    ...windowsInTheWay(planned),
    ...unknownRules(desired),
    ...quotaFindings(account, operations),
    ...nameClashes(planned),
    ...filterFindings(planned),
    ...movedRegistrations(planned),
    ...approvalFindings(planned),
    ...recordFindings(planned),
    ...pauseFindings(planned),
    ...leftoverFinding(planned),
    ...stayingFinding(planned),
    ...surplusFinding(planned),
    ...leftAloneFinding(planned),
    ...stackFindings(planned),
    ...legacyFinding(desired),
    ...nodeFindings(planned),
    ...unreadFindings(planned),
  ];
  return [...findings.filter(isBlocking), ...findings.filter((finding) => !isBlocking(finding))];
}

/** What is not known of the account. */
function unreadFindings({ account: { unread = [] } }: Planned): Finding[] {
  if (unread.length === 0) return [];
  return [warning('unread', unreadWords(unread), permissionSteps(unread))];
}

/**
 * A patch group has one baseline per operating system; RegisterPatchBaselineForPatchGroup answers AlreadyExists. Groups of
 * one baseline are one finding.
 */
function takenPatchGroups({ desired, account }: Planned): Finding[] {
  const adoptable = new Set(adoptableWindows(account).flatMap(patchGroupsOf));
  return desired.baselines.flatMap(({ definition: { OperatingSystem: os }, patchGroups, existing, takenBack }) => {
    const taken = account.patchGroups.filter(
      ({ operatingSystem, patchGroup, baselineId }) =>
        operatingSystem === os &&
        patchGroups.includes(patchGroup) &&
        baselineId !== existing?.id &&
        !takenBack.has(patchGroup),
    );
    const byBaseline = new Map(taken.map(({ baselineId, baselineName }) => [baselineId, baselineName]));
    return [...byBaseline].map(([id, name]) => {
      const groups = taken.filter(({ baselineId }) => baselineId === id).map(({ patchGroup }) => patchGroup);
      const noun = plural(groups.length, 'group');
      const quoted = groups.map((group) => `"${group}"`).join(', ');
      const message = `The patch ${noun} ${quoted} ${isOrAre(groups.length)} already registered with the baseline ${name} (${id}) for ${operatingSystemLabels[os]}.`;
      const canAdopt = groups.some((group) => adoptable.has(group));
      return blocking('patch-group-taken', message, [
        ...(canAdopt ? [`To take over the windows that patch ${themOf(groups)}: --adopt`] : []),
        'Choose other waves, or leave this operating system out of the plan.',
        `Or deregister the ${noun}: ${freeCommand(id, groups, account.connection)}`,
      ]);
    });
  });
}

/** A group that two plans have would be patched by both, and its registrations would go back and forth. */
function groupsOfOtherPlans({ document: { plan, waves }, account }: Planned): Finding[] {
  return waves.flatMap(({ name, patchGroup }) => {
    const other = ownerOfGroup(patchGroup, account, plan);
    if (other === undefined) return [];
    const message = `The patch group "${patchGroup}" of wave ${name} already belongs to plan ${other}.`;
    const nextSteps = [`Choose another group for the wave, or remove the group from plan ${other} first.`];
    return [blocking('patch-group-of-other-plan', message, nextSteps)];
  });
}

/** A second window for the same nodes helps nobody. */
function windowsInTheWay({ document: { plan }, desired, account }: Planned): Finding[] {
  const found = desired.windows.flatMap(({ inTheWay }) => inTheWay ?? []);
  if (found.length === 0) return [];
  const message =
    found.length === 1
      ? `A window that belongs to no plan already has the name and patch group of a wave of plan ${plan}: ${listed(found)}.`
      : `${found.length} windows that belong to no plan already have the names and patch groups of waves of plan ${plan}: ${listed(found)}.`;
  const canAdopt = adoptableWindows(account, plan).some((window) => found.includes(window));
  return [
    blocking('adoptable', message, [
      ...(canAdopt ? [`To take ${themOf(found)} over as ${found.length === 1 ? 'it is' : 'they are'}: --adopt`] : []),
      'Or give the plan other waves, so that no node is patched by two windows.',
    ]),
  ];
}

/** Rules that only a file knows: without it a baseline cannot be made again, and a change of it cannot be taken back. */
function unknownRules({ unknownRules: missing, baselines }: DesiredResources): Finding[] {
  return [
    ...missing.map(({ fileName, operatingSystem }) => {
      const message = `The rules for ${operatingSystemLabels[operatingSystem]} come from the file ${fileName}, and no baseline of the plan still has them.`;
      return blocking('rules-unknown', message, [`Give the file again: --baseline-file ${fileName}`]);
    }),
    ...baselines.flatMap(({ changedSince, definition, existing }) => {
      if (changedSince === undefined) return [];
      const message = `The baseline ${definition.Name} (${existing?.id}) no longer has the rules from ${changedSince}. It stays as it is, because only the file has them.`;
      return [
        warning('rules-changed', message, [`To restore them, give the file again: --baseline-file ${changedSince}`]),
      ];
    }),
  ];
}

/** Window names are not unique in AWS, so a clash confuses people, not machines. */
function nameClashes({ document: { plan }, desired, account }: Planned): Finding[] {
  const names = new Set(desired.windows.map(({ definition }) => definition.Name));
  const found = new Set(desired.windows.flatMap(({ existing, inTheWay }) => [existing?.id, inTheWay?.id]));
  const clashes = account.windows.filter(
    (window) => names.has(window.name) && planOf(window) !== plan && !found.has(window.id),
  );
  if (clashes.length === 0) return [];
  const message =
    clashes.length === 1
      ? `A window with the same name already exists outside plan ${plan}: ${listed(clashes)}. It stays as it is.`
      : `Windows with the same names already exist outside plan ${plan}: ${listed(clashes)}. They stay as they are.`;
  const nextSteps = ['Nodes that both windows select would be patched twice.'];
  return [warning('window-name-in-use', message, nextSteps)];
}

/** Without consent a run adds and changes, it never deletes: what the plan wanted before goes on patching. */
function leftoverFinding({ document, leftovers, consent }: Planned): Finding[] {
  if (leftovers.length === 0 || consent.prune) return [];
  const { plan } = document;
  const others = leftovers.filter(({ kind }) => kind !== 'registration');
  const registrations = leftovers.length - others.length;
  const all = [
    ...others.map(named),
    ...(registrations > 0 ? [`${registrations} patch group ${plural(registrations, 'registration')}`] : []),
  ].join(', ');
  const off = new Set(consent.disable ? windowsToSwitchOff(leftovers).map(({ id }) => id) : []);
  const goesOn = leftovers.some((item) => 'window' in item && item.window.enabled && !off.has(item.id));
  const isActive = activeLeftovers(leftovers, document).some(({ kind }) => kind === 'registration');
  const isOne = leftovers.length === 1;
  const rest = goesOn
    ? isOne
      ? 'still patches'
      : 'windows among them still patch'
    : isActive
      ? `${isOne ? 'its rules are' : 'their rules are'} still used`
      : `nothing uses ${themOf(leftovers)}`;
  const message = `Plan ${plan} no longer needs ${counted(leftovers.length, 'thing')} that it created. ${isOne ? 'It stays' : 'They stay'}, and ${rest}: ${all}.`;
  const nextSteps = [`To delete ${themOf(leftovers)} after everything else, with a backup: --prune`];
  return [warning('no-longer-wanted', message, nextSteps)];
}

/** With consent everything else goes, so what stays is told with its reason. */
function stayingFinding({ document: { plan }, staying, consent }: Planned): Finding[] {
  if (staying.length === 0 || !consent.prune) return [];
  const reasons = [...new Set(staying.map(({ why }) => why))].map((reason) => {
    const names = staying.filter(({ why }) => why === reason).map(({ item }) => item.name);
    return `${names.join(', ')} (${reason})`;
  });
  const what = staying.length === 1 ? 'this thing, but it stays' : 'these things, but they stay';
  const message = `Plan ${plan} no longer needs ${what}: ${reasons.join('; ')}.`;
  return [warning('leftover-stays', message)];
}

/** What a wave has twice and no set-up takes away, since it does not say that it is the plan's, or may not go. */
function surplusFinding({ document: { plan }, desired, leftovers, staying }: Planned): Finding[] {
  const named = new Set([...leftovers, ...staying.map(({ item }) => item)].map(resourceId));
  const found = desired.windows.flatMap((window) => surplusOf(plan, window)).filter(({ id }) => !named.has(id));
  if (found.length === 0) return [];
  const nextSteps = ['Nodes may be patched twice, and a set-up does not end that. Delete the extra ones by hand.'];
  return [warning('surplus', found.map(({ message }) => message).join(' '), nextSteps)];
}

/** What taking over does not take. */
function leftAloneFinding({ takenOver: { leftAlone } }: Planned): Finding[] {
  return leftAlone.length === 0 ? [] : [warning('not-adoptable', leftAloneWords(leftAlone))];
}

/** Somebody has registered a group of this plan with another baseline since; it is taken back. */
function movedRegistrations({ document: { plan }, desired: { baselines }, account }: Planned): Finding[] {
  const own = new Set(account.baselines.filter((each) => planOf(each) === plan).map(({ id }) => id));
  const moved = baselines.map(({ definition, takenBack }) => ({
    definition,
    others: [...takenBack].filter(([, id]) => !own.has(id)),
  }));
  return moved.flatMap(({ definition, others }) =>
    others.map(([patchGroup, other]) =>
      warning(
        'registration-moved',
        `Someone registered the patch group "${patchGroup}" of this plan with ${other}. It will be registered with ${definition.Name} again.`,
      ),
    ),
  );
}

function legacyFinding({ windows }: DesiredResources): Finding[] {
  const names = windows.flatMap(({ existing }) => (existing?.tasks.some(isLegacyTask) ? [existing.name] : []));
  if (names.length === 0) return [];
  const message = `${names.join(', ')}: AWS-ApplyPatchBaseline patches only Windows and is no longer supported. AWS-RunPatchBaseline replaces it.`;
  return [warning('legacy-document', message)];
}

/** A target's, whose item is called after its window too. */
function resourceId(item: CleanupItem): string {
  return item.kind === 'target' ? item.target.id : item.id;
}

interface Named {
  readonly name: string;
  readonly id: string;
}

function named({ name, id }: Named): string {
  return `${name} (${id})`;
}

function themOf({ length }: readonly unknown[]): 'it' | 'them' {
  return length === 1 ? 'it' : 'them';
}

function listed(resources: readonly Named[]): string {
  return resources.map(named).join(', ');
}
