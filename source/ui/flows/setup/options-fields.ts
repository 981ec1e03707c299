/** The fields of the options form: how each is changed, and what its value means for the fleet. */
import { minutesPerNode, nodesPerRun } from '../../../plan/intent/capacity.js';
import type { TaskSpec } from '../../../plan/intent/document.js';
import { flagWords } from '../../../plan/intent/task-flags.js';
import { nodesAtATime } from '../../../plan/setup/summary.js';
import { counted } from '../../../plan/text/plural.js';

/** As the members of the document are called. */
export type FieldName = keyof TaskSpec | 'tagKey' | 'tags' | 'plan';

/** Every value as text, as it stands on the screen: what flags have a word for, in that word. */
export type FieldValues = Readonly<Record<FieldName, string>>;

interface FieldBase {
  readonly label: string;
  /** What the value means; the largest patch group has 0 nodes where they are not known. */
  readonly explain: (values: FieldValues, largestGroup: number) => string;
}

export type Field = FieldBase &
  (
    | { readonly kind: 'choice'; readonly offered: readonly string[] }
    | { readonly kind: 'number'; readonly least: number; readonly most: number; readonly allowsPercent?: boolean }
    | { readonly kind: 'text'; readonly placeholder: string }
  );

export const fields: Readonly<Record<FieldName, Field>> = {
  operation: {
    kind: 'choice',
    label: 'Operation',
    offered: Object.values(flagWords.operation),
    explain: ({ operation }) =>
      operation === 'install'
        ? 'Installs approved patches that are missing.'
        : 'Only reports missing patches. Nothing is installed and nothing reboots.',
  },
  reboot: {
    kind: 'choice',
    label: 'Reboot',
    offered: Object.values(flagWords.reboot),
    explain: ({ reboot }) =>
      reboot === 'never'
        ? 'Nodes do not reboot. Patches that need a reboot stay pending, and the node is non-compliant until it reboots.'
        : 'A node reboots if any patch was installed or is pending, even if that patch does not need a reboot.',
  },
  durationHours: {
    kind: 'number',
    label: 'Duration (hours)',
    least: 1,
    most: 24,
    explain: ({ durationHours }) => `The window stays open for ${durationHours} h.`,
  },
  cutoffHours: {
    kind: 'number',
    label: 'Cutoff (hours)',
    least: 0,
    most: 23,
    explain: ({ cutoffHours }) =>
      cutoffHours === '0'
        ? 'Patching can start on a node until the window ends. The cutoff must be shorter than the duration.'
        : `No new nodes start patching in the last ${cutoffHours} h of the window.`,
  },
  onCutoff: {
    kind: 'choice',
    label: 'At the cutoff',
    offered: Object.values(flagWords.onCutoff),
    explain: ({ onCutoff }) =>
      onCutoff === 'continue'
        ? 'A running task continues past the end of the window, and still starts on its remaining nodes.'
        : 'AWS cancels running commands, which can leave nodes half patched.',
  },
  maxConcurrency: {
    kind: 'number',
    label: 'Nodes at a time',
    least: 1,
    most: 9_999_999,
    allowsPercent: true,
    explain: explainCapacity,
  },
  maxErrors: {
    kind: 'number',
    label: 'Errors allowed',
    least: 0,
    most: 9_999_999,
    allowsPercent: true,
    explain: ({ maxErrors }) =>
      maxErrors === '0'
        ? 'The run stops at the first node that fails. Later nodes are not patched.'
        : `If more than ${maxErrors} ${errorsWords(maxErrors)}, no new nodes start patching in that run.`,
  },
  tagKey: {
    kind: 'choice',
    label: 'Tag key',
    offered: ['PatchGroup', 'Patch Group'],
    explain: ({ tagKey }) =>
      tagKey === 'PatchGroup'
        ? 'Nodes join a patch group by this tag. It also works if instance metadata shows tags.'
        : 'Because of the space, instances that show tags in their metadata cannot have this tag.',
  },
  tags: {
    kind: 'text',
    label: 'Tags',
    placeholder: 'none; KEY=VALUE, KEY=VALUE',
    explain: () => "On every window and baseline, besides the two tags that mark them as this plan's.",
  },
  serviceRoleArn: {
    kind: 'text',
    label: 'Service role ARN',
    placeholder: "none (SSM's service-linked role)",
    explain: () => 'The role that runs the tasks. AWS recommends a role of your own.',
  },
  plan: {
    kind: 'text',
    label: 'Plan name',
    placeholder: 'a name',
    explain: () =>
      'The wizard finds the resources of a plan by this name, so a second run updates them instead of adding more.',
  },
};

/** Behind `more than 1`, `more than 3` or `more than 10%`. */
function errorsWords(maxErrors: string): string {
  if (maxErrors === '1') return 'node fails';
  return maxErrors.endsWith('%') ? 'of the nodes fail' : 'nodes fail';
}

/** What a window does. */
export const taskFields = [
  ...(['operation', 'reboot', 'durationHours', 'cutoffHours', 'onCutoff'] as const),
  ...(['maxConcurrency', 'maxErrors', 'serviceRoleArn'] as const),
];

/** What the plan is called and tagged with. */
export const nameFields = ['plan', 'tagKey', 'tags'] as const;

function explainCapacity({ maxConcurrency, durationHours, cutoffHours }: FieldValues, largestGroup: number): string {
  const task = { maxConcurrency, durationHours: Number(durationHours), cutoffHours: Number(cutoffHours) };
  const capacity = nodesPerRun(task, largestGroup || undefined);
  const words = `${nodesAtATime(maxConcurrency)} in ${durationHours} h, about ${minutesPerNode} minutes each`;
  if (capacity === undefined || Number.isNaN(capacity)) return `${words}. The rest wait for the next run.`;
  const left =
    largestGroup > capacity
      ? `The largest group has ${largestGroup}; the rest wait.`
      : 'The rest wait for the next run.';
  return `${words}: about ${counted(capacity, 'node')} per run. ${left}`;
}
