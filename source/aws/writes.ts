/** How each operation of a plan is sent, and which member of its answer or its input names the resource. */
import {
  AddTagsToResourceCommand,
  CreateMaintenanceWindowCommand,
  CreatePatchBaselineCommand,
  DeleteMaintenanceWindowCommand,
  DeleteParameterCommand,
  DeletePatchBaselineCommand,
  DeregisterPatchBaselineForPatchGroupCommand,
  DeregisterTargetFromMaintenanceWindowCommand,
  DeregisterTaskFromMaintenanceWindowCommand,
  RegisterDefaultPatchBaselineCommand,
  RegisterPatchBaselineForPatchGroupCommand,
  RegisterTargetWithMaintenanceWindowCommand,
  RegisterTaskWithMaintenanceWindowCommand,
  RemoveTagsFromResourceCommand,
  type ServiceInputTypes,
  type ServiceOutputTypes,
  UpdateMaintenanceWindowCommand,
  UpdateMaintenanceWindowTargetCommand,
  UpdateMaintenanceWindowTaskCommand,
  UpdatePatchBaselineCommand,
} from '@aws-sdk/client-ssm';
import { UserError } from '../errors.js';
import type { PerformResult } from '../execute/patch-manager.js';
import type { OperationInputs, OperationKind, Resolved, TaggingKind } from '../plan/account/operations.js';
import type { Clients, SsmCommand } from './clients.js';
import { incomplete } from './errors.js';
import { writeRecord } from './record-writer.js';

// The SDK's input types are mutable, though it never changes them, so a plan's inputs are not theirs to the letter.
type Write = new (input: never) => object;

const writes: Readonly<
  Record<Exclude<OperationKind, 'PutParameter' | TaggingKind>, readonly [Write, idMember: string]>
> = {
  DeleteParameter: [DeleteParameterCommand, 'Name'],
  CreatePatchBaseline: [CreatePatchBaselineCommand, 'BaselineId'],
  UpdatePatchBaseline: [UpdatePatchBaselineCommand, 'BaselineId'],
  DeletePatchBaseline: [DeletePatchBaselineCommand, 'BaselineId'],
  RegisterDefaultPatchBaseline: [RegisterDefaultPatchBaselineCommand, 'BaselineId'],
  RegisterPatchBaselineForPatchGroup: [RegisterPatchBaselineForPatchGroupCommand, 'BaselineId'],
  DeregisterPatchBaselineForPatchGroup: [DeregisterPatchBaselineForPatchGroupCommand, 'PatchGroup'],
  CreateMaintenanceWindow: [CreateMaintenanceWindowCommand, 'WindowId'],
  UpdateMaintenanceWindow: [UpdateMaintenanceWindowCommand, 'WindowId'],
  DeleteMaintenanceWindow: [DeleteMaintenanceWindowCommand, 'WindowId'],
  RegisterTargetWithMaintenanceWindow: [RegisterTargetWithMaintenanceWindowCommand, 'WindowTargetId'],
  UpdateMaintenanceWindowTarget: [UpdateMaintenanceWindowTargetCommand, 'WindowTargetId'],
  DeregisterTargetFromMaintenanceWindow: [DeregisterTargetFromMaintenanceWindowCommand, 'WindowTargetId'],
  RegisterTaskWithMaintenanceWindow: [RegisterTaskWithMaintenanceWindowCommand, 'WindowTaskId'],
  UpdateMaintenanceWindowTask: [UpdateMaintenanceWindowTaskCommand, 'WindowTaskId'],
  DeregisterTaskFromMaintenanceWindow: [DeregisterTaskFromMaintenanceWindowCommand, 'WindowTaskId'],
  AddTagsToResource: [AddTagsToResourceCommand, 'ResourceId'],
  RemoveTagsFromResource: [RemoveTagsFromResourceCommand, 'ResourceId'],
};

/** What was done: a deletion of what does not exist is a success that says so. */
export async function perform<Kind extends OperationKind>(
  clients: Pick<Clients, 'ssm' | 'tagging' | 'connection'>,
  kind: Kind,
  input: Resolved<OperationInputs[Kind]>,
): Promise<PerformResult> {
  if (kind === 'PutParameter') return writeRecord(clients, input as Resolved<OperationInputs['PutParameter']>);
  if ('ResourceARNList' in input) return (await clients.tagging()).perform(input);
  const [Command, idMember] = writes[kind as Exclude<Kind, 'PutParameter' | TaggingKind>];
  try {
    const command = new Command(input as never) as SsmCommand<ServiceInputTypes, ServiceOutputTypes>;
    const answer = await clients.ssm.send(command);
    const resourceId = member(idMember, input, answer);
    if (resourceId === undefined) throw incomplete(`ssm:${kind}`, idMember);
    return { resourceId };
  } catch (error) {
    // Of the deletions only some have an error for what does not exist in their model (API reference), and for a registration it is
    // InvalidResourceId.
    const isGone = /^De(lete|register)/.test(kind) && error instanceof UserError && isMissing.test(error.code);
    if (isGone) return { resourceId: member(idMember, input), wasGone: true };
    throw error;
  }
}

function member(name: string, ...places: readonly object[]): string | undefined {
  return Object.assign({}, ...places)[name];
}

const isMissing = /^(DoesNotExist|InvalidResourceId|ParameterNotFound)/;
