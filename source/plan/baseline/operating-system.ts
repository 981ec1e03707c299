/** Which of the API's operating systems a node or a word on the command line means. */
import { type OperatingSystem, operatingSystemLabels, operatingSystems } from './baseline.js';

const withoutApprovalDelay: ReadonlySet<OperatingSystem> = new Set(['UBUNTU', 'DEBIAN', 'RASPBIAN']);

/**
 * Whether ApproveAfterDays has an effect. The repositories of the Debian family carry no reliable release dates
 * (API reference, PatchRule.ApproveAfterDays: "not supported for Debian Server or Ubuntu Server").
 */
export function hasApprovalDelay(os: OperatingSystem): boolean {
  return !withoutApprovalDelay.has(os);
}

/** Whether EnableNonSecurity may be true: "applies to Linux managed nodes only" (API reference, PatchRule). */
export function isLinux(os: OperatingSystem): boolean {
  return os !== 'WINDOWS' && os !== 'MACOS';
}

/** Patch properties that not every system has, and those that have them (API reference, DescribePatchProperties). */
const limitedProperties: Readonly<Record<string, (os: OperatingSystem) => boolean>> = {
  MSRC_SEVERITY: (os) => os === 'WINDOWS',
  PRODUCT_FAMILY: (os) => os === 'WINDOWS',
  PATCH_SET: (os) => os === 'WINDOWS',
  SEVERITY: (os) => isLinux(os) && hasApprovalDelay(os),
  CLASSIFICATION: hasApprovalDelay,
  PRIORITY: (os) => !hasApprovalDelay(os),
  SECTION: (os) => !hasApprovalDelay(os),
};

/** Whether patches for the system can be told apart by this filter key of a rule; true for keys that are not documented. */
export function hasPatchProperty(os: OperatingSystem, key: string): boolean {
  return limitedProperties[key]?.(os) ?? true;
}

/** The documented filter keys of a system. */
export function patchProperties(os: OperatingSystem): readonly string[] {
  return ['PRODUCT', ...Object.keys(limitedProperties).filter((key) => hasPatchProperty(os, key))];
}

/** PlatformName and PlatformVersion as the agent reports them, joined by a space, in lower case. */
const platformPatterns: readonly (readonly [RegExp, OperatingSystem])[] = [
  [/^(microsoft )?windows/, 'WINDOWS'],
  [/^amazon linux 2023/, 'AMAZON_LINUX_2023'],
  [/^amazon linux 2022/, 'AMAZON_LINUX_2022'],
  [/^amazon linux 2(\D|$)/, 'AMAZON_LINUX_2'],
  [/^amazon linux (ami|201\d)/, 'AMAZON_LINUX'],
  [/^red ?hat enterprise linux/, 'REDHAT_ENTERPRISE_LINUX'],
  [/^ubuntu/, 'UBUNTU'],
  [/^debian/, 'DEBIAN'],
  [/^raspbian/, 'RASPBIAN'],
  [/^(sles|suse linux enterprise)/, 'SUSE'],
  [/^rocky/, 'ROCKY_LINUX'],
  [/^alma ?linux/, 'ALMA_LINUX'],
  [/^oracle linux/, 'ORACLE_LINUX'],
  [/^centos/, 'CENTOS'],
  [/^mac ?os/, 'MACOS'],
];

/** As DescribeInstanceInformation tells it: `Amazon Linux`, `Linux`, `2023`. */
export interface NodePlatform {
  readonly platformName?: string | undefined;
  readonly platformType?: string | undefined;
  readonly platformVersion?: string | undefined;
}

/** The operating system of a managed node; undefined where Patch Manager has no baselines for it (Bottlerocket). */
export function operatingSystemOfNode(node: NodePlatform): OperatingSystem | undefined {
  const platform = [node.platformName, node.platformVersion].filter(Boolean).join(' ').toLowerCase();
  const match = platformPatterns.find(([pattern]) => pattern.test(platform));
  if (match) return match[1];
  if (node.platformType === 'Windows') return 'WINDOWS';
  if (node.platformType === 'MacOS') return 'MACOS';
  return undefined;
}

/** What people write besides the API's and AWS's own names. */
const spokenNames: Readonly<Record<OperatingSystem, readonly string[]>> = {
  WINDOWS: ['win'],
  AMAZON_LINUX_2023: ['al2023', 'amazon2023'],
  AMAZON_LINUX_2: ['al2', 'amazon2'],
  REDHAT_ENTERPRISE_LINUX: ['rhel', 'redhat', 'redhatlinux'],
  UBUNTU: ['ubuntulinux'],
  DEBIAN: ['debianlinux'],
  SUSE: ['sles', 'suselinux', 'suselinuxenterprise'],
  ROCKY_LINUX: ['rocky'],
  ALMA_LINUX: ['alma'],
  ORACLE_LINUX: ['oracle', 'oraclelinuxserver'],
  CENTOS: ['centoslinux', 'centosstream'],
  MACOS: ['mac', 'macosx', 'osx'],
  AMAZON_LINUX_2022: ['al2022', 'amazon2022'],
  AMAZON_LINUX: ['al1', 'amazonlinux1', 'amazonlinuxami'],
  RASPBIAN: ['raspberrypi', 'raspberrypios', 'raspios'],
};

let knownNames: ReadonlyMap<string, OperatingSystem> | undefined;

/** The operating system that has just this name, in letters and digits alone. */
function operatingSystemOfName(name: string): OperatingSystem | undefined {
  knownNames ??= new Map(
    operatingSystems.flatMap((os) =>
      [os, operatingSystemLabels[os], ...spokenNames[os]].map((each) => [lettersAndDigits(each), os] as const),
    ),
  );
  return knownNames.get(name);
}

/**
 * The operating system that a word means: the API's name (`AMAZON_LINUX_2023`), AWS's (`Amazon Linux 2023`) or a usual
 * one (`al2023`, `rhel`), in any case and with any separators. A release is ignored (`rhel9`, `ubuntu-24.04`).
 */
export function parseOperatingSystem(text: string): OperatingSystem | undefined {
  const name = lettersAndDigits(text);
  return operatingSystemOfName(name) ?? ofUnversionedName(name);
}

/** Amazon Linux's releases are operating systems of their own: an unknown one must not become the oldest of them. */
function ofUnversionedName(name: string): OperatingSystem | undefined {
  const os = operatingSystemOfName(name.replace(/\d+$/, ''));
  return os?.startsWith('AMAZON_LINUX') ? undefined : os;
}

function lettersAndDigits(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
