import { describe, expect, it } from 'vitest';
import { operatingSystemLabels, operatingSystems } from '../../../source/plan/baseline/baseline.js';
import { operatingSystemOfNode, parseOperatingSystem } from '../../../source/plan/baseline/operating-system.js';

describe('the operating system of a node', () => {
  it.each([
    ['Microsoft Windows Server 2022 Datacenter', '10.0.20348', 'WINDOWS'],
    ['Windows Server 2016', undefined, 'WINDOWS'],
    ['Amazon Linux', '2023', 'AMAZON_LINUX_2023'],
    ['Amazon Linux', '2023.6.20241212', 'AMAZON_LINUX_2023'],
    ['Amazon Linux', '2022', 'AMAZON_LINUX_2022'],
    ['Amazon Linux', '2', 'AMAZON_LINUX_2'],
    ['Amazon Linux 2', undefined, 'AMAZON_LINUX_2'],
    ['Amazon Linux', '2018.03', 'AMAZON_LINUX'],
    ['Amazon Linux AMI', '2017.09', 'AMAZON_LINUX'],
    ['Ubuntu', '24.04', 'UBUNTU'],
    ['Red Hat Enterprise Linux Server', '7.9', 'REDHAT_ENTERPRISE_LINUX'],
    ['Red Hat Enterprise Linux', '9.4', 'REDHAT_ENTERPRISE_LINUX'],
    ['CentOS Linux', '7', 'CENTOS'],
    ['CentOS Stream', '9', 'CENTOS'],
    ['SLES', '15.5', 'SUSE'],
    ['Rocky Linux', '9.3', 'ROCKY_LINUX'],
    ['AlmaLinux', '9.3', 'ALMA_LINUX'],
    ['Oracle Linux Server', '8.9', 'ORACLE_LINUX'],
    ['Debian GNU/Linux', '12', 'DEBIAN'],
    ['Raspbian GNU/Linux', '10', 'RASPBIAN'],
    ['macOS', '14.5', 'MACOS'],
    ['Mac OS X', '10.15', 'MACOS'],
    ['Bottlerocket', '1.20', undefined],
    ['openSUSE Leap', '15.5', undefined],
    ['Amazon Linux', undefined, undefined],
    [undefined, undefined, undefined],
  ] as const)('called %s %s is %s', (platformName, platformVersion, os) => {
    expect(operatingSystemOfNode({ platformName, platformVersion, platformType: undefined })).toBe(os);
  });

  it.each([
    ['Windows', 'WINDOWS'],
    ['MacOS', 'MACOS'],
    ['Linux', undefined],
  ] as const)('of type %s without a known name is %s', (platformType, os) => {
    expect(operatingSystemOfNode({ platformType })).toBe(os);
  });
});

describe('a word for an operating system', () => {
  it.each(operatingSystems)("%s is understood by the API's name and by AWS's, in any spelling", (os) => {
    const label = operatingSystemLabels[os];
    for (const word of [os, os.toLowerCase(), os.replaceAll('_', '-').toLowerCase(), label, label.toUpperCase()]) {
      expect(parseOperatingSystem(word)).toBe(os);
    }
  });

  it.each([
    ['windows', 'WINDOWS'],
    ['windows-2022', 'WINDOWS'],
    ['al2023', 'AMAZON_LINUX_2023'],
    ['AL2', 'AMAZON_LINUX_2'],
    ['al1', 'AMAZON_LINUX'],
    ['rhel', 'REDHAT_ENTERPRISE_LINUX'],
    ['rhel9', 'REDHAT_ENTERPRISE_LINUX'],
    [' ubuntu-24.04 ', 'UBUNTU'],
    ['sles', 'SUSE'],
    ['sles15', 'SUSE'],
    ['rocky', 'ROCKY_LINUX'],
    ['mac', 'MACOS'],
    ['amazon-linux-2024', undefined],
    ['al2025', undefined],
    ['solaris', undefined],
    ['2023', undefined],
    ['', undefined],
  ] as const)('%j means %s', (word, os) => {
    expect(parseOperatingSystem(word)).toBe(os);
  });
});
