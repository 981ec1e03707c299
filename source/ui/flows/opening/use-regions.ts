/** The regions to choose from: a list that ships with the program, then AWS's own. */
import { useEffect, useState } from 'react';
import { describeError } from '../../../errors.js';
import type { Outside } from '../../outside.js';
import { type KnownRegions, knownRegions, offlineRegions } from './regions.js';

/** The regions that are known by now: those of the account once AWS has answered. */
export function useRegions(
  connect: Outside['connect'],
  region: string | undefined,
  profile: string | undefined,
): KnownRegions {
  const [regions, setRegions] = useState(() => offlineRegions(region ?? firstRegion, 'asking AWS for its regions…'));
  useEffect(() => {
    let isGone = false;
    const settle = (result: KnownRegions): void => {
      if (!isGone) setRegions(result);
    };
    readRegions(connect, region, profile).then(settle, (error: unknown) =>
      settle(offlineRegions(region ?? firstRegion, `offline list: ${describeError(error).title}`)),
    );
    return () => {
      isGone = true;
    };
  }, [connect, region, profile]);
  return regions;
}

/** The region where the cursor starts when none is configured anywhere. */
const firstRegion = 'us-east-1';

async function readRegions(
  connect: Outside['connect'],
  region: string | undefined,
  profile: string | undefined,
): Promise<KnownRegions> {
  const manager = await connect({ region, profile }).catch((error: unknown) => {
    if (describeError(error).code !== 'no-region') throw error;
    return connect({ region: firstRegion, profile });
  });
  try {
    const names = await manager.regions();
    return knownRegions(names, manager.region, `${names.length} regions`);
  } finally {
    manager.close();
  }
}
