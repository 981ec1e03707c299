/** What a patch baseline has that can be given and updated. */
import { patchFilterKeys } from '../../plan/baseline/baseline.js';
import { boolean, integer, list, oneOf, string, structure } from '../shape.js';
import { Name } from './common.js';

/** `pb-…`, or the ARN of one of AWS's. */
export const BaselineId = string({ min: 20, max: 128, pattern: '^[a-zA-Z0-9_\\-:/]{20,128}$' });

const PatchFilter = structure(
  { Key: oneOf(...patchFilterKeys), Values: list(string({ min: 1, max: 64 }), { min: 1, max: 20 }) },
  ['Key', 'Values'],
);
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
const PatchIdList = list(string({ min: 1, max: 100 }), { min: 0, max: 50 });
const PatchSource = structure(
  {
    Name: string({ pattern: '^[a-zA-Z0-9_\\-.]{3,50}$' }),
    Products: list(string({ min: 1, max: 128 }), { min: 1, max: 20 }),
    Configuration: string({ min: 1, max: 1024 }),
  },
  ['Name', 'Products', 'Configuration'],
);

export const Baseline = structure(
  {
    Name,
    GlobalFilters: PatchFilterGroup,
    ApprovalRules: structure({ PatchRules: list(PatchRule, { min: 0, max: 10 }) }, ['PatchRules']),
    ApprovedPatches: PatchIdList,
    ApprovedPatchesComplianceLevel: PatchComplianceLevel,
    ApprovedPatchesEnableNonSecurity: boolean,
    RejectedPatches: PatchIdList,
    RejectedPatchesAction: oneOf('ALLOW_AS_DEPENDENCY', 'BLOCK'),
    Description: string({ min: 1, max: 1024 }),
    Sources: list(PatchSource, { min: 0, max: 20 }),
    AvailableSecurityUpdatesComplianceStatus: oneOf('COMPLIANT', 'NON_COMPLIANT'),
  },
  ['Name'],
);
