/** The calls of Parameter Store in a few words. */
import type { GetParameterCommandInput, PutParameterCommandInput } from '@aws-sdk/client-ssm';
import type { TestSandbox } from '../helpers/sandbox.js';

/** A region's Parameter Store; a new parameter is a String unless it is told otherwise. */
export function store(sandbox: TestSandbox, region?: string) {
  const ssm = sandbox.ssm(region);
  return {
    put: (Name: string, Value: string, more: Partial<PutParameterCommandInput> = {}) =>
      ssm.putParameter({ Name, Value, Type: 'String', ...more }),
    get: async (Name: string, more: Partial<GetParameterCommandInput> = {}) =>
      (await ssm.getParameter({ Name, ...more })).Parameter,
    several: (...Names: string[]) => ssm.getParameters({ Names }),
    history: async (Name: string) => (await ssm.getParameterHistory({ Name })).Parameters ?? [],
    remove: (Name: string) => ssm.deleteParameter({ Name }),
    removeSeveral: (...Names: string[]) => ssm.deleteParameters({ Names }),
  };
}

/** What an update says besides name and value. */
export const overwrite = { Overwrite: true, Type: undefined };
