/** Patch baselines: AWS's own, which nothing can change, and the account's. */
import type { OperatingSystem } from '../plan/baseline/baseline.js';
import { hasApprovalDelay } from '../plan/baseline/catalogue.js';
import type { Region } from './account.js';
import { ApiError, limitExceeded, validationError } from './api-error.js';
import { findBaseline, isPredefined, ownBaselineId, predefinedIn } from './baseline-id.js';
import { epochSeconds, operation, resourceId } from './context.js';
import { matcher, select } from './filters.js';
import { once } from './idempotency.js';
import {
  CreatePatchBaselineRequest,
  DeletePatchBaselineRequest,
  DescribePatchBaselinesRequest,
  GetDefaultPatchBaselineRequest,
  GetPatchBaselineRequest,
  RegisterDefaultPatchBaselineRequest,
  UpdatePatchBaselineRequest,
} from './model/baselines.js';
import { paginate } from './paging.js';
import type { BaselineRow } from './rows.js';
import { checkNewTags, deleteTags, putTags } from './tags.js';
import { optionalDate } from './window-schedule.js';
import { requireMembers } from './windows.js';

/** The id of the baseline that nodes of this system have when no group says otherwise. */
export function defaultBaselineId(region: Region, operatingSystem: OperatingSystem): string {
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

/** Each rule has one of ApproveAfterDays and ApproveUntilDate, or none where delays have no effect (members of PatchRule). */
function checkRules({ ApprovalRules: rules, OperatingSystem: operatingSystem }: BaselineRow): void {
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

const createPatchBaseline = operation(CreatePatchBaselineRequest, (region, input, context) =>
  once(region, input, context, () => {
    const { ClientToken: _token, Tags, ...members } = input;
    const created = epochSeconds(context.now);
    const baseline: BaselineRow = {
      BaselineId: resourceId('pb', context),
      ...members,
      OperatingSystem: input.OperatingSystem ?? 'WINDOWS',
      CreatedDate: created,
      ModifiedDate: created,
    };
    checkRules(baseline);
    checkNewTags(Tags);
    const quota = context.quotas.baselines;
    if (region.baselines.size >= quota) throw limitExceeded(`The limit of ${quota} patch baselines has been reached`);
    region.baselines.put(baseline.BaselineId, baseline);
    putTags(region, 'PatchBaseline', baseline.BaselineId, Tags);
    return { BaselineId: baseline.BaselineId };
  }),
);

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
    PatchGroups: [...region.registrations.rowsOf(baseline.BaselineId)].map(({ PatchGroup }) => PatchGroup),
  };
}

const getPatchBaseline = operation(GetPatchBaselineRequest, (region, input) =>
  shownBaseline(region, findBaseline(region, input.BaselineId)),
);

/** AWS's baselines before the account's own ones; OWNER takes `AWS`, `Self` and the user guide's `All`. */
const describePatchBaselines = operation(DescribePatchBaselinesRequest, (region, input, context) => {
  const passes = matcher<BaselineRow>(input.Filters, {
    NAME_PREFIX: ({ Name }, value) => Name.startsWith(value),
    OWNER: ({ BaselineId }, value) => value === 'All' || value === (isPredefined(region, BaselineId) ? 'AWS' : 'Self'),
    OPERATING_SYSTEM: ({ OperatingSystem }, value) => OperatingSystem === value,
  });
  const baselines = select(allBaselines(region), passes);
  const { items, NextToken } = paginate(baselines, input, region, context, { pageSize: 100 });
  return { BaselineIdentities: items.map((baseline) => baselineIdentity(region, baseline)), NextToken };
});

function* allBaselines(region: Region): Generator<readonly [number, BaselineRow]> {
  const predefined = [...predefinedIn(region).values()];
  for (const [index, baseline] of predefined.entries()) yield [index - predefined.length, baseline];
  yield* region.baselines.entries();
}

/** Throws as {@link findBaseline} does, and ValidationException for one of AWS's. */
function findOwnBaseline(region: Region, id: string): BaselineRow {
  if (isPredefined(region, id)) throw validationError(`${id} is owned by AWS and cannot be changed`);
  return findBaseline(region, id);
}

/** The operating system cannot be changed: it is no member of the update. */
const updatePatchBaseline = operation(UpdatePatchBaselineRequest, (region, input, context) => {
  const { Replace: replace, BaselineId: _id, ...members } = input;
  const current = findOwnBaseline(region, input.BaselineId);
  if (replace === true) requireMembers(input, ['Name']);
  const { BaselineId, Name, OperatingSystem, CreatedDate } = current;
  const base = replace ? { BaselineId, Name, OperatingSystem, CreatedDate } : current;
  const baseline: BaselineRow = { ...base, ...members, ModifiedDate: epochSeconds(context.now) };
  checkRules(baseline);
  region.baselines.put(BaselineId, baseline);
  const { PatchGroups: _groups, ...output } = shownBaseline(region, baseline);
  return output;
});

/**
 * Throws ResourceInUseException for a baseline with patch groups or that is a default. The model has no error for a
 * baseline that is not there.
 */
const deletePatchBaseline = operation(DeletePatchBaselineRequest, (region, input) => {
  if (isPredefined(region, input.BaselineId)) {
    throw validationError(`${input.BaselineId} is owned by AWS and cannot be deleted`);
  }
  const id = ownBaselineId(region, input.BaselineId) ?? input.BaselineId;
  const groups = [...region.registrations.rowsOf(id)].map(({ PatchGroup }) => PatchGroup);
  if (groups.length > 0) {
    throw new ApiError('ResourceInUseException', `The patch baseline is used for patch group: ${groups.join(', ')}`);
  }
  const baseline = region.baselines.get(id);
  if (baseline !== undefined && region.defaults.get(baseline.OperatingSystem)?.BaselineId === id) {
    throw new ApiError('ResourceInUseException', `The patch baseline is the default of ${baseline.OperatingSystem}`);
  }
  deleteTags(region, 'PatchBaseline', id);
  region.baselines.delete(id);
  return { BaselineId: input.BaselineId };
});

const getDefaultPatchBaseline = operation(GetDefaultPatchBaselineRequest, (region, input) => {
  const OperatingSystem = input.OperatingSystem ?? 'WINDOWS';
  return { BaselineId: defaultBaselineId(region, OperatingSystem), OperatingSystem };
});

const registerDefaultPatchBaseline = operation(RegisterDefaultPatchBaselineRequest, (region, input) => {
  const { BaselineId, OperatingSystem } = findBaseline(region, input.BaselineId);
  region.defaults.put(OperatingSystem, { OperatingSystem, BaselineId });
  return { BaselineId };
});

export const baselineOperations = {
  CreatePatchBaseline: createPatchBaseline,
  GetPatchBaseline: getPatchBaseline,
  DescribePatchBaselines: describePatchBaselines,
  UpdatePatchBaseline: updatePatchBaseline,
  DeletePatchBaseline: deletePatchBaseline,
  GetDefaultPatchBaseline: getDefaultPatchBaseline,
  RegisterDefaultPatchBaseline: registerDefaultPatchBaseline,
};
