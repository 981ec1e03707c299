/** Patch groups: which baseline each has, for each operating system, and how its nodes stand. */
import { ApiError, limitExceeded } from './api-error.js';
import { findBaseline, isPredefined, ownBaselineId } from './baseline-id.js';
import { baselineIdentity, defaultBaselineId } from './baselines.js';
import { operation } from './context.js';
import { matcher, select } from './filters.js';
import {
  DeregisterPatchBaselineForPatchGroupRequest,
  DescribePatchGroupStateRequest,
  DescribePatchGroupsRequest,
  GetPatchBaselineForPatchGroupRequest,
  RegisterPatchBaselineForPatchGroupRequest,
} from './model/baselines.js';
import { nodeTags } from './nodes.js';
import { paginate } from './paging.js';
import type { NodeRow, RegistrationRow } from './rows.js';

function registrationKey(operatingSystem: string, group: string): string {
  return `${operatingSystem} ${group}`;
}

/** The same pair again changes nothing; no document names an error for it. */
const registerForGroup = operation(RegisterPatchBaselineForPatchGroupRequest, (region, input, context) => {
  const { BaselineId, OperatingSystem } = findBaseline(region, input.BaselineId);
  const { PatchGroup } = input;
  const key = registrationKey(OperatingSystem, PatchGroup);
  const registered = region.registrations.get(key);
  if (registered !== undefined && registered.BaselineId !== BaselineId) {
    throw new ApiError(
      'AlreadyExistsException',
      `Patch group ${PatchGroup} already has a baseline registered for operating system ${OperatingSystem}`,
    );
  }
  if (registered === undefined) {
    const quota = context.quotas['groups-per-baseline'];
    if (region.registrations.countOf(BaselineId) >= quota) {
      throw limitExceeded(`The limit of ${quota} patch groups has been reached for patch baseline ${BaselineId}`);
    }
    region.registrations.put(key, { PatchGroup, BaselineId, OperatingSystem });
  }
  return { BaselineId, PatchGroup };
});

/** InvalidResourceId, the only modelled error, stands for every pair that is not registered. */
const deregisterForGroup = operation(
  DeregisterPatchBaselineForPatchGroupRequest,
  (region, { BaselineId, PatchGroup }) => {
    const id = isPredefined(region, BaselineId) ? BaselineId : ownBaselineId(region, BaselineId);
    for (const { OperatingSystem, PatchGroup: group } of id === undefined ? [] : region.registrations.rowsOf(id)) {
      if (group !== PatchGroup) continue;
      region.registrations.delete(registrationKey(OperatingSystem, PatchGroup));
      return { BaselineId, PatchGroup };
    }
    throw new ApiError('InvalidResourceId', `Patch group ${PatchGroup} is not registered with ${BaselineId}`);
  },
);

const describePatchGroups = operation(DescribePatchGroupsRequest, (region, input, context) => {
  const passes = matcher<RegistrationRow>(input.Filters, {
    NAME_PREFIX: ({ PatchGroup }, value) => PatchGroup.startsWith(value),
    OPERATING_SYSTEM: ({ OperatingSystem }, value) => OperatingSystem === value,
  });
  const registrations = select(region.registrations.entries(), passes);
  const { items, NextToken } = paginate(registrations, input, region, context, { pageSize: 100 });
  const mappings = items.map(({ PatchGroup, BaselineId }) => ({
    PatchGroup,
    BaselineIdentity: baselineIdentity(region, findBaseline(region, BaselineId)),
  }));
  return { Mappings: mappings, NextToken };
});

/** The baseline that should be used: the group's, or else the default. It has no DoesNotExistException. */
const getForGroup = operation(GetPatchBaselineForPatchGroupRequest, (region, input) => {
  const { PatchGroup, OperatingSystem = 'WINDOWS' } = input;
  const registered = region.registrations.get(registrationKey(OperatingSystem, PatchGroup));
  const BaselineId = registered?.BaselineId ?? defaultBaselineId(region, OperatingSystem);
  return { BaselineId, PatchGroup, OperatingSystem };
});

/** A node's patch group is the value of its tag `Patch Group` or `PatchGroup` (user guide, "Patch groups"). */
const describeGroupState = operation(DescribePatchGroupStateRequest, (region, { PatchGroup }) => {
  const nodes = [...region.nodes.rows()].filter((node) =>
    nodeTags(region, node).some(
      ({ Key, Value }) => (Key === 'Patch Group' || Key === 'PatchGroup') && Value === PatchGroup,
    ),
  );
  const count = (test: (patches: NodeRow['Patches']) => boolean) => nodes.filter(({ Patches }) => test(Patches)).length;
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
});

export const patchGroupOperations = {
  RegisterPatchBaselineForPatchGroup: registerForGroup,
  DeregisterPatchBaselineForPatchGroup: deregisterForGroup,
  DescribePatchGroups: describePatchGroups,
  GetPatchBaselineForPatchGroup: getForGroup,
  DescribePatchGroupState: describeGroupState,
};
