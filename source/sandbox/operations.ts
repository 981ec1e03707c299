/** The table of operations: every one that the sandbox knows, by the name that a client asks for. */
import { baselineOperations } from './baselines.js';
import { executionOperations } from './executions.js';
import { nodeOperations } from './nodes.js';
import type { ApiOperation } from './operation.js';
import { parameterOperations } from './parameters.js';
import { patchGroupOperations } from './patch-groups.js';
import { patchPropertyOperations } from './patch-properties.js';
import { stsOperations } from './sts.js';
import { tagOperations } from './tags.js';
import { targetOperations } from './targets.js';
import { taskOperations } from './tasks.js';
import { upcomingOperations } from './upcoming.js';
import { windowOperations } from './windows.js';

export const ssmOperations: ReadonlyMap<string, ApiOperation> = new Map(
  Object.entries({
    ...windowOperations,
    ...targetOperations,
    ...taskOperations,
    ...upcomingOperations,
    ...executionOperations,
    ...baselineOperations,
    ...patchGroupOperations,
    ...patchPropertyOperations,
    ...tagOperations,
    ...nodeOperations,
    ...parameterOperations,
  }),
);

export const securityTokenOperations: ReadonlyMap<string, ApiOperation> = new Map(Object.entries(stsOperations));
