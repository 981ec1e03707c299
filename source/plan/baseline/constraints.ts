/** The limits of a patch baseline's members as one table. */
import { type Characters, choice, date, flag, list, number, object, optional, required, text } from '../text/shape.js';
import { longestApprovalDelay, operatingSystems, patchFilterKeys } from './baseline.js';

const nameCharacters: Characters = { pattern: /^[a-zA-Z0-9_.-]*$/, allowed: 'letters, digits, "_", "-" and "."' };

const complianceLevel = choice('CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL', 'UNSPECIFIED');
const patchIds = list(0, 50, text(1, 100));

const filterGroup = object({
  PatchFilters: required(
    list(0, 4, object({ Key: required(choice(...patchFilterKeys)), Values: required(list(1, 20, text(1, 64))) })),
  ),
});

/** CreatePatchBaseline's input (API model 2014-11-06), without the members that are not the baseline's: tags and token. */
export const baselineShape = object({
  OperatingSystem: optional(choice(...operatingSystems)),
  Name: required(text(3, 128, nameCharacters)),
  Description: optional(text(1, 1024)),
  GlobalFilters: optional(filterGroup),
  ApprovalRules: optional(
    object({
      PatchRules: required(
        list(
          0,
          10,
          object({
            PatchFilterGroup: required(filterGroup),
            ComplianceLevel: optional(complianceLevel),
            ApproveAfterDays: optional(number(0, longestApprovalDelay)),
            ApproveUntilDate: optional(date),
            EnableNonSecurity: optional(flag),
          }),
        ),
      ),
    }),
  ),
  ApprovedPatches: optional(patchIds),
  ApprovedPatchesComplianceLevel: optional(complianceLevel),
  ApprovedPatchesEnableNonSecurity: optional(flag),
  RejectedPatches: optional(patchIds),
  RejectedPatchesAction: optional(choice('ALLOW_AS_DEPENDENCY', 'BLOCK')),
  Sources: optional(
    list(
      0,
      20,
      object({
        Name: required(text(3, 50, nameCharacters)),
        Products: required(list(1, 20, text(1, 128))),
        Configuration: required(text(1, 1024)),
      }),
    ),
  ),
  AvailableSecurityUpdatesComplianceStatus: optional(choice('COMPLIANT', 'NON_COMPLIANT')),
});
