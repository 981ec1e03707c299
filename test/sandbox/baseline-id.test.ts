/** The ARNs that the sandbox gives AWS's own baselines. */
import { expect, it } from 'vitest';
import { regions } from '../../source/plan/account/regions.js';
import { predefinedBaselines } from '../../source/plan/baseline/catalogue.js';
import { predefinedBaselineArn } from '../../source/sandbox/baseline-id.js';

it('are well formed, and the same in every version: state files and backups have them', () => {
  expect(predefinedBaselineArn({ name: 'eu-west-1', partition: 'aws' }, 'AWS-UbuntuDefaultPatchBaseline')).toBe(
    'arn:aws:ssm:eu-west-1:845259048710:patchbaseline/pb-0fd85646334c7ca59',
  );
  expect(predefinedBaselineArn({ name: 'cn-north-1', partition: 'aws-cn' }, 'AWS-UbuntuDefaultPatchBaseline')).toMatch(
    /^arn:aws-cn:ssm:cn-north-1:999999999999:patchbaseline\/pb-0[0-9a-f]{16}$/,
  );
});

it('have ids that differ between all regions and baselines', () => {
  const ids = regions.flatMap((region) =>
    predefinedBaselines.map(({ definition }) => predefinedBaselineArn(region, definition.Name).split('/')[1]),
  );
  expect(new Set(ids).size).toBe(regions.length * predefinedBaselines.length);
  for (const id of ids) expect(id).toMatch(/^pb-[0-9a-f]{17}$/);
});
