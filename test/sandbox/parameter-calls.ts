/** The calls of Parameter Store in a few words. */
import {
  DeleteParameterCommand,
  DeleteParametersCommand,
  GetParameterCommand,
  type GetParameterCommandInput,
  GetParameterHistoryCommand,
  GetParametersCommand,
  PutParameterCommand,
  type PutParameterCommandInput,
} from '@aws-sdk/client-ssm';
import type { TestSandbox } from '../helpers/sandbox.js';

/** A region's Parameter Store; a new parameter is a String unless it is told otherwise. */
export function store(sandbox: TestSandbox, region?: string) {
  const ssm = sandbox.ssm(region);
  return {
    put: (Name: string, Value: string, more: Partial<PutParameterCommandInput> = {}) =>
      ssm.send(new PutParameterCommand({ Name, Value, Type: 'String', ...more })),
    get: async (Name: string, more: Partial<GetParameterCommandInput> = {}) =>
      (await ssm.send(new GetParameterCommand({ Name, ...more }))).Parameter,
    several: (...Names: string[]) => ssm.send(new GetParametersCommand({ Names })),
    history: async (Name: string) => (await ssm.send(new GetParameterHistoryCommand({ Name }))).Parameters ?? [],
    remove: (Name: string) => ssm.send(new DeleteParameterCommand({ Name })),
    removeSeveral: (...Names: string[]) => ssm.send(new DeleteParametersCommand({ Names })),
  };
}

/** What an update says besides name and value. */
export const overwrite = { Overwrite: true, Type: undefined };
