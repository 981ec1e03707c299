/** The public parameters under /aws/service/global-infrastructure that say where SSM is and what regions are called. */
import { type Region as KnownRegion, regions } from '../plan/account/regions.js';
import type { PublicParameter } from './rows.js';

const root = 'aws/service/global-infrastructure';
const published = Date.UTC(2024, 4, 2, 15, 36, 14) / 1000;

/** By key, sorted by it. AWS lists the regions of every partition. */
export const publicParameters: ReadonlyMap<string, PublicParameter> = new Map(
  [[`${root}/services/ssm/longName`, 'AWS Systems Manager'] as const, ...regions.flatMap(ofRegion)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, Value]) => [
      key,
      { Name: `/${key}`, Type: 'String', Value, Version: 1, LastModifiedDate: published, DataType: 'text' },
    ]),
);

function ofRegion({ name, label, partition }: KnownRegion): (readonly [string, string])[] {
  const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return [
    [`${root}/services/ssm/regions/${name}`, name],
    [`${root}/regions/${name}`, name],
    [`${root}/regions/${name}/domain`, domain],
    [`${root}/regions/${name}/longName`, label],
    [`${root}/regions/${name}/partition`, partition],
    [`${root}/regions/${name}/services/ssm`, 'ssm'],
    [`${root}/regions/${name}/services/ssm/endpoint`, `ssm.${name}.${domain}`],
  ];
}
