/** The regions to choose from: a list that ships with the program, then AWS's own. */
import { useState } from 'react';
import { describeError, type ErrorDescription } from '../../../errors.js';
import { useWhile } from '../../hooks/use-while.js';
import type { Outside } from '../../outside.js';
import { firstRegion, type KnownRegions, knownRegions, offlineRegions, regionsInUse } from './regions.js';
import type { ConnectionAnswers } from './state.js';

/** The regions that are known by now: those of the account once AWS has answered. */
export function useRegions(
  { connect, readProfiles }: Pick<Outside, 'connect' | 'readProfiles'>,
  connection: ConnectionAnswers,
  onFailed: (error: ErrorDescription) => void,
): KnownRegions {
  const inUse = useState(() => regionsInUse(connection, readProfiles()))[0];
  const [regions, setRegions] = useState(() => offlineRegions(inUse, 'asking AWS for its regions…'));
  useWhile(connection, async (to, signal) => {
    const known = await readRegions(connect, to).then(
      (names) => knownRegions(names, inUse, `${names.length} regions`),
      describeError,
    );
    if (signal.aborted) return;
    if ('rows' in known) return setRegions(known);
    setRegions(offlineRegions(inUse, `built-in list: ${known.title}`));
    onFailed(known);
  });
  return regions;
}

async function readRegions(connect: Outside['connect'], to: ConnectionAnswers): Promise<readonly string[]> {
  const manager = await connect(to).catch((error: unknown) => {
    if (describeError(error).code !== 'no-region') throw error;
    return connect({ ...to, region: firstRegion });
  });
  try {
    return await manager.regions();
  } finally {
    manager.close();
  }
}
