/** What an account contains, in the words of the account screen. */

import { isPatchingWindow } from '../../plan/account/documents.js';
import { type Inventory, type InventoryNode, type InventoryProgress, planOf } from '../../plan/account/inventory.js';
import { operatingSystemLabels } from '../../plan/baseline/baseline.js';
import { operatingSystemOfNode } from '../../plan/baseline/operating-system.js';
import { counted, plural } from '../../plan/text/plural.js';

/** `123456789012` as `1234 5678 9012`: twelve digits are compared more easily in groups. */
export function accountWords(account: string): string {
  return account.replace(/^(\d{4})(\d{4})(\d{4})$/, '$1 $2 $3');
}

/** What the header says of an account that people depend on. */
export const production = 'PRODUCTION';

/** Whether a profile's name calls its account one that people depend on: `prod-main`, `acme.production`, not `product-team`. */
export function isProduction(profile: string | undefined): boolean {
  return (profile ?? '')
    .split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)
    .some((word) => /^(prod|prd|production|live)$/i.test(word));
}

/** Seconds without an answer after which it is worth a word. */
const quietSeconds = 10;

/** What may be the matter where nothing is heard for a while. */
export function quietWords(seconds: number, otherwise: string): string {
  return seconds < quietSeconds
    ? otherwise
    : 'No answer yet: a proxy, firewall or missing VPC endpoint? Press Esc, or choose another region or profile, to stop.';
}

/** `8 windows from the original scripts: Week1Day2Unattended0300, …`, where no plan has them. */
export function scriptsWords({ windows }: Pick<Inventory, 'windows'>): string | undefined {
  const own = windows.filter(
    (window) => planOf(window) === undefined && /^Week\dDay\dUnattended\d{4}$/.test(window.name),
  );
  const [first] = own;
  if (first === undefined) return undefined;
  const names = own.length === 1 ? first.name : `${first.name} and others`;
  return `${counted(own.length, 'window')} from the original scripts (${names}); a set-up can take ${own.length === 1 ? 'it' : 'them'} over`;
}

/** `7 windows, 3 baselines, 5 patch groups, 12 nodes`: what has been read so far. */
export function progressWords(progress: InventoryProgress | undefined): string {
  const { windows = 0, baselines = 0, patchGroups = 0, nodes = 0 } = progress ?? {};
  const found = [
    [windows, 'window'],
    [baselines, 'baseline'],
    [patchGroups, 'patch group'],
    [nodes, 'node'],
  ] as const;
  return found.map(([count, noun]) => counted(count, noun)).join(', ');
}

/** `6 windows: 2 for patching, none managed by this wizard` and `3 custom baselines`. */
export function patchingWords({ windows, baselines, patchGroups }: Inventory): string[] {
  if (windows.length + baselines.length + patchGroups.length === 0) return ['nothing for patching yet'];
  const ours = windows.filter((window) => planOf(window) !== undefined).length;
  const about = `: ${windows.filter(isPatchingWindow).length || 'none'} for patching, ${ours || 'none'} managed by this wizard`;
  return [
    `${countedOrNo(windows.length, 'window')}${windows.length === 0 ? '' : about}`,
    `${countedOrNo(baselines.length, 'custom baseline')} · ${countedOrNo(patchGroups.length, 'patch group registration')}`,
  ];
}

/** `12 managed: 5 Windows Server · 4 Amazon Linux 2023 · …`, the most frequent first. */
export function fleetWords(nodes: readonly InventoryNode[]): string {
  if (nodes.length === 0) return 'AWS lists no managed nodes here';
  const counts = new Map<string, number>();
  for (const node of nodes) {
    const name = platformWords(node);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const listed = [...counts].sort((a, b) => b[1] - a[1]).map(([name, count]) => `${count} ${name}`);
  return `${nodes.length} managed: ${listed.join(' · ')}`;
}

function platformWords(node: InventoryNode): string {
  const os = operatingSystemOfNode(node);
  return os === undefined ? (node.platformName ?? 'unknown') : operatingSystemLabels[os];
}

/** `no windows`, `1 window`, `8 windows` */
function countedOrNo(count: number, noun: string): string {
  return count === 0 ? `no ${plural(0, noun)}` : counted(count, noun);
}
