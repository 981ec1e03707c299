/** Writes a plan's record, and notices that somebody else has written it since it was read. */
import { GetParameterCommand, PutParameterCommand, type SSMClient, SSMServiceException } from '@aws-sdk/client-ssm';
import { UserError } from '../errors.js';
import type { PerformResult } from '../execute/patch-manager.js';
import type { OperationInputs, Resolved } from '../plan/account/operations.js';
import { awsFlags, type ConnectionFlags } from '../plan/intent/command-line.js';
import type { Clients } from './clients.js';

type RecordInput = Resolved<OperationInputs['PutParameter']>;

/**
 * The result of writing the record. PutParameter takes no client token, so where the SDK had to send it again, what it finds may
 * be the lost first attempt's.
 * @throws UserError `record-changed-meanwhile` if the version is not the expected one
 */
export async function writeRecord(
  { ssm, connection }: Pick<Clients, 'ssm' | 'connection'>,
  input: RecordInput,
): Promise<PerformResult> {
  const { ExpectedVersion, ...parameter } = input;
  const result = { resourceId: input.Name };
  const { version, attempts } = await put(ssm, parameter);
  if (version === ExpectedVersion) return result;
  if (attempts > 1 && (await isOwn(ssm, input))) return result;
  throw writtenMeanwhile(input.Name, version, connection);
}

async function put(
  ssm: SSMClient,
  parameter: Omit<RecordInput, 'ExpectedVersion'>,
): Promise<{ readonly version: number | undefined; readonly attempts: number }> {
  try {
    const { Version, $metadata } = await ssm.send(new PutParameterCommand(parameter));
    return { version: Version, attempts: $metadata.attempts ?? 1 };
  } catch (error) {
    const { cause } = error as Error;
    if (cause instanceof SSMServiceException && cause.name === 'ParameterAlreadyExists')
      return { version: undefined, attempts: cause.$metadata.attempts ?? 1 };
    throw error;
  }
}

async function isOwn(ssm: SSMClient, { Name, Value, ExpectedVersion }: RecordInput): Promise<boolean> {
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: `${Name}:${ExpectedVersion}` }));
  return Parameter?.Value === Value;
}

function writtenMeanwhile(name: string, version: number | undefined, connection: ConnectionFlags): UserError {
  const now = version === undefined ? 'the record already exists' : `the record now has version ${version}`;
  return new UserError(`Someone else has changed the record ${name} since it was read.`, {
    code: 'record-changed-meanwhile',
    detail: `Another set-up of this plan is running or has just finished: ${now}. This run did not change any window or baseline.`,
    nextSteps: [
      'Agree on who sets up the plan, and wait for the other run to finish.',
      `See what each of you wrote: aws ssm get-parameter-history${awsFlags(connection)} --name ${name}`,
      'Then run it again. It starts from what exists by then.',
    ],
    exitCode: 1,
  });
}
