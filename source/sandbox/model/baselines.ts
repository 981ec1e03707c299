/** Inputs of the operations on patch baselines, patch groups and patch properties. */
import { patchFilterKeys } from '../../plan/baseline/baseline.js';
import { boolean, integer, list, oneOf, string, structure } from '../shape.js';
import { ClientToken, NextToken, OperatingSystem, PatchGroup, PatchOrchestratorFilterList, TagList } from './common.js';

const BaselineId = string({ min: 20, max: 128, pattern: '^[a-zA-Z0-9_\\-:/]{20,128}$' });
const BaselineName = string({ min: 3, max: 128, pattern: '^[a-zA-Z0-9_\\-.]{3,128}$' });
const BaselineDescription = string({ min: 1, max: 1024 });
const PatchBaselineMaxResults = integer({ min: 1, max: 100 });

const PatchFilterKey = oneOf(...patchFilterKeys);
const PatchFilter = structure({ Key: PatchFilterKey, Values: list(string({ min: 1, max: 64 }), { min: 1, max: 20 }) }, [
  'Key',
  'Values',
]);
const PatchFilterGroup = structure({ PatchFilters: list(PatchFilter, { min: 0, max: 4 }) }, ['PatchFilters']);
const PatchComplianceLevel = oneOf('CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL', 'UNSPECIFIED');
const PatchRule = structure(
  {
    PatchFilterGroup,
    ComplianceLevel: PatchComplianceLevel,
    ApproveAfterDays: integer({ min: 0, max: 360 }),
    ApproveUntilDate: string({ min: 1, max: 10 }),
    EnableNonSecurity: boolean,
  },
  ['PatchFilterGroup'],
);
const PatchRuleGroup = structure({ PatchRules: list(PatchRule, { min: 0, max: 10 }) }, ['PatchRules']);
const PatchIdList = list(string({ min: 1, max: 100 }), { min: 0, max: 50 });
const PatchAction = oneOf('ALLOW_AS_DEPENDENCY', 'BLOCK');
const PatchSource = structure(
  {
    Name: string({ pattern: '^[a-zA-Z0-9_\\-.]{3,50}$' }),
    Products: list(string({ min: 1, max: 128 }), { min: 1, max: 20 }),
    Configuration: string({ min: 1, max: 1024 }),
  },
  ['Name', 'Products', 'Configuration'],
);
const PatchSourceList = list(PatchSource, { min: 0, max: 20 });
const PatchComplianceStatus = oneOf('COMPLIANT', 'NON_COMPLIANT');

export const CreatePatchBaselineRequest = structure(
  {
    OperatingSystem,
    Name: BaselineName,
    GlobalFilters: PatchFilterGroup,
    ApprovalRules: PatchRuleGroup,
    ApprovedPatches: PatchIdList,
    ApprovedPatchesComplianceLevel: PatchComplianceLevel,
    ApprovedPatchesEnableNonSecurity: boolean,
    RejectedPatches: PatchIdList,
    RejectedPatchesAction: PatchAction,
    Description: BaselineDescription,
    Sources: PatchSourceList,
    AvailableSecurityUpdatesComplianceStatus: PatchComplianceStatus,
    ClientToken,
    Tags: TagList,
  },
  ['Name'],
);

export const UpdatePatchBaselineRequest = structure(
  {
    BaselineId,
    Name: BaselineName,
    GlobalFilters: PatchFilterGroup,
    ApprovalRules: PatchRuleGroup,
    ApprovedPatches: PatchIdList,
    ApprovedPatchesComplianceLevel: PatchComplianceLevel,
    ApprovedPatchesEnableNonSecurity: boolean,
    RejectedPatches: PatchIdList,
    RejectedPatchesAction: PatchAction,
    Description: BaselineDescription,
    Sources: PatchSourceList,
    AvailableSecurityUpdatesComplianceStatus: PatchComplianceStatus,
    Replace: boolean,
  },
  ['BaselineId'],
);

export const GetPatchBaselineRequest = structure({ BaselineId }, ['BaselineId']);
export const DeletePatchBaselineRequest = structure({ BaselineId }, ['BaselineId']);
export const RegisterDefaultPatchBaselineRequest = structure({ BaselineId }, ['BaselineId']);
export const GetDefaultPatchBaselineRequest = structure({ OperatingSystem });

export const DescribePatchBaselinesRequest = structure({
  Filters: PatchOrchestratorFilterList,
  MaxResults: PatchBaselineMaxResults,
  NextToken,
});

export const RegisterPatchBaselineForPatchGroupRequest = structure({ BaselineId, PatchGroup }, [
  'BaselineId',
  'PatchGroup',
]);
export const DeregisterPatchBaselineForPatchGroupRequest = structure({ BaselineId, PatchGroup }, [
  'BaselineId',
  'PatchGroup',
]);
export const GetPatchBaselineForPatchGroupRequest = structure({ PatchGroup, OperatingSystem }, ['PatchGroup']);
export const DescribePatchGroupsRequest = structure({
  MaxResults: PatchBaselineMaxResults,
  Filters: PatchOrchestratorFilterList,
  NextToken,
});
export const DescribePatchGroupStateRequest = structure({ PatchGroup }, ['PatchGroup']);

export const DescribePatchPropertiesRequest = structure(
  {
    OperatingSystem,
    Property: oneOf('PRODUCT', 'PRODUCT_FAMILY', 'CLASSIFICATION', 'MSRC_SEVERITY', 'PRIORITY', 'SEVERITY'),
    PatchSet: oneOf('OS', 'APPLICATION'),
    MaxResults: integer({ min: 1, max: 50 }),
    NextToken,
  },
  ['OperatingSystem', 'Property'],
);
