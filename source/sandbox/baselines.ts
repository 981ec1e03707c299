/** Patch baselines, AWS's own and the account's, and patch groups: which baseline each has, and how its nodes stand. */
import type { OperatingSystem as System } from '../plan/baseline/baseline.js';
import { hasApprovalDelay } from '../plan/baseline/operating-system.js';
import type { Region } from './account.js';
import { ApiError, validationError } from './api-error.js';
import { findBaseline, isPredefined, ownBaselineId, predefinedIn } from './baseline-id.js';
import { checkQuota, epochSeconds, resourceId } from './context.js';
import { type Entries, listing } from './listing.js';
import { Baseline, BaselineId } from './model/baselines.js';
import { ClientToken, filtered, OperatingSystem, PatchGroup, Tags } from './model/common.js';
import { hasTag, nodeTags } from './nodes.js';
import { operation, updated } from './operation.js';
import { checkFilters } from './patch-properties.js';
import type { BaselineRow, NodeRow } from './rows.js';
import { boolean, structure } from './shape.js';
import { checkNewTags, deleteTags, putTags } from './tags.js';
import { optionalDate } from './window-schedule.js';

/** The id of the baseline that nodes of this system have when no group says otherwise. */
export function defaultBaselineId(region: Region, operatingSystem: System): string {
  const own = region.defaults.get(operatingSystem);
  if (own !== undefined) return own.BaselineId;
  for (const baseline of predefinedIn(region).values()) {
    if (baseline.isDefault && baseline.OperatingSystem === operatingSystem) return baseline.BaselineId;
  }
  throw validationError(`There is no default patch baseline for ${operatingSystem}`);
}

/** How lists show a baseline: under other names than GetPatchBaseline does. */
export function baselineIdentity(region: Region, baseline: BaselineRow): object {
  return {
    BaselineId: baseline.BaselineId,
    BaselineName: baseline.Name,
    OperatingSystem: baseline.OperatingSystem,
    BaselineDescription: baseline.Description,
    DefaultBaseline: defaultBaselineId(region, baseline.OperatingSystem) === baseline.BaselineId,
  };
}

/** Filters select by what there is; each rule has one of ApproveAfterDays and ApproveUntilDate, or none where delays have no effect (members of PatchRule). */
function checkRules({ ApprovalRules: rules, GlobalFilters, OperatingSystem: operatingSystem }: BaselineRow): void {
  checkFilters(operatingSystem, [GlobalFilters, ...(rules?.PatchRules ?? []).map((rule) => rule.PatchFilterGroup)]);
  for (const { ApproveAfterDays: days, ApproveUntilDate: date } of rules?.PatchRules ?? []) {
    if (days !== undefined && date !== undefined) {
      throw validationError('A patch rule can have ApproveAfterDays or ApproveUntilDate, not both');
    }
    if (days === undefined && date === undefined && hasApprovalDelay(operatingSystem)) {
      throw validationError('A patch rule needs ApproveAfterDays or ApproveUntilDate');
    }
    if (date !== undefined && (date.includes('T') || optionalDate(date) === undefined)) {
      throw validationError(`ApproveUntilDate must be a date in the form YYYY-MM-DD: ${date}`);
    }
  }
}

/** A baseline with the values that AWS shows for what was not given (sample of GetPatchBaseline). */
function shownBaseline(region: Region, { isDefault: _, ...baseline }: BaselineRow & { readonly isDefault?: boolean }) {
  return {
    GlobalFilters: { PatchFilters: [] },
    ApprovedPatches: [],
    ApprovedPatchesComplianceLevel: 'UNSPECIFIED',
    ApprovedPatchesEnableNonSecurity: false,
    RejectedPatches: [],
    RejectedPatchesAction: 'ALLOW_AS_DEPENDENCY',
    Sources: [],
    ...baseline,
    ApprovalRules: {
      PatchRules: (baseline.ApprovalRules?.PatchRules ?? []).map((rule) => ({
        ComplianceLevel: 'UNSPECIFIED',
        EnableNonSecurity: false,
        ...rule,
      })),
    },
    PatchGroups: region.registrations.rowsOf(baseline.BaselineId).map(({ PatchGroup }) => PatchGroup),
  };
}

function* allBaselines(region: Region): Entries<BaselineRow> {
  const predefined = [...predefinedIn(region).values()];
  for (const [index, baseline] of predefined.entries()) yield [index - predefined.length, baseline];
  yield* region.baselines.entries();
}

/** Throws ValidationException for one of AWS's. */
function refusePredefined(region: Region, id: string): void {
  if (isPredefined(region, id)) throw validationError(`${id} is owned by AWS and cannot be changed or deleted`);
}

const oneBaseline = structure({ BaselineId }, ['BaselineId']);

export const baselineOperations = {
  CreatePatchBaseline: operation(
    structure({ OperatingSystem, ...Baseline.members, ClientToken, Tags }, Baseline.required),
    (region, { Tags: tags, OperatingSystem: system = 'WINDOWS', ...members }, context) => {
      const id = resourceId('pb', context);
      const CreatedDate = epochSeconds(context.now);
      const dates = { CreatedDate, ModifiedDate: CreatedDate };
      const baseline: BaselineRow = { BaselineId: id, ...members, OperatingSystem: system, ...dates };
      checkRules(baseline);
      checkNewTags(tags);
      checkQuota(context, 'baselines', region.baselines.size + 1, 'patch baselines');
      region.baselines.put(id, baseline);
      putTags(region, 'PatchBaseline', id, tags);
      return { BaselineId: id };
    },
  ),

  GetPatchBaseline: operation(oneBaseline, (region, { BaselineId: id }) =>
    shownBaseline(region, findBaseline(region, id)),
  ),

  /** AWS's baselines before the account's own ones; OWNER takes `AWS`, `Self` and the user guide's `All`. */
  DescribePatchBaselines: listing({
    input: structure(filtered({ min: 1, max: 100 })),
    as: 'BaselineIdentities',
    pageSize: 100,
    entries: (region) => allBaselines(region),
    filters: {
      NAME_PREFIX: ({ Name }, value) => Name.startsWith(value),
      OWNER: (baseline, value) => value === 'All' || value === ('isDefault' in baseline ? 'AWS' : 'Self'),
      OPERATING_SYSTEM: (baseline, value) => baseline.OperatingSystem === value,
    },
    shown: (baseline, region) => baselineIdentity(region, baseline),
  }),

  /** The operating system cannot be changed: it is no member of the update. */
  UpdatePatchBaseline: operation(
    structure({ BaselineId, ...Baseline.members, Replace: boolean }, ['BaselineId']),
    (region, { BaselineId: given, ...input }, { now }) => {
      refusePredefined(region, given);
      const changed = updated<BaselineRow>(findBaseline(region, given), input, Baseline);
      const baseline: BaselineRow = { ...changed, ModifiedDate: epochSeconds(now) };
      checkRules(baseline);
      region.baselines.put(baseline.BaselineId, baseline);
      const { PatchGroups: _groups, ...output } = shownBaseline(region, baseline);
      return output;
    },
  ),

  /**
   * Throws ResourceInUseException for a baseline with patch groups or that is a default. The model has no error for a
   * baseline that is not there.
   */
  DeletePatchBaseline: operation(oneBaseline, (region, { BaselineId: given }) => {
    refusePredefined(region, given);
    const id = ownBaselineId(region, given) ?? given;
    const groups = region.registrations.rowsOf(id).map(({ PatchGroup }) => PatchGroup);
    if (groups.length > 0) {
      throw new ApiError('ResourceInUseException', `The patch baseline is used for patch group: ${groups.join(', ')}`);
    }
    const system = region.baselines.get(id)?.OperatingSystem;
    if (system !== undefined && region.defaults.get(system)?.BaselineId === id) {
      throw new ApiError('ResourceInUseException', `The patch baseline is the default of ${system}`);
    }
    deleteTags(region, 'PatchBaseline', id);
    region.baselines.delete(id);
    return { BaselineId: given };
  }),

  GetDefaultPatchBaseline: operation(
    structure({ OperatingSystem }),
    (region, { OperatingSystem: system = 'WINDOWS' }) => ({
      BaselineId: defaultBaselineId(region, system),
      OperatingSystem: system,
    }),
  ),

  RegisterDefaultPatchBaseline: operation(oneBaseline, (region, { BaselineId: given }) => {
    const { BaselineId: id, OperatingSystem: system } = findBaseline(region, given);
    region.defaults.put(system, { OperatingSystem: system, BaselineId: id });
    return { BaselineId: id };
  }),
};

function registrationKey(operatingSystem: string, group: string): string {
  return `${operatingSystem} ${group}`;
}

const registration = structure({ BaselineId, PatchGroup }, ['BaselineId', 'PatchGroup']);

export const patchGroupOperations = {
  /** The same pair again changes nothing; no document names an error for it. */
  RegisterPatchBaselineForPatchGroup: operation(registration, (region, { BaselineId: given, PatchGroup }, context) => {
    const { BaselineId, OperatingSystem } = findBaseline(region, given);
    const key = registrationKey(OperatingSystem, PatchGroup);
    const registered = region.registrations.get(key);
    if (registered === undefined) {
      const count = region.registrations.countOf(BaselineId) + 1;
      checkQuota(context, 'groups-per-baseline', count, `patch groups of patch baseline ${BaselineId}`);
      region.registrations.put(key, { PatchGroup, BaselineId, OperatingSystem });
    } else if (registered.BaselineId !== BaselineId) {
      throw new ApiError(
        'AlreadyExistsException',
        `Patch group ${PatchGroup} already has a baseline registered for operating system ${OperatingSystem}`,
      );
    }
    return { BaselineId, PatchGroup };
  }),

  /** InvalidResourceId, the only modelled error, stands for every pair that is not registered. */
  DeregisterPatchBaselineForPatchGroup: operation(registration, (region, pair) => {
    const id = isPredefined(region, pair.BaselineId) ? pair.BaselineId : ownBaselineId(region, pair.BaselineId);
    const registrations = id === undefined ? [] : region.registrations.rowsOf(id);
    const found = registrations.find(({ PatchGroup: group }) => group === pair.PatchGroup);
    if (found === undefined) {
      throw new ApiError('InvalidResourceId', `${pair.PatchGroup} is not registered with ${pair.BaselineId}`);
    }
    region.registrations.delete(registrationKey(found.OperatingSystem, found.PatchGroup));
    return pair;
  }),

  DescribePatchGroups: listing({
    input: structure(filtered({ min: 1, max: 100 })),
    as: 'Mappings',
    pageSize: 100,
    entries: (region) => region.registrations.entries(),
    filters: {
      NAME_PREFIX: ({ PatchGroup }, value) => PatchGroup.startsWith(value),
      OPERATING_SYSTEM: ({ OperatingSystem }, value) => OperatingSystem === value,
    },
    shown: ({ PatchGroup, BaselineId }, region) => ({
      PatchGroup,
      BaselineIdentity: baselineIdentity(region, findBaseline(region, BaselineId)),
    }),
  }),

  /** The baseline that should be used: the group's, or else the default. It has no DoesNotExistException. */
  GetPatchBaselineForPatchGroup: operation(
    structure({ PatchGroup, OperatingSystem }, ['PatchGroup']),
    (region, { PatchGroup, OperatingSystem = 'WINDOWS' }) => {
      const registered = region.registrations.get(registrationKey(OperatingSystem, PatchGroup));
      const BaselineId = registered?.BaselineId ?? defaultBaselineId(region, OperatingSystem);
      return { BaselineId, PatchGroup, OperatingSystem };
    },
  ),

  /** A node's patch group is the value of its tag `Patch Group` or `PatchGroup` (user guide, "Patch groups"). */
  DescribePatchGroupState: operation(structure({ PatchGroup }, ['PatchGroup']), (region, { PatchGroup: group }) => {
    const nodes = [...region.nodes.rows()].filter((node) =>
      ['tag:Patch Group', 'tag:PatchGroup'].some((key) => hasTag(nodeTags(region, node), key, [group])),
    );
    const count = (test: (patches: NodeRow['Patches']) => boolean) =>
      nodes.filter(({ Patches }) => test(Patches)).length;
    const incomplete = count(({ missing, failed, pendingReboot }) => missing + failed + pendingReboot > 0);
    return {
      Instances: nodes.length,
      InstancesWithInstalledPatches: nodes.length,
      InstancesWithInstalledOtherPatches: nodes.length,
      InstancesWithInstalledPendingRebootPatches: count(({ pendingReboot }) => pendingReboot > 0),
      InstancesWithInstalledRejectedPatches: 0,
      InstancesWithMissingPatches: count(({ missing }) => missing > 0),
      InstancesWithFailedPatches: count(({ failed }) => failed > 0),
      InstancesWithNotApplicablePatches: nodes.length,
      InstancesWithUnreportedNotApplicablePatches: 0,
      InstancesWithCriticalNonCompliantPatches: 0,
      InstancesWithSecurityNonCompliantPatches: incomplete,
      InstancesWithOtherNonCompliantPatches: 0,
      InstancesWithAvailableSecurityUpdates: 0,
    };
  }),
};
