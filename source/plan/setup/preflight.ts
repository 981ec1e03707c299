/** Preflight: everything that would go wrong or surprise, found before the first write and told all at once. */
import { freeCommand } from '../account/aws-commands.js';
import { type Finding, isBlocking } from '../account/finding.js';
import { patchGroupsOf, planOf, stackOf } from '../account/inventory.js';
import { quotaFindings } from '../account/quota-findings.js';
import { operatingSystemLabels } from '../baseline/baseline.js';
import { hasPatchProperty, patchProperties } from '../baseline/operating-system.js';
import { plural } from '../text/plural.js';
import { adoptableWindows, ownerOfGroup } from './adoption.js';
import { isLegacyTask } from './converge-task.js';
import type { DesiredResources } from './desired.js';
import { leftAloneWords } from './left-alone.js';
import { nodeFindings } from './node-findings.js';
import { pauseFindings } from './pause-findings.js';
import type { Planned } from './planned.js';
import { recordFindings } from './record-findings.js';

/** All findings for a plan about to be applied, the blocking ones first. */
export function preflight(planned: Planned): Finding[] {
  const { account, operations } = planned;
  const findings = [
    // Whose a group is says more than the baseline that it is registered with.
    ...groupsOfOtherPlans(planned),
    ...takenPatchGroups(planned),
    ...windowsInTheWay(planned),
    ...unknownRules(planned),
    ...quotaFindings(account, operations),
    ...nameClashes(planned),
    ...foreignProperties(planned.desired),
    ...movedRegistrations(planned.desired),
    ...recordFindings(planned),
    ...pauseFindings(planned),
    ...leftoverFinding(planned),
    ...stayingFinding(planned),
    ...leftAloneFinding(planned),
    ...stackFinding(planned),
    ...legacyFinding(planned.desired),
    ...nodeFindings(planned),
  ];
  return [...findings.filter(isBlocking), ...findings.filter((finding) => !isBlocking(finding))];
}

/**
 * A patch group has one baseline per operating system; RegisterPatchBaselineForPatchGroup answers AlreadyExists. Groups of
 * one baseline are one finding.
 */
function takenPatchGroups({ desired, account }: Planned): Finding[] {
  const adoptable = new Set(adoptableWindows(account).flatMap(patchGroupsOf));
  return desired.baselines.flatMap(({ definition, patchGroups, existing, takenBack }) => {
    const taken = account.patchGroups.filter(
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
          ...(groups.some((group) => adoptable.has(group))
            ? ['Take over the windows that patch them: --adopt, or its tick on the review.']
            : []),
          'Choose other waves, or leave this operating system out of the plan.',
          `Or free the ${plural(groups.length, 'group')}: ${freeCommand(baselineId, groups)}`,
        ],
      };
    });
  });
}

/** A group that two plans have would be patched by both, and its registrations would go back and forth. */
function groupsOfOtherPlans({ desired, account }: Planned): Finding[] {
  const { plan, waves } = desired.document;
  return waves.flatMap(({ name, patchGroup }) => {
    const other = ownerOfGroup(patchGroup, account, plan);
    if (other === undefined) return [];
    return [
      {
        severity: 'blocking' as const,
        code: 'patch-group-of-other-plan',
        message: `The patch group "${patchGroup}" of the wave ${name} is one of plan ${other} already.`,
        nextSteps: [`Give the wave another group, or take it out of plan ${other} first.`],
      },
    ];
  });
}

/** A second window for the same nodes helps nobody. */
function windowsInTheWay({ desired }: Planned): Finding[] {
  const found = desired.windows.flatMap(({ inTheWay }) => inTheWay ?? []);
  if (found.length === 0) return [];
  const listed = found.map(({ name, id }) => `${name} (${id})`).join(', ');
  const verb = found.length === 1 ? 'is' : 'are';
  return [
    {
      severity: 'blocking',
      code: 'adoptable',
      message: `${found.length} ${plural(found.length, 'window')} of nobody's plan ${verb} called and ${verb} patching as plan ${desired.document.plan} wants its own: ${listed}.`,
      nextSteps: [
        'Take them over as they are: --adopt, or its tick on the review.',
        'Or give the plan other waves, so that no node is patched by two windows.',
      ],
    },
  ];
}

/** Rules that only a file knows: without it a baseline cannot be made again, and a change of it cannot be taken back. */
function unknownRules({ desired }: Planned): Finding[] {
  const missing = desired.unknownRules.map(
    ({ fileName, operatingSystem }): Finding => ({
      severity: 'blocking',
      code: 'rules-unknown',
      message: `The rules for ${operatingSystemLabels[operatingSystem]} come from the file ${fileName}, and no baseline of the plan has them any more.`,
      nextSteps: [`Give the file again: --baseline-file ${fileName}`],
    }),
  );
  const changed = desired.baselines.flatMap(({ changedSince, definition, existing }): Finding[] => {
    if (changedSince === undefined) return [];
    return [
      {
        severity: 'warning',
        code: 'rules-changed',
        message: `The baseline ${definition.Name} (${existing?.id}) no longer has the rules of ${changedSince}; it stays as it is, for only the file knows them.`,
        nextSteps: [`To have them back, give the file again: --baseline-file ${changedSince}`],
      },
    ];
  });
  return [...missing, ...changed];
}

/** Window names are not unique in AWS, so a clash confuses people, not machines. */
function nameClashes({ desired, account }: Planned): Finding[] {
  const { plan } = desired.document;
  const names = new Set(desired.windows.map((window) => window.definition.Name));
  const found = new Set(desired.windows.flatMap(({ existing, inTheWay }) => [existing?.id, inTheWay?.id]));
  const clashes = account.windows.filter(
    (window) => names.has(window.name) && planOf(window) !== plan && !found.has(window.id),
  );
  if (clashes.length === 0) return [];
  const listed = clashes.map((window) => `${window.name} (${window.id})`).join(', ');
  return [
    {
      severity: 'warning',
      code: 'window-name-in-use',
      message: `Windows of the same name exist already and are not part of plan ${plan}: ${listed}. They stay as they are.`,
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
function leftoverFinding({ desired, leftovers, consent }: Planned): Finding[] {
  if (leftovers.length === 0 || consent.prune) return [];
  const registrations = leftovers.filter(({ kind }) => kind === 'registration').length;
  const listed = [
    ...leftovers.filter(({ kind }) => kind !== 'registration').map(({ name, id }) => `${name} (${id})`),
    ...(registrations > 0 ? [`${registrations} patch group ${plural(registrations, 'registration')}`] : []),
  ].join(', ');
  return [
    {
      severity: 'warning',
      code: 'no-longer-wanted',
      message: `Plan ${desired.document.plan} made ${leftovers.length} ${plural(leftovers.length, 'thing')} that it no longer wants; they stay, and windows go on patching: ${listed}.`,
      nextSteps: ['To delete them after the rest, with a backup: --prune, or its tick on the review.'],
    },
  ];
}

/** With consent everything else goes, so what stays is told with its reason. */
function stayingFinding({ desired, staying, consent }: Planned): Finding[] {
  if (staying.length === 0 || !consent.prune) return [];
  const reasons = [...new Set(staying.map(({ why }) => why))].map((reason) => {
    const names = staying.filter(({ why }) => why === reason).map(({ item }) => item.name);
    return `${names.join(', ')} (${reason})`;
  });
  return [
    {
      severity: 'warning',
      code: 'leftover-stays',
      message: `Plan ${desired.document.plan} no longer wants these, and they stay all the same: ${reasons.join('; ')}.`,
      nextSteps: [],
    },
  ];
}

/** What taking over does not take. */
function leftAloneFinding({ leftAlone }: Planned): Finding[] {
  if (leftAlone.length === 0) return [];
  return [{ severity: 'warning', code: 'not-adoptable', message: leftAloneWords(leftAlone), nextSteps: [] }];
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

/** What a stack has made, it wants as its template says. */
function stackFinding({ desired }: Planned): Finding[] {
  const existing = [...desired.windows, ...desired.baselines].flatMap((each) => each.existing ?? []);
  const found = existing.flatMap((resource) => {
    const stack = stackOf(resource);
    return stack === undefined ? [] : [`${resource.name} (${resource.id}) is of the CloudFormation stack ${stack}`];
  });
  if (found.length === 0) return [];
  const message = `${found.join('; ')}: a change from here is drift there, and the stack's next update takes it back.`;
  return [
    {
      severity: 'warning',
      code: 'stack',
      message,
      nextSteps: ['Change it in the stack, or take it out of the stack.'],
    },
  ];
}

function legacyFinding({ windows }: DesiredResources): Finding[] {
  const names = windows.flatMap(({ existing }) => (existing?.tasks.some(isLegacyTask) ? [existing.name] : []));
  if (names.length === 0) return [];
  const message = `${names.join(', ')}: AWS-ApplyPatchBaseline patches Windows only and is no longer supported; AWS-RunPatchBaseline takes its place.`;
  return [{ severity: 'warning', code: 'legacy-document', message, nextSteps: [] }];
}
