/** AWS's predefined patch baselines, and our own baselines that start from them. */
import type { BaselineDefinition, OperatingSystem, PatchFilterGroup, PatchRule } from './baseline.js';
import { hasApprovalDelay } from './operating-system.js';
import { approvalInWords } from './words.js';

interface PredefinedRules {
  readonly definition: BaselineDefinition;
  /** Whether AWS makes it the default of its operating system; Windows has two more. */
  readonly isDefault: boolean;
}

/** A rule without its delay, which is the same for all rules of a predefined baseline. */
type Selection = Omit<PatchRule, 'ApproveAfterDays' | 'ApproveUntilDate'>;

const securityAndBugfixes = [
  selection({ CLASSIFICATION: ['Security'], SEVERITY: ['Critical', 'Important'] }),
  selection({ CLASSIFICATION: ['Bugfix'] }),
];
const oracleSecurityAndBugfixes = [
  selection({ CLASSIFICATION: ['Security'], SEVERITY: ['Important', 'Moderate'] }),
  selection({ CLASSIFICATION: ['Bugfix'] }),
];
const securityOnly = [selection({ CLASSIFICATION: ['Security'], SEVERITY: ['Critical', 'Important'] })];
const everyPriority = [selection({ PRIORITY: ['Required', 'Important', 'Standard', 'Optional', 'Extra'] })];
const everything = [{ ...selection({ PRODUCT: ['*'] }), EnableNonSecurity: true }];
const securityAndCurrent = [selection({ CLASSIFICATION: ['Security'] }), selection({ PRODUCT: ['*'] })];

const windowsFilters = {
  CLASSIFICATION: ['CriticalUpdates', 'SecurityUpdates'],
  MSRC_SEVERITY: ['Critical', 'Important'],
};
const windows = [selection(windowsFilters)];
const windowsAndApplications = [
  selection({ PATCH_SET: ['OS'], ...windowsFilters }),
  selection({ PATCH_SET: ['APPLICATION'] }),
];

/**
 * Operating system, AWS's name, what AWS's description calls the system, delay in days, rules. Sources: the user
 * guide, "Predefined and custom patch baselines", for names and rules; samples of DescribePatchBaselines and Quick Setup
 * for descriptions. Inferred: the descriptions of Amazon Linux 2022, CentOS, Raspbian and of the two extra ones for
 * Windows, and the filters of CentOS, macOS and Windows applications, of which the guide has only sentences.
 *
 * The Debian family has AWS's 7 days, as a snapshot of AWS-UbuntuDefaultPatchBaseline shows, though the guide says
 * "immediately": the delay has no effect there ({@link hasApprovalDelay}).
 */
const rows: readonly (readonly [OperatingSystem, string, string, number, readonly Selection[]])[] = [
  ['WINDOWS', 'AWS-DefaultPatchBaseline', '', 7, windows],
  ['WINDOWS', 'AWS-WindowsPredefinedPatchBaseline-OS', 'Windows OS', 7, windows],
  [
    'WINDOWS',
    'AWS-WindowsPredefinedPatchBaseline-OS-Applications',
    'Windows OS and Applications',
    7,
    windowsAndApplications,
  ],
  ['AMAZON_LINUX_2023', 'AWS-AmazonLinux2023DefaultPatchBaseline', 'Amazon Linux 2023', 7, securityAndBugfixes],
  ['AMAZON_LINUX_2', 'AWS-AmazonLinux2DefaultPatchBaseline', 'Amazon Linux 2', 7, securityAndBugfixes],
  ['REDHAT_ENTERPRISE_LINUX', 'AWS-RedHatDefaultPatchBaseline', 'Redhat Enterprise Linux', 7, securityAndBugfixes],
  ['UBUNTU', 'AWS-UbuntuDefaultPatchBaseline', 'Ubuntu', 7, everyPriority],
  ['DEBIAN', 'AWS-DebianDefaultPatchBaseline', 'Debian', 7, everyPriority],
  ['SUSE', 'AWS-SuseDefaultPatchBaseline', 'Suse', 7, securityOnly],
  ['ROCKY_LINUX', 'AWS-RockyLinuxDefaultPatchBaseline', 'Rocky Linux', 7, securityAndBugfixes],
  ['ALMA_LINUX', 'AWS-AlmaLinuxDefaultPatchBaseline', 'Alma Linux', 7, securityAndBugfixes],
  ['ORACLE_LINUX', 'AWS-OracleLinuxDefaultPatchBaseline', 'Oracle Linux Server', 7, oracleSecurityAndBugfixes],
  ['CENTOS', 'AWS-CentOSDefaultPatchBaseline', 'CentOS', 7, everything],
  ['MACOS', 'AWS-MacOSDefaultPatchBaseline', 'MacOS', 0, securityAndCurrent],
  ['AMAZON_LINUX_2022', 'AWS-AmazonLinux2022DefaultPatchBaseline', 'Amazon Linux 2022', 7, securityAndBugfixes],
  ['AMAZON_LINUX', 'AWS-AmazonLinuxDefaultPatchBaseline', 'Amazon Linux', 7, securityAndBugfixes],
  ['RASPBIAN', 'AWS-DefaultRaspbianPatchBaseline', 'Raspbian', 7, everyPriority],
];

/** All that AWS owns in every account: one per operating system, and two more for Windows. */
export const predefinedBaselines: readonly PredefinedRules[] = rows.map(([os, name, describedAs, days, rules]) => ({
  // Only the extra ones have a further hyphen in their names.
  isDefault: /^AWS-[0-9A-Za-z]+$/.test(name),
  definition: {
    OperatingSystem: os,
    Name: name,
    Description: awsDescription(os, describedAs),
    GlobalFilters: filterGroup({ PRODUCT: ['*'] }),
    ApprovalRules: { PatchRules: rules.map((rule) => ({ ...rule, ApproveAfterDays: days })) },
    ApprovedPatchesComplianceLevel: 'UNSPECIFIED',
    RejectedPatchesAction: 'ALLOW_AS_DEPENDENCY',
  },
}));

/** The one of {@link predefinedBaselines} that AWS makes the default of an operating system. */
export function predefinedBaselineFor(os: OperatingSystem): PredefinedRules {
  const baseline = predefinedBaselines.find(
    ({ definition, isDefault }) => isDefault && definition.OperatingSystem === os,
  );
  if (!baseline) throw new Error(`No predefined baseline for ${os}`);
  return baseline;
}

/**
 * A baseline of our own that starts from AWS's rules, such as `AmazonLinux2023-Standard`.
 * @param options its delay: that of every rule in days, 0–360; AWS's where it is left out
 */
export function copyOfPredefined(
  os: OperatingSystem,
  options: { readonly approveAfterDays?: number | undefined } = {},
): BaselineDefinition {
  const { definition } = predefinedBaselineFor(os);
  const rules = definition.ApprovalRules?.PatchRules ?? [];
  // A delay that has no effect would only mislead who reads the baseline in the console.
  const delay = hasApprovalDelay(os) ? options.approveAfterDays : 0;
  const copy: BaselineDefinition = {
    ...definition,
    Name: `${familyOf(definition.Name)}-Standard`,
    ApprovalRules: {
      PatchRules: delay === undefined ? rules : rules.map((rule) => ({ ...rule, ApproveAfterDays: delay })),
    },
  };
  return { ...copy, Description: `${approvalInWords(copy)}. Based on the rules of ${definition.Name}.` };
}

/** `AmazonLinux2023` of `AWS-AmazonLinux2023DefaultPatchBaseline`; AWS's name for Windows has none. */
function familyOf(awsName: string): string {
  return awsName.replace(/^AWS-(Default)?|(Default)?PatchBaseline$/g, '') || 'Windows';
}

/** What the original scripts create when no baseline file is given. EnableNonSecurity is left out: it is Linux only. */
export const windowsZeroDayImportant: BaselineDefinition = {
  OperatingSystem: 'WINDOWS',
  Name: 'Windows-0day-Important',
  Description:
    'Critical and security updates of severity Important for all Windows Server releases, approved immediately.',
  GlobalFilters: filterGroup({ PRODUCT: ['*'] }),
  ApprovalRules: {
    PatchRules: [
      {
        ...selection({ CLASSIFICATION: ['CriticalUpdates', 'SecurityUpdates'], MSRC_SEVERITY: ['Important'] }),
        ApproveAfterDays: 0,
      },
    ],
  },
  ApprovedPatchesComplianceLevel: 'UNSPECIFIED',
  RejectedPatchesAction: 'ALLOW_AS_DEPENDENCY',
};

function awsDescription(os: OperatingSystem, describedAs: string): string {
  if (os === 'AMAZON_LINUX_2') {
    return 'Baseline containing all Security and Bugfix updates approved for Amazon Linux 2 instances';
  }
  return `Default Patch Baseline ${describedAs === '' ? '' : `for ${describedAs} `}Provided by AWS.`;
}

function selection(filters: Readonly<Record<string, readonly string[]>>): Selection {
  return { PatchFilterGroup: filterGroup(filters), ComplianceLevel: 'UNSPECIFIED' };
}

function filterGroup(filters: Readonly<Record<string, readonly string[]>>): PatchFilterGroup {
  return { PatchFilters: Object.entries(filters).map(([Key, Values]) => ({ Key, Values })) };
}
