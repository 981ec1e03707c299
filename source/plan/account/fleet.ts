/** The fleet: every node that Systems Manager knows, with its tags. */
import type { ErrorDescription } from '../../errors.js';
import type { InventoryNode } from './inventory.js';

export interface FleetNode extends InventoryNode {
  readonly tags: Readonly<Record<string, string>>;
  /** When its agent was heard last (API member LastPingDateTime). */
  readonly lastSeen?: Date | undefined;
}

/** Stopped instances are not among them: DescribeInstanceInformation leaves them out (amazon-ssm-agent#407). */
export interface Fleet {
  readonly nodes: readonly FleetNode[];
  /** Why tags could not be read: then only patch groups are known. */
  readonly tagsRefused?: ErrorDescription | undefined;
}

/** An on-premises node or another cloud's: tagged through Systems Manager; the others are EC2's. */
export function isHybrid({ id }: Pick<InventoryNode, 'id'>): boolean {
  return id.startsWith('mi-');
}
