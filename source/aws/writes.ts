/** How each operation of a plan is sent, and which member of its answer names the resource. */
import {
  AddTagsToResourceCommand,
  CreateMaintenanceWindowCommand,
  CreatePatchBaselineCommand,
  type CreatePatchBaselineCommandInput,
  DeleteMaintenanceWindowCommand,
  DeleteParameterCommand,
  DeletePatchBaselineCommand,
  DeregisterPatchBaselineForPatchGroupCommand,
  DeregisterTargetFromMaintenanceWindowCommand,
  DeregisterTaskFromMaintenanceWindowCommand,
  ParameterNotFound,
  RegisterDefaultPatchBaselineCommand,
  RegisterPatchBaselineForPatchGroupCommand,
  RegisterTargetWithMaintenanceWindowCommand,
  RegisterTaskWithMaintenanceWindowCommand,
  RemoveTagsFromResourceCommand,
  type SSMClient,
  UpdateMaintenanceWindowCommand,
  UpdateMaintenanceWindowTargetCommand,
  UpdateMaintenanceWindowTaskCommand,
  UpdatePatchBaselineCommand,
  type UpdatePatchBaselineCommandInput,
} from '@aws-sdk/client-ssm';
import type { PerformResult } from '../execute/patch-manager.js';
import type { OperationInputs, OperationKind, Resolved } from '../plan/account/operations.js';
import { writeRecord } from './record-writer.js';

interface SendOptions {
  readonly abortSignal?: AbortSignal | undefined;
}

type Writes = {
  readonly [Kind in OperationKind]: (
    ssm: SSMClient,
    input: Resolved<OperationInputs[Kind]>,
    options: SendOptions,
  ) => Promise<PerformResult>;
};

/** Errors of the SDK pass as they are; a deletion of what does not exist is a success that says so. */
export const writes: Writes = {
  PutParameter: writeRecord,
  DeleteParameter: async (ssm, input, options) => {
    try {
      await ssm.send(new DeleteParameterCommand(mutable(input)), options);
      return { resourceId: input.Name };
    } catch (error) {
      if (error instanceof ParameterNotFound) return { resourceId: input.Name, wasGone: true };
      throw error;
    }
  },
  CreatePatchBaseline: async (ssm, input, options) => {
    const command = new CreatePatchBaselineCommand(mutable(input) as CreatePatchBaselineCommandInput);
    return { resourceId: (await ssm.send(command, options)).BaselineId };
  },
  UpdatePatchBaseline: async (ssm, input, options) => {
    const command = new UpdatePatchBaselineCommand(mutable(input) as UpdatePatchBaselineCommandInput);
    return { resourceId: (await ssm.send(command, options)).BaselineId };
  },
  RegisterPatchBaselineForPatchGroup: async (ssm, input, options) => {
    const answer = await ssm.send(new RegisterPatchBaselineForPatchGroupCommand(mutable(input)), options);
    return { resourceId: answer.BaselineId };
  },
  CreateMaintenanceWindow: async (ssm, input, options) => ({
    resourceId: (await ssm.send(new CreateMaintenanceWindowCommand(mutable(input)), options)).WindowId,
  }),
  UpdateMaintenanceWindow: async (ssm, input, options) => ({
    resourceId: (await ssm.send(new UpdateMaintenanceWindowCommand(mutable(input)), options)).WindowId,
  }),
  RegisterTargetWithMaintenanceWindow: async (ssm, input, options) => ({
    resourceId: (await ssm.send(new RegisterTargetWithMaintenanceWindowCommand(mutable(input)), options))
      .WindowTargetId,
  }),
  UpdateMaintenanceWindowTarget: async (ssm, input, options) => ({
    resourceId: (await ssm.send(new UpdateMaintenanceWindowTargetCommand(mutable(input)), options)).WindowTargetId,
  }),
  RegisterTaskWithMaintenanceWindow: async (ssm, input, options) => ({
    resourceId: (await ssm.send(new RegisterTaskWithMaintenanceWindowCommand(mutable(input)), options)).WindowTaskId,
  }),
  UpdateMaintenanceWindowTask: async (ssm, input, options) => ({
    resourceId: (await ssm.send(new UpdateMaintenanceWindowTaskCommand(mutable(input)), options)).WindowTaskId,
  }),
  AddTagsToResource: async (ssm, input, options) => {
    await ssm.send(new AddTagsToResourceCommand(mutable(input)), options);
    return { resourceId: input.ResourceId };
  },
  RemoveTagsFromResource: async (ssm, input, options) => {
    await ssm.send(new RemoveTagsFromResourceCommand(mutable(input)), options);
    return { resourceId: input.ResourceId };
  },
  DeregisterTaskFromMaintenanceWindow: (ssm, input, options) =>
    deletion(input.WindowTaskId, () =>
      ssm.send(new DeregisterTaskFromMaintenanceWindowCommand(mutable(input)), options),
    ),
  DeregisterTargetFromMaintenanceWindow: (ssm, input, options) =>
    deletion(input.WindowTargetId, () =>
      ssm.send(new DeregisterTargetFromMaintenanceWindowCommand(mutable(input)), options),
    ),
  DeleteMaintenanceWindow: (ssm, input, options) =>
    deletion(input.WindowId, () => ssm.send(new DeleteMaintenanceWindowCommand(mutable(input)), options)),
  DeregisterPatchBaselineForPatchGroup: (ssm, input, options) =>
    deletion(input.PatchGroup, () =>
      ssm.send(new DeregisterPatchBaselineForPatchGroupCommand(mutable(input)), options),
    ),
  RegisterDefaultPatchBaseline: async (ssm, input, options) => ({
    resourceId: (await ssm.send(new RegisterDefaultPatchBaselineCommand(mutable(input)), options)).BaselineId,
  }),
  DeletePatchBaseline: (ssm, input, options) =>
    deletion(input.BaselineId, () => ssm.send(new DeletePatchBaselineCommand(mutable(input)), options)),
};

/**
 * Sends a deletion. Of the deletions only some have an error for what does not exist in their model (API reference), and
 * for a registration it is InvalidResourceId.
 */
async function deletion(resourceId: string, send: () => Promise<unknown>): Promise<PerformResult> {
  try {
    await send();
    return { resourceId };
  } catch (error) {
    if (error instanceof Error && /^(DoesNotExist|InvalidResourceId)/.test(error.name))
      return { resourceId, wasGone: true };
    throw error;
  }
}

type Mutable<T> = T extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
    : T;

/** The SDK's input types are mutable, though it never changes them. */
function mutable<T>(input: T): Mutable<T> {
  return input as Mutable<T>;
}
