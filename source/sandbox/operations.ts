/** The table of operations: every one that the sandbox knows, by the name that a client asks for. */
import { baselineOperations, patchGroupOperations } from './baselines.js';
import { dateOperations } from './dates.js';
import { nodeOperations } from './nodes.js';
import type { ApiOperation } from './operation.js';
import { parameterOperations } from './parameters.js';
import { patchPropertyOperations } from './patch-properties.js';
import { resourceTagOperations } from './resource-tags.js';
import { stsOperations } from './sts.js';
import { tagOperations } from './tags.js';
import { targetOperations, taskOperations } from './targets-and-tasks.js';
import { windowOperations } from './windows.js';

export const ssmOperations: ReadonlyMap<string, ApiOperation> = new Map(
  Object.entries({
    ...windowOperations,
    ...targetOperations,
    ...taskOperations,
    ...dateOperations,
    ...baselineOperations,
    ...patchGroupOperations,
    ...patchPropertyOperations,
    ...tagOperations,
    ...nodeOperations,
    ...parameterOperations,
  }),
);

export const taggingOperations: ReadonlyMap<string, ApiOperation> = new Map(Object.entries(resourceTagOperations));

export const securityTokenOperations: ReadonlyMap<string, ApiOperation> = new Map(Object.entries(stsOperations));
