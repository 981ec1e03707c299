/** The seeded nodes: twelve of the sample account, or a fleet of so many. */
import type { Region } from './account.js';
import type { Context } from './context.js';
import { resourceId, uuid } from './context.js';
import type { EpochSeconds, NodeRow } from './rows.js';
import { putTags } from './tags.js';

type System = readonly [type: 'Windows' | 'Linux', name: string, version: string];

const windows: System = ['Windows', 'Microsoft Windows Server 2022 Datacenter', '10.0.20348'];
const amazonLinux: System = ['Linux', 'Amazon Linux', '2023'];
const ubuntu: System = ['Linux', 'Ubuntu', '22.04'];
const redHat: System = ['Linux', 'Red Hat Enterprise Linux', '9.4'];

/** What a node differs by. */
interface Seeded {
  readonly name: string;
  readonly system: System;
  /** Values by key; undefined ones are none. */
  readonly tags: Readonly<Record<string, string | undefined>>;
  readonly address: string;
  /** Patches that are missing. */
  readonly missing: number;
  readonly failed?: number;
  readonly pendingReboot?: number;
  readonly secondsSincePing: number;
  readonly isLost: boolean;
  /** On premises: registered with an activation and tagged through SSM; all others are EC2 instances. */
  readonly isHybrid: boolean;
  readonly hasMetadataTags: boolean;
}

type Add = (node: Seeded) => void;

/** What puts nodes into a region. */
function adding(region: Region, hex: Context['hex'], registered: EpochSeconds): Add {
  return ({ name, system, tags: values, missing, failed = 0, pendingReboot = 0, isLost, isHybrid, ...node }) => {
    const [type, platform, version] = system;
    const tags = Object.entries(values).flatMap(([Key, Value]) => (Value === undefined ? [] : [{ Key, Value }]));
    const row: NodeRow = {
      InstanceId: resourceId(isHybrid ? 'mi' : 'i', { hex }),
      PingStatus: isLost ? 'ConnectionLost' : 'Online',
      SecondsSincePing: node.secondsSincePing,
      AgentVersion: isLost ? '3.2.2303.0' : '3.3.1611.0',
      IsLatestVersion: !isLost,
      PlatformType: type,
      PlatformName: platform,
      PlatformVersion: version,
      IPAddress: node.address,
      ComputerName: `${name}.corp.example.com`,
      AssociationStatus: isLost ? 'Pending' : 'Success',
      Patches: { missing, failed, pendingReboot },
      ...(isHybrid
        ? {
            ResourceType: 'ManagedInstance',
            SourceType: 'AWS::SSM::ManagedInstance',
            RegistrationDate: registered,
            ActivationId: uuid({ hex }),
            IamRole: 'service-role/hybrid-nodes',
            Name: name,
          }
        : {
            ResourceType: 'EC2Instance',
            SourceType: 'AWS::EC2::Instance',
            ...(tags.length > 0 ? { Tags: tags } : {}),
            ...(node.hasMetadataTags ? { HasMetadataTags: true } : {}),
          }),
    };
    region.nodes.put(row.InstanceId, row);
    if (isHybrid) putTags(region, 'ManagedInstance', row.InstanceId, tags);
  };
}

const group = 'aws:autoscaling:groupName';

/** Name, operating system, environment, team, patch group or none, patches that are missing. */
const sample: readonly (readonly [string, System, string, string, string | undefined, number])[] = [
  ['ad-01', windows, 'prod', 'workplace', 'corp-windows', 0],
  ['ad-02', windows, 'prod', 'workplace', 'corp-windows', 2],
  ['files-01', windows, 'prod', 'workplace', 'corp-windows', 0],
  ['reports-01', windows, 'prod', 'finance', undefined, 9],
  ['build-win-01', windows, 'dev', 'platform', undefined, 4],
  ['web-01', amazonLinux, 'prod', 'web', 'web-tier', 0],
  ['web-02', amazonLinux, 'prod', 'web', 'web-tier', 0],
  ['web-canary-01', amazonLinux, 'test', 'web', 'web-tier-canary', 0],
  ['batch-01', amazonLinux, 'prod', 'platform', undefined, 17],
  ['airflow-01', ubuntu, 'prod', 'data-platform', 'data-platform', 1],
  ['jupyter-01', ubuntu, 'dev', 'data-platform', undefined, 31],
  ['ledger-01', redHat, 'prod', 'finance', 'finance', 3],
];

/** The sample account's nodes: four operating systems, some in other teams' patch groups, one lost since last night. */
function addSample(add: Add): void {
  for (const [index, [name, system, environment, team, patchGroup, missing]] of sample.entries()) {
    const isLost = name === 'jupyter-01';
    const isHybrid = name === 'ledger-01';
    add({
      name,
      system,
      tags: {
        Name: name,
        Environment: environment,
        Team: team,
        'Patch Group': patchGroup,
        [group]: patchGroup === 'web-tier' ? 'web-tier' : undefined,
      },
      address: `10.20.${isHybrid ? 9 : 1 + Math.floor(index / 4)}.${20 + 7 * index}`,
      missing,
      failed: name === 'reports-01' ? 1 : 0,
      pendingReboot: name === 'ad-02' ? 1 : 0,
      secondsSincePing: isLost ? 31_260 : 11 + 19 * index,
      isLost,
      isHybrid,
      hasMetadataTags: name === 'batch-01',
    });
  }
}

/** What each ten nodes of a fleet are: service, operating system, team. Tills are on premises. */
const services: readonly (readonly [string, System, string])[] = [
  ['web', amazonLinux, 'shop'],
  ['web', amazonLinux, 'shop'],
  ['api', amazonLinux, 'shop'],
  ['db', redHat, 'data'],
  ['web', amazonLinux, 'shop'],
  ['build', ubuntu, 'platform'],
  ['api', amazonLinux, 'shop'],
  ['office', windows, 'workplace'],
  ['queue', ubuntu, 'platform'],
  ['till', windows, 'stores'],
];
const environments = ['prod', 'prod', 'test', 'prod', 'dev'];

/**
 * So many nodes, of which fewer are the same as the first of more. Each 17th is lost, for days; each 50th has no tags at
 * all. The nodes that serve the shop are of Auto Scaling groups; the metadata of those that build tell their tags.
 */
function addFleet(add: Add, size: number): void {
  const counts: Record<string, number> = {};
  for (let index = 0; index < size; index++) {
    const [service = '', system = windows, team = ''] = services[index % 10] ?? [];
    counts[service] = (counts[service] ?? 0) + 1;
    const name = `${service}-${counts[service]}`;
    const environment = environments[Math.floor(index / 10) % 5] ?? '';
    const isLost = index % 17 === 16;
    add({
      name,
      system,
      tags:
        index % 50 === 23
          ? {}
          : {
              Name: name,
              Environment: environment,
              Service: service,
              Team: team,
              [group]: team === 'shop' ? `${service}-${environment}` : undefined,
            },
      address: `10.${100 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`,
      missing: (index * 7) % 5,
      secondsSincePing: isLost ? 86_400 * (1 + (index % 9)) : 5 + (index % 280),
      isLost,
      isHybrid: service === 'till',
      hasMetadataTags: service === 'build',
    });
  }
}

/** Puts the nodes into a region: those of the sample account, or a fleet of so many. */
export function seedNodes(region: Region, hex: Context['hex'], registered: EpochSeconds, fleet?: number): void {
  const add = adding(region, hex, registered);
  if (fleet === undefined) addSample(add);
  else addFleet(add, fleet);
}
