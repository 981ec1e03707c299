/** What tasks run: which of AWS's documents patch, what they are told, and what may patch as well. */
import type { InventoryTask } from './inventory.js';

/** Those of AWS's patching documents that install what baselines approve, by the parameter `Operation`: what a plan can say. */
const baselineDocuments = [
  'AWS-RunPatchBaseline',
  'AWS-RunPatchBaselineWithHooks',
  'AWS-RunPatchBaselineAssociation',
  'AWS-ApplyPatchBaseline',
];

const findingDocument = 'AWS-FindWindowsUpdates';

/** All of them (user guide, "SSM Command documents for patching managed nodes"), the last two being Automation's. */
const patchingDocuments = [
  ...baselineDocuments,
  'AWS-ConfigureWindowsUpdate',
  'AWS-InstallWindowsUpdates',
  findingDocument,
  'AWS-InstallMissingWindowsUpdates',
  'AWS-InstallSpecificWindowsUpdates',
  'AWS-PatchInstanceWithRollback',
  'AWS-PatchAsgInstance',
];

/** Whether a task patches: its document is one of AWS's patching documents, as bare name or as ARN. */
export function isPatchingTask(task: Pick<InventoryTask, 'taskArn'>): boolean {
  return patchingDocuments.includes(bareDocument(task));
}

/** Whether a task patches by baselines: a plan can say all that its document is told. */
export function isBaselineTask(task: Pick<InventoryTask, 'taskArn'>): boolean {
  return baselineDocuments.includes(bareDocument(task));
}

/**
 * Automation's ARNs say `automation-definition` and may end with a version (Service Authorization Reference, resource types of
 * Systems Manager).
 */
function bareDocument(task: Pick<InventoryTask, 'taskArn'>): string {
  return documentName(task).replace(/:[^:]*$/, '');
}

/** AWS's documents that do what they are told: a script may patch as well. */
const scriptDocuments = /^AWS-(Run|Apply)/;

/** Prefixes that AWS keeps for its own documents (API reference, CreateDocument, member Name). */
const ofAws = /^(aws|amazon|amzn)/i;

/** Whether a task that is not known to patch may do so: its document is somebody's own, or runs somebody's script. */
export function mayPatch(task: Pick<InventoryTask, 'taskArn' | 'type'>): boolean {
  return runsDocument(task) && isUnknownDocument(bareDocument(task));
}

/** Whether it cannot be told of a document that it does not patch. */
export function isUnknownDocument(name: string): boolean {
  return !patchingDocuments.includes(name) && (!ofAws.test(name) || scriptDocuments.test(name));
}

/** Whether a task runs a document, and no function or state machine. */
export function runsDocument({ type }: Pick<InventoryTask, 'type'>): boolean {
  return type === 'RUN_COMMAND' || type === 'AUTOMATION';
}

/** The document that a task runs, without what its ARN says before; of a function or a state machine the whole ARN. */
export function documentName({ taskArn }: Pick<InventoryTask, 'taskArn'>): string {
  return taskArn.replace(/^arn:[^/]*:(document|automation-definition)\//, '');
}

/** Whether a patching task only looks for missing patches. */
export function isScanTask(task: Pick<InventoryTask, 'taskArn' | 'runCommand' | 'members'>): boolean {
  return operationOf(task) === 'Scan';
}

/** `Install` or `Scan` (parameter `Operation` of AWS's patching documents, `Action` of AWS-InstallWindowsUpdates). */
export function operationOf(task: Pick<InventoryTask, 'taskArn' | 'runCommand' | 'members'>): string | undefined {
  if (bareDocument(task) === findingDocument) return 'Scan';
  const { runCommand, members } = task;
  // TaskParameters came before TaskInvocationParameters, and old windows still have them (API member TaskParameters).
  const older = members?.TaskParameters as { readonly Operation?: { readonly Values?: readonly string[] } } | undefined;
  const { Operation, Action } = runCommand?.Parameters ?? {};
  const [operation] = Operation ?? Action ?? older?.Operation?.Values ?? [];
  return operation;
}

/** Whether a window has at least one patching task. */
export function isPatchingWindow(window: { readonly tasks: readonly InventoryTask[] }): boolean {
  return window.tasks.some(isPatchingTask);
}
