/** The properties by which patches can be chosen, for each operating system: DescribePatchProperties. */
import type { PatchFilter, OperatingSystem as System } from '../plan/baseline/baseline.js';
import { hasPatchProperty, patchProperties } from '../plan/baseline/operating-system.js';
import { validationError } from './api-error.js';
import { listing } from './listing.js';
import { NextToken, OperatingSystem } from './model/common.js';
import { integer, oneOf, structure } from './shape.js';

type Properties = Readonly<Partial<Record<string, readonly string[]>>>;

const advisories = ['Security', 'Bugfix', 'Enhancement', 'Recommended', 'Newpackage'];
const mediumSeverities = ['Critical', 'Important', 'Medium', 'Low'];
const moderateSeverities = ['Critical', 'Important', 'Moderate', 'Low'];
/** The lists of 2019 have Medium; the vendors' own notices, of which AWS makes its newer ones, say Moderate. */
const bothSeverities = ['Critical', 'Important', 'Moderate', 'Medium', 'Low'];
const priorities = ['Required', 'Important', 'Standard', 'Optional', 'Extra'];

function advisorySystem(PRODUCT: readonly string[], SEVERITY: readonly string[]): Properties {
  return { PRODUCT, CLASSIFICATION: advisories, SEVERITY };
}

/** `Ubuntu24.04` and so on. */
function releases(name: string, ...versions: readonly string[]): string[] {
  return versions.map((version) => `${name}${version}`);
}

/** `RedhatEnterpriseLinux9`, `RedhatEnterpriseLinux9.0` and so on, to the last minor release of each major one. */
function minorReleases(name: string, last: Readonly<Record<number, number>>, first = 0): string[] {
  return Object.entries(last).flatMap(([major, minor]) => [
    `${name}${major}`,
    ...Array.from({ length: minor + 1 - first }, (_, index) => `${name}${major}.${first + index}`),
  ]);
}

/** Each March and each September, as AWS's refusal of another one lists them (terraform-provider-aws#18359). */
const firstAmazonLinux = [2012, 2013, 2014, 2015, 2016, 2017].flatMap((year) => [`${year}.03`, `${year}.09`]);

/**
 * What there is to choose from. Which properties a system has: API reference, DescribePatchProperties, and the user
 * guide's pages on rules for the systems that it does not name. Values: earlier versions of the API model, which
 * listed them (PatchFilter), and the user guide. AWS's lists of products grow with every release; these are as of 2026, and of
 * applications they are a selection.
 */
const properties: Readonly<Record<System, Properties>> = {
  WINDOWS: {
    PRODUCT: [
      ...releases('WindowsServer', '2008', '2008R2', '2012', '2012R2', '2016', '2019', '2022', '2025'),
      ...releases('Windows', '7', '8', '8.1', '8Embedded', '10', '10LTSB', '11'),
    ],
    PRODUCT_FAMILY: ['Windows'],
    CLASSIFICATION: [
      'CriticalUpdates',
      'DefinitionUpdates',
      'Drivers',
      'FeaturePacks',
      'SecurityUpdates',
      'ServicePacks',
      'Tools',
      'UpdateRollups',
      'Updates',
      'Upgrades',
    ],
    MSRC_SEVERITY: ['Critical', 'Important', 'Moderate', 'Low', 'Unspecified'],
  },
  AMAZON_LINUX: advisorySystem(releases('AmazonLinux', ...firstAmazonLinux, '2018.03'), mediumSeverities),
  AMAZON_LINUX_2: advisorySystem(releases('AmazonLinux', '2', '2.0'), mediumSeverities),
  AMAZON_LINUX_2022: advisorySystem(['AmazonLinux2022'], mediumSeverities),
  AMAZON_LINUX_2023: advisorySystem(['AmazonLinux2023'], mediumSeverities),
  REDHAT_ENTERPRISE_LINUX: advisorySystem(
    [
      ...minorReleases('RedhatEnterpriseLinux', { 6: 10 }, 5),
      ...minorReleases('RedhatEnterpriseLinux', { 7: 9, 8: 10, 9: 7, 10: 1 }),
    ],
    bothSeverities,
  ),
  CENTOS: advisorySystem(
    [...minorReleases('CentOS', { 6: 10 }, 5), ...minorReleases('CentOS', { 7: 9, 8: 5 }), 'CentOSStream9'],
    bothSeverities,
  ),
  ROCKY_LINUX: advisorySystem(minorReleases('RockyLinux', { 8: 10, 9: 7, 10: 1 }), bothSeverities),
  ALMA_LINUX: advisorySystem(minorReleases('AlmaLinux', { 8: 10, 9: 7, 10: 1 }), bothSeverities),
  ORACLE_LINUX: advisorySystem(minorReleases('OracleLinux', { 7: 9, 8: 10, 9: 7 }), moderateSeverities),
  SUSE: {
    PRODUCT: minorReleases('Suse', { 12: 9, 15: 7 }),
    CLASSIFICATION: ['Security', 'Recommended', 'Optional', 'Feature', 'Document', 'Yast'],
    SEVERITY: moderateSeverities,
  },
  UBUNTU: {
    PRODUCT: [
      ...releases('Ubuntu', '14.04', '16.04', '18.04', '20.04', '20.10', '22.04', '22.10', '23.04', '23.10'),
      ...releases('Ubuntu', '24.04', '24.10', '25.04'),
    ],
    PRIORITY: priorities,
  },
  DEBIAN: { PRODUCT: releases('Debian', '8', '9', '10', '11', '12', '13'), PRIORITY: priorities },
  RASPBIAN: { PRODUCT: releases('Raspbian', '9', '10', '11', '12'), PRIORITY: priorities },
  MACOS: {
    PRODUCT: minorReleases('MacOS', { 11: 7, 12: 7, 13: 7, 14: 8, 15: 7 }),
    // AWS's own baseline has Security (user guide, predefined baselines).
    CLASSIFICATION: ['softwareupdate', 'installer', 'brew', 'brew cask', 'Security'],
  },
};

/** What Microsoft's applications have, with PatchSet APPLICATION. */
const applications: Properties = {
  ...properties.WINDOWS,
  PRODUCT: ['Exchange Server 2019', 'Office 2016', 'Office 2019', 'SQL Server 2019', 'SQL Server 2022'],
  PRODUCT_FAMILY: ['Exchange', 'Office', 'SQL Server'],
};

/** The values of a property that a rule may select by, where there is a list of them. */
function valuesOf(system: System, key: string, sets: readonly string[]): readonly string[] | undefined {
  const tables = [
    ...(sets.includes('APPLICATION') ? [applications] : []),
    ...(sets.includes('OS') || sets.length === 0 ? [properties[system]] : []),
  ];
  const lists = tables.flatMap((table) => table[key] ?? []);
  return tables.some((table) => table[key]) ? [...new Set(lists)] : undefined;
}

/**
 * Throws ValidationException for a value that AWS does not know, in AWS's words (terraform-provider-aws#18359), and for a key that the
 * system's patches do not have; how AWS says the latter is not documented.
 */
export function checkFilters(
  system: System,
  groups: readonly ({ readonly PatchFilters: readonly PatchFilter[] } | undefined)[],
): void {
  for (const { PatchFilters: filters } of groups.flatMap((group) => group ?? [])) {
    const sets = filters.flatMap(({ Key, Values }) => (Key === 'PATCH_SET' ? Values : []));
    for (const { Key, Values } of filters) {
      if (!hasPatchProperty(system, Key)) {
        const keys = patchProperties(system).join(', ');
        throw validationError(`Invalid Filter Key: ${Key} for Operating System: ${system}, valid keys are: ${keys}`);
      }
      const valid = Key === 'PATCH_SET' ? ['OS', 'APPLICATION'] : valuesOf(system, Key, sets);
      const wrong = valid && Values.find((value) => value !== '*' && !valid.includes(value));
      if (wrong !== undefined) {
        throw validationError(`Invalid Filter Value: ${wrong} for Key: ${Key}, valid values are: ${valid?.join(', ')}`);
      }
    }
  }
}

export const patchPropertyOperations = {
  DescribePatchProperties: listing({
    input: structure(
      {
        OperatingSystem,
        Property: oneOf('PRODUCT', 'PRODUCT_FAMILY', 'CLASSIFICATION', 'MSRC_SEVERITY', 'PRIORITY', 'SEVERITY'),
        PatchSet: oneOf('OS', 'APPLICATION'),
        MaxResults: integer({ min: 1, max: 50 }),
        NextToken,
      },
      ['OperatingSystem', 'Property'],
    ),
    as: 'Properties',
    pageSize: 50,
    entries: (_region, { OperatingSystem: system, Property: property, PatchSet: set }) => {
      if (set === 'APPLICATION' && system !== 'WINDOWS') {
        throw validationError(`The patch set APPLICATION is not valid for operating system ${system}`);
      }
      const values = (set === 'APPLICATION' ? applications : properties[system])[property];
      if (values === undefined) {
        throw validationError(`The property ${property} is not valid for operating system ${system}`);
      }
      return values.map((Name, index) => [index, { Name }] as const);
    },
  }),
};
