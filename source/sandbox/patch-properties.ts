/** The properties by which patches can be chosen, for each operating system: DescribePatchProperties. */
import type { OperatingSystem as System } from '../plan/baseline/baseline.js';
import { validationError } from './api-error.js';
import { listing } from './listing.js';
import { NextToken, OperatingSystem } from './model/common.js';
import { integer, oneOf, structure } from './shape.js';

type Properties = Readonly<Partial<Record<string, readonly string[]>>>;

const advisories = ['Security', 'Bugfix', 'Enhancement', 'Recommended', 'Newpackage'];
const mediumSeverities = ['Critical', 'Important', 'Medium', 'Low'];
const moderateSeverities = ['Critical', 'Important', 'Moderate', 'Low'];
const priorities = ['Required', 'Important', 'Standard', 'Optional', 'Extra'];

function advisorySystem(PRODUCT: readonly string[], SEVERITY: readonly string[]): Properties {
  return { PRODUCT, CLASSIFICATION: advisories, SEVERITY };
}

/** `RedhatEnterpriseLinux9.4` and so on. */
function releases(name: string, ...versions: readonly string[]): string[] {
  return versions.map((version) => `${name}${version}`);
}

/**
 * What there is to choose from. Which properties a system has: API reference, DescribePatchProperties, and the user
 * guide's pages on rules for the systems that it does not name. Values: earlier versions of the API model, which
 * listed them, and the user guide. The products are a selection: AWS's list grows with every release.
 */
const properties: Readonly<Record<System, Properties>> = {
  WINDOWS: {
    PRODUCT: [...releases('WindowsServer', '2012R2', '2016', '2019', '2022', '2025'), 'Windows10', 'Windows11'],
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
  AMAZON_LINUX: advisorySystem(releases('AmazonLinux', '2017.09', '2018.03'), mediumSeverities),
  AMAZON_LINUX_2: advisorySystem(releases('AmazonLinux', '2', '2.0'), mediumSeverities),
  AMAZON_LINUX_2022: advisorySystem(['AmazonLinux2022'], mediumSeverities),
  AMAZON_LINUX_2023: advisorySystem(['AmazonLinux2023'], mediumSeverities),
  REDHAT_ENTERPRISE_LINUX: advisorySystem(
    releases('RedhatEnterpriseLinux', '8', '8.10', '9', '9.2', '9.4', '9.5'),
    mediumSeverities,
  ),
  CENTOS: advisorySystem(releases('CentOS', '7.9', '8.5', 'Stream9'), mediumSeverities),
  ROCKY_LINUX: advisorySystem(releases('RockyLinux', '8.10', '9.4'), mediumSeverities),
  ALMA_LINUX: advisorySystem(releases('AlmaLinux', '8.10', '9.4'), mediumSeverities),
  ORACLE_LINUX: advisorySystem(releases('OracleLinux', '7.9', '8.10', '9.4'), moderateSeverities),
  SUSE: {
    PRODUCT: releases('Suse', '12.5', '15.5', '15.6'),
    CLASSIFICATION: ['Security', 'Recommended', 'Optional', 'Feature', 'Document', 'Yast'],
    SEVERITY: moderateSeverities,
  },
  UBUNTU: { PRODUCT: releases('Ubuntu', '20.04', '22.04', '24.04'), PRIORITY: priorities },
  DEBIAN: { PRODUCT: releases('Debian', '11', '12'), PRIORITY: priorities },
  RASPBIAN: { PRODUCT: releases('Raspbian', '11', '12'), PRIORITY: priorities },
  MACOS: {
    PRODUCT: releases('MacOS', '13.7', '14.7', '15.1'),
    CLASSIFICATION: ['softwareupdate', 'installer', 'brew', 'brew cask'],
  },
};

/** What Microsoft's applications have, with PatchSet APPLICATION. */
const applications: Properties = {
  ...properties.WINDOWS,
  PRODUCT: ['Exchange Server 2019', 'Office 2016', 'Office 2019', 'SQL Server 2019', 'SQL Server 2022'],
  PRODUCT_FAMILY: ['Exchange', 'Office', 'SQL Server'],
};

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
