/** Reads the records of an account's plans: parameters, one read for all of them. */
import { DescribeParametersCommand, GetParametersByPathCommand, type ParameterMetadata } from '@aws-sdk/client-ssm';
import { describeError, UserError } from '../errors.js';
import type { Inventory, InventoryRecord } from '../plan/account/inventory.js';
import { recordPath } from '../plan/intent/names.js';
import type { Clients } from './clients.js';
import { allPages } from './paging.js';

/**
 * The records, or why these credentials may not read them.
 * @param isComplete also who wrote each last, which another operation tells
 */
export async function readRecords(
  clients: Clients,
  signal: AbortSignal | undefined,
  isComplete = false,
): Promise<Pick<Inventory, 'records' | 'recordsRefused'>> {
  try {
    const [records, metadata] = await Promise.all([
      read(clients, signal),
      isComplete ? readMetadata(clients, signal) : [],
    ]);
    const writers = new Map(metadata.map(({ Name, LastModifiedUser }) => [Name, LastModifiedUser]));
    return { records: records.map((record) => ({ ...record, changedBy: writers.get(record.name) })) };
  } catch (error) {
    if (error instanceof UserError && /^AccessDenied/.test(error.code))
      return { records: [], recordsRefused: describeError(error) };
    throw error;
  }
}

async function read({ ssm, read: send }: Clients, abortSignal: AbortSignal | undefined): Promise<InventoryRecord[]> {
  const parameters = await allPages(
    (NextToken) =>
      send(
        'ssm:GetParametersByPath',
        () =>
          ssm.send(new GetParametersByPathCommand({ Path: recordPath, MaxResults: 10, NextToken }), { abortSignal }),
        abortSignal,
      ),
    (answer) => answer.Parameters,
  );
  return parameters.map(({ Name = '', Value = '', Version = 0, LastModifiedDate }) => ({
    plan: Name.slice(recordPath.length + 1),
    name: Name,
    value: Value,
    version: Version,
    changedAt: LastModifiedDate,
  }));
}

/** Who wrote a record last only matters to people: without the permission it is not told. */
async function readMetadata(
  { ssm, read: send }: Clients,
  abortSignal: AbortSignal | undefined,
): Promise<ParameterMetadata[]> {
  const ParameterFilters = [{ Key: 'Path', Option: 'OneLevel', Values: [recordPath] }];
  try {
    return await allPages(
      (NextToken) =>
        send(
          'ssm:DescribeParameters',
          () =>
            ssm.send(new DescribeParametersCommand({ ParameterFilters, MaxResults: 50, NextToken }), { abortSignal }),
          abortSignal,
        ),
      (answer) => answer.Parameters,
    );
  } catch (error) {
    if (error instanceof UserError && /^AccessDenied/.test(error.code)) return [];
    throw error;
  }
}
