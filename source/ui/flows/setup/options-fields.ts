/** The fields of the options form: how each is changed, and what its value means for the fleet. */
import { minutesPerNode, nodesPerRun } from '../../../plan/intent/capacity.js';
import type { TaskSpec } from '../../../plan/intent/document.js';
import { flagWords } from '../../../plan/intent/task-flags.js';
import { nodesAtATime } from '../../../plan/setup/summary.js';
import { plural } from '../../../plan/text/plural.js';

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
        ? 'Approved patches that are missing are installed.'
        : 'Missing patches are only reported; nothing is installed and nothing reboots.',
  },
  reboot: {
    kind: 'choice',
    label: 'Reboot',
    offered: Object.values(flagWords.reboot),
    explain: ({ reboot }) =>
      reboot === 'never'
        ? 'Nodes are not rebooted: what needs a reboot stays pending, and the node counts as non-compliant until then.'
        : 'A node reboots whenever any patch was installed or is pending, whether that patch asks for it or not.',
  },
  durationHours: {
    kind: 'number',
    label: 'Duration, hours',
    least: 1,
    most: 24,
    explain: ({ durationHours }) => `The window is open for ${durationHours} h; the dates show when it ends.`,
  },
  cutoffHours: {
    kind: 'number',
    label: 'Cutoff, hours',
    least: 0,
    most: 23,
    explain: ({ cutoffHours }) =>
      cutoffHours === '0'
        ? 'Nodes may be started until the very end of the window. The most is the duration less 1.'
        : `No further node is started in the last ${cutoffHours} h of the window.`,
  },
  onCutoff: {
    kind: 'choice',
    label: 'At the cutoff',
    offered: Object.values(flagWords.onCutoff),
    explain: ({ onCutoff }) =>
      onCutoff === 'continue'
        ? 'What runs goes on past the end, and further nodes of the running task are still started.'
        : 'Running commands are told to stop; nodes may be left half patched.',
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
        ? 'The first node that fails stops the run; nodes after it are not patched.'
        : `When more than ${maxErrors} ${maxErrors === '1' ? 'node has' : 'of the nodes have'} failed, no further node is started in that run.`,
  },
  tagKey: {
    kind: 'choice',
    label: 'Tag key',
    offered: ['PatchGroup', 'Patch Group'],
    explain: ({ tagKey }) =>
      tagKey === 'PatchGroup'
        ? 'Nodes join a patch group by this tag. It also works where instance metadata shows tags.'
        : 'With the space, instances that show tags in their metadata cannot carry it.',
  },
  tags: {
    kind: 'text',
    label: 'Tags',
    placeholder: 'none; KEY=VALUE, KEY=VALUE',
    explain: () => 'On every window and baseline, besides the two that mark them as this plan’s.',
  },
  serviceRoleArn: {
    kind: 'text',
    label: 'Service role ARN',
    placeholder: "none; SSM's service-linked role is used",
    explain: () => 'The role that runs the tasks. AWS recommends one of your own.',
  },
  plan: {
    kind: 'text',
    label: 'Plan name',
    placeholder: 'a name',
    explain: () =>
      'The plan finds its resources again by this name, so that a second run changes instead of duplicating.',
  },
};

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
  const words = `${nodesAtATime(maxConcurrency)} in ${durationHours} h, at about ${minutesPerNode} minutes a node`;
  if (capacity === undefined || Number.isNaN(capacity)) return `${words}; nodes that are left wait for the next run.`;
  const left =
    largestGroup > capacity
      ? `The largest group has ${largestGroup}: the others wait for the next run.`
      : 'Nodes that are left wait for the next run.';
  return `${words}: about ${capacity} ${plural(capacity, 'node')} a run. ${left}`;
}
