/** The default baseline of an operating system: what nodes get whose patch group has none. */
import type { OperatingSystem } from '../baseline/baseline.js';
import type { Inventory, PredefinedBaseline } from './inventory.js';

/** A baseline that can be a default, whoever made it. */
export type DefaultBaseline = Pick<PredefinedBaseline, 'id' | 'name'>;

/** The one that is the default now. */
export function currentDefault(
  { baselines, predefined = [] }: Inventory,
  operatingSystem: OperatingSystem,
): DefaultBaseline | undefined {
  return [...baselines, ...predefined].find(
    (candidate) => candidate.isDefault && candidate.operatingSystem === operatingSystem,
  );
}

/**
 * The one that AWS has made the default at first. AWS's three baselines for Windows share the operating system; the default
 * one has no hyphens after `AWS-` (Terraform's AWS provider finds it the same way).
 */
export function awsDefault(
  { predefined = [] }: Inventory,
  operatingSystem: OperatingSystem,
): PredefinedBaseline | undefined {
  return predefined.find(
    ({ operatingSystem: system, name }) => system === operatingSystem && /^AWS-[0-9A-Za-z]+PatchBaseline$/.test(name),
  );
}
