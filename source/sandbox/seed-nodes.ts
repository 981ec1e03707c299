/** The seeded fleet: twelve managed nodes of four operating systems, some of them in other teams' patch groups. */
import type { Region } from './account.js';
import type { Context } from './context.js';
import { resourceId, uuid } from './context.js';
import type { EpochSeconds, NodeRow } from './rows.js';
import { putTags } from './tags.js';

interface System {
  readonly type: 'Windows' | 'Linux';
  readonly name: string;
  readonly version: string;
}

const windows: System = { type: 'Windows', name: 'Microsoft Windows Server 2022 Datacenter', version: '10.0.20348' };
const amazonLinux: System = { type: 'Linux', name: 'Amazon Linux', version: '2023' };
const ubuntu: System = { type: 'Linux', name: 'Ubuntu', version: '22.04' };
const redHat: System = { type: 'Linux', name: 'Red Hat Enterprise Linux', version: '9.4' };

/** Name, operating system, environment, team, patch group or none, patches that are missing. */
const fleet: readonly (readonly [string, System, string, string, string | undefined, number])[] = [
  ['ad-01', windows, 'production', 'workplace', 'corp-windows', 0],
  ['ad-02', windows, 'production', 'workplace', 'corp-windows', 2],
  ['files-01', windows, 'production', 'workplace', 'corp-windows', 0],
  ['reports-01', windows, 'production', 'finance', undefined, 9],
  ['build-win-01', windows, 'staging', 'platform', undefined, 4],
  ['web-01', amazonLinux, 'production', 'web', 'web-tier', 0],
  ['web-02', amazonLinux, 'production', 'web', 'web-tier', 0],
  ['web-canary-01', amazonLinux, 'staging', 'web', 'web-tier-canary', 0],
  ['batch-01', amazonLinux, 'production', 'platform', undefined, 17],
  ['airflow-01', ubuntu, 'production', 'data-platform', 'data-platform', 1],
  ['jupyter-01', ubuntu, 'staging', 'data-platform', undefined, 31],
  ['ledger-01', redHat, 'production', 'finance', 'finance', 3],
];

/** On premises: registered with an activation and tagged through SSM; all others are EC2 instances. */
const hybrid = 'ledger-01';
/** Out of reach since last night. */
const lost = 'jupyter-01';

/** Puts the fleet into a region. */
export function seedNodes(region: Region, hex: Context['hex'], registered: EpochSeconds): void {
  for (const [index, [name, system, environment, team, group, missing]] of fleet.entries()) {
    const tags = [
      { Key: 'Name', Value: name },
      { Key: 'Environment', Value: environment },
      { Key: 'Team', Value: team },
      ...(group === undefined ? [] : [{ Key: 'Patch Group', Value: group }]),
    ];
    const isHybrid = name === hybrid;
    const node: NodeRow = {
      InstanceId: resourceId(isHybrid ? 'mi' : 'i', { hex }),
      PingStatus: name === lost ? 'ConnectionLost' : 'Online',
      SecondsSincePing: name === lost ? 31_260 : 11 + 19 * index,
      AgentVersion: name === lost ? '3.2.2303.0' : '3.3.1611.0',
      IsLatestVersion: name !== lost,
      PlatformType: system.type,
      PlatformName: system.name,
      PlatformVersion: system.version,
      IPAddress: `10.20.${isHybrid ? 9 : 1 + Math.floor(index / 4)}.${20 + 7 * index}`,
      ComputerName: `${name}.corp.example.com`,
      AssociationStatus: name === lost ? 'Pending' : 'Success',
      Patches: { missing, failed: name === 'reports-01' ? 1 : 0, pendingReboot: name === 'ad-02' ? 1 : 0 },
      ...(isHybrid
        ? {
            ResourceType: 'ManagedInstance',
            SourceType: 'AWS::SSM::ManagedInstance',
            RegistrationDate: registered,
            ActivationId: uuid({ hex }),
            IamRole: 'service-role/hybrid-nodes',
            Name: name,
            Tags: [],
          }
        : { ResourceType: 'EC2Instance', SourceType: 'AWS::EC2::Instance', Tags: tags }),
    };
    region.nodes.put(node.InstanceId, node);
    if (isHybrid) putTags(region, 'ManagedInstance', node.InstanceId, tags);
  }
}
