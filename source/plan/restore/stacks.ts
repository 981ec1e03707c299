/** What is to be told of CloudFormation stacks before a backup comes back: what they have made is left to them. */
import { type Finding, warning } from '../account/finding.js';
import { type Inventory, type InventoryWindow, stackOf, stackWords } from '../account/inventory.js';
import type { ResourceId } from '../account/operations.js';
import type { BackedUpWindow } from '../cleanup/backup.js';

/**
 * That a window stays as it is, since a stack has taken it over after it was backed up. What a stack had made by then was named for
 * the clean-up by itself, and its restore takes back just that.
 */
export function leftToStack({ tags }: BackedUpWindow, existing: InventoryWindow): Finding | undefined {
  const stack = stackWords(existing);
  if (stack === undefined || stackOf({ tags }) !== undefined) return undefined;
  const message = `Window ${existing.name} (${existing.id}) is now ${stack}, so it stays as it is.`;
  return warning('stack', message, ['Change it in the template, or remove it from the stack and run this again.']);
}

/** That what is made again has lost tags of AWS's own, and with them its stack. */
export function lostTags(name: string, tags: Readonly<Record<string, string>>): Finding {
  const stack = stackWords({ tags });
  if (stack === undefined)
    return warning('aws-tags', `${name} had tags that only AWS can set. They cannot be restored.`);
  const message = `${name} was ${stack}, which will not know the new one. The next stack update may fail or create another.`;
  return warning('aws-tags', message, ['Remove it from the stack, or import the new one into the stack.']);
}

/**
 * That something is registered again with a baseline that a stack has: its template does not say so.
 * @param subject `The patch group "web"`
 */
export function withStacksBaseline(subject: string, wanted: ResourceId, { baselines }: Inventory): Finding[] {
  const baseline = baselines.find(({ id }) => id === wanted);
  const stack = baseline && stackWords(baseline);
  if (stack === undefined) return [];
  const message = `${subject} will be registered again with ${baseline?.name} (${baseline?.id}), which is ${stack}. The stack may undo it in its next update.`;
  return [warning('stack', message, ["Add it to the baseline in the stack's template too."])];
}
