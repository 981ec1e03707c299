/** Which nodes look like one service, so that they should not be patched at the same time. */
import type { FleetNode } from '../account/fleet.js';

/** AWS's own tag on the instances of an Auto Scaling group. */
const autoScalingTag = 'aws:autoscaling:groupName';

/** Names that say where a node is, or nothing, but not what it is for: those that EC2 and Windows give by themselves. */
const accidental = /^(ip-\d+-\d+-\d+-\d+|ec2amaz-|win-|m?i-[0-9a-f]{8})/i;

/**
 * What a node looks to be one of: the name of its Auto Scaling group, or its own name with `*` for digits (`web-*`). Undefined where
 * nothing tells.
 */
export function serviceOf(node: FleetNode): string | undefined {
  const group = node.tags[autoScalingTag];
  if (group) return group;
  const name = nameOf(node);
  if (name === undefined || accidental.test(name)) return undefined;
  return name.replace(/\d+/g, '*');
}

/** What people call a node: its tag Name, or what it says itself. */
export function nameOf({ tags, name }: FleetNode): string | undefined {
  return tags.Name || name || undefined;
}
