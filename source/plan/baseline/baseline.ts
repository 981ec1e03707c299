/** What a patch baseline is made of: the members that CreatePatchBaseline takes, under the API's own names. */

/** API enum OperatingSystem, with the names that AWS writes for people; the living ones first, the dying ones last. */
export const operatingSystemLabels = {
  WINDOWS: 'Windows Server',
  AMAZON_LINUX_2023: 'Amazon Linux 2023',
  AMAZON_LINUX_2: 'Amazon Linux 2',
  REDHAT_ENTERPRISE_LINUX: 'Red Hat Enterprise Linux',
  UBUNTU: 'Ubuntu Server',
  DEBIAN: 'Debian Server',
  SUSE: 'SUSE Linux Enterprise Server',
  ROCKY_LINUX: 'Rocky Linux',
  ALMA_LINUX: 'AlmaLinux',
  ORACLE_LINUX: 'Oracle Linux',
  CENTOS: 'CentOS',
  MACOS: 'macOS',
  AMAZON_LINUX_2022: 'Amazon Linux 2022',
  AMAZON_LINUX: 'Amazon Linux (2012–2018)',
  RASPBIAN: 'Raspberry Pi OS (Raspbian)',
} as const;

export type OperatingSystem = keyof typeof operatingSystemLabels;

/** In the order of {@link operatingSystemLabels}. */
export const operatingSystems = Object.keys(operatingSystemLabels) as readonly OperatingSystem[];

/** API enum PatchFilterKey. */
export const patchFilterKeys = [
  ...(['ARCH', 'ADVISORY_ID', 'BUGZILLA_ID', 'PATCH_SET', 'PRODUCT', 'PRODUCT_FAMILY', 'CLASSIFICATION'] as const),
  ...(['CVE_ID', 'EPOCH', 'MSRC_SEVERITY', 'NAME', 'PATCH_ID', 'SECTION', 'PRIORITY', 'REPOSITORY'] as const),
  ...(['RELEASE', 'SEVERITY', 'SECURITY', 'VERSION'] as const),
];

export interface PatchFilter {
  readonly Key: string;
  readonly Values: readonly string[];
}

export interface PatchFilterGroup {
  readonly PatchFilters: readonly PatchFilter[];
}

/** Days (API member PatchRule.ApproveAfterDays). */
export const longestApprovalDelay = 360;

export interface PatchRule {
  readonly PatchFilterGroup: PatchFilterGroup;
  readonly ComplianceLevel?: string;
  /** 0 to {@link longestApprovalDelay}; exclusive with ApproveUntilDate. */
  readonly ApproveAfterDays?: number;
  /** YYYY-MM-DD; exclusive with ApproveAfterDays. */
  readonly ApproveUntilDate?: string;
  /** Linux only. */
  readonly EnableNonSecurity?: boolean;
}

export interface PatchSource {
  readonly Name: string;
  readonly Products: readonly string[];
  readonly Configuration: string;
}

/** CreatePatchBaseline's members, without ClientToken and Tags; OperatingSystem is always there. */
export interface BaselineDefinition {
  readonly OperatingSystem: OperatingSystem;
  readonly Name: string;
  readonly Description?: string;
  readonly GlobalFilters?: PatchFilterGroup;
  readonly ApprovalRules?: { readonly PatchRules: readonly PatchRule[] };
  readonly ApprovedPatches?: readonly string[];
  readonly ApprovedPatchesComplianceLevel?: string;
  readonly ApprovedPatchesEnableNonSecurity?: boolean;
  readonly RejectedPatches?: readonly string[];
  readonly RejectedPatchesAction?: 'ALLOW_AS_DEPENDENCY' | 'BLOCK';
  readonly Sources?: readonly PatchSource[];
  readonly AvailableSecurityUpdatesComplianceStatus?: 'COMPLIANT' | 'NON_COMPLIANT';
}
