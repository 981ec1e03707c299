/** Patch groups: which baseline each has, for each operating system, and how its nodes stand. */
import { ApiError } from './api-error.js';
import { findBaseline, isPredefined, ownBaselineId } from './baseline-id.js';
import { baselineIdentity, defaultBaselineId } from './baselines.js';
import { checkQuota } from './context.js';
import { listing } from './listing.js';
import { BaselineId } from './model/baselines.js';
import { filtered, OperatingSystem, PatchGroup } from './model/common.js';
import { hasTag, nodeTags } from './nodes.js';
import { operation } from './operation.js';
import type { NodeRow } from './rows.js';
import { structure } from './shape.js';

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
