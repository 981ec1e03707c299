/** Patch baselines and patch groups: AWS's own and the account's, defaults, registrations, quotas. */
import type { CreatePatchBaselineCommandInput, PatchRule } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { regions } from '../../source/plan/account/regions.js';
import { operatingSystems } from '../../source/plan/baseline/baseline.js';
import { predefinedBaselines } from '../../source/plan/baseline/catalogue.js';
import { predefinedBaselineArn } from '../../source/sandbox/baseline-id.js';
import { refusalOf, refusalsOf, withSandbox } from '../helpers/sandbox.js';

async function emptyAccount(quotas = {}) {
  const ssm = (await withSandbox({ empty: true, quotas })).ssm();
  const create = async (members: Partial<CreatePatchBaselineCommandInput> = {}) =>
    (await ssm.createPatchBaseline({ Name: 'own-baseline', ...members })).BaselineId ?? '';
  const register = (BaselineId: string, PatchGroup: string) =>
    ssm.registerPatchBaselineForPatchGroup({ BaselineId, PatchGroup });
  return { ssm, create, register };
}

const filterGroup = { PatchFilters: [{ Key: 'PRODUCT' as const, Values: ['*'] }] };

describe('AWS’s own baselines', () => {
  it('have ARNs that are well formed, and the same in every version: state files and backups have them', () => {
    expect(predefinedBaselineArn({ name: 'eu-west-1', partition: 'aws' }, 'AWS-UbuntuDefaultPatchBaseline')).toBe(
      'arn:aws:ssm:eu-west-1:845259048710:patchbaseline/pb-0fd85646334c7ca59',
    );
    expect(
      predefinedBaselineArn({ name: 'cn-north-1', partition: 'aws-cn' }, 'AWS-UbuntuDefaultPatchBaseline'),
    ).toMatch(/^arn:aws-cn:ssm:cn-north-1:999999999999:patchbaseline\/pb-0[0-9a-f]{16}$/);
  });

  it('have ids that differ between all regions and baselines', () => {
    const ids = regions.flatMap((region) =>
      predefinedBaselines.map(({ definition }) => predefinedBaselineArn(region, definition.Name).split('/')[1]),
    );
    expect(new Set(ids).size).toBe(regions.length * predefinedBaselines.length);
    for (const id of ids) expect(id).toMatch(/^pb-[0-9a-f]{17}$/);
  });

  it('are there from the start, one the default of each operating system', async () => {
    const { ssm } = await emptyAccount();
    const { BaselineIdentities = [] } = await ssm.describePatchBaselines({});
    expect(BaselineIdentities).toHaveLength(17);
    for (const system of operatingSystems) {
      const { BaselineId } = await ssm.getDefaultPatchBaseline({ OperatingSystem: system });
      const ofSystem = BaselineIdentities.filter(({ OperatingSystem }) => OperatingSystem === system);
      expect(ofSystem.filter(({ DefaultBaseline }) => DefaultBaseline)).toMatchObject([{ BaselineId }]);
      expect(BaselineId).toMatch(/^arn:aws:ssm:eu-west-1:\d{12}:patchbaseline\/pb-0[0-9a-f]{16}$/);
    }
  });

  it('are known by their ARN only, and cannot be changed', async () => {
    const { ssm } = await emptyAccount();
    const { BaselineId = '' } = await ssm.getDefaultPatchBaseline({});
    const shown = await ssm.getPatchBaseline({ BaselineId });
    expect(shown).toMatchObject({ BaselineId, Name: 'AWS-DefaultPatchBaseline', OperatingSystem: 'WINDOWS' });
    const bare = BaselineId.split('/').at(-1);
    const get = (id = '') => refusalOf(ssm.getPatchBaseline({ BaselineId: id }));
    expect((await get(bare)).name).toBe('DoesNotExistException');
    expect((await get(BaselineId.replace('eu-west-1', 'us-east-1'))).name).toBe('InvalidResourceId');
    expect((await get('not-a-baseline-id-at-all')).name).toBe('InvalidResourceId');
    const changes = [
      ssm.updatePatchBaseline({ BaselineId, Name: 'mine-now' }),
      ssm.deletePatchBaseline({ BaselineId }),
    ];
    expect(await refusalsOf(...changes)).toEqual(['ValidationException', 'ValidationException']);
  });
});

describe('own baselines', () => {
  it('have AWS’s values where nothing was given', async () => {
    const { ssm, create } = await emptyAccount();
    const rule = { PatchFilterGroup: filterGroup, ApproveAfterDays: 3 };
    const BaselineId = await create({ ApprovalRules: { PatchRules: [rule] } });
    const { $metadata: _, CreatedDate, ModifiedDate, ...shown } = await ssm.getPatchBaseline({ BaselineId });
    expect(shown).toEqual({
      ...{ BaselineId, Name: 'own-baseline', OperatingSystem: 'WINDOWS', GlobalFilters: { PatchFilters: [] } },
      ApprovalRules: { PatchRules: [{ ...rule, ComplianceLevel: 'UNSPECIFIED', EnableNonSecurity: false }] },
      ...{
        ApprovedPatches: [],
        ApprovedPatchesComplianceLevel: 'UNSPECIFIED',
        ApprovedPatchesEnableNonSecurity: false,
      },
      ...{ RejectedPatches: [], RejectedPatchesAction: 'ALLOW_AS_DEPENDENCY', PatchGroups: [], Sources: [] },
    });
    expect(CreatedDate).toEqual(ModifiedDate);
  });

  it.each<[string, Partial<PatchRule>, RegExp]>([
    ['both an approval delay and a date', { ApproveAfterDays: 1, ApproveUntilDate: '2026-12-01' }, /not both/],
    ['neither', {}, /needs ApproveAfterDays or ApproveUntilDate/],
    ['a date that is none', { ApproveUntilDate: '2026-02-30' }, /2026-02-30/],
  ])('are refused with %s in a rule', async (_what, rule, message) => {
    const { create } = await emptyAccount();
    const refused = refusalOf(create({ ApprovalRules: { PatchRules: [{ PatchFilterGroup: filterGroup, ...rule }] } }));
    expect(await refused).toEqual({ name: 'ValidationException', message: expect.stringMatching(message) });
  });

  it('of Ubuntu need no approval delay', async () => {
    const { create } = await emptyAccount();
    const rules = { PatchRules: [{ PatchFilterGroup: filterGroup }] };
    expect(await create({ OperatingSystem: 'UBUNTU', ApprovalRules: rules })).toMatch(/^pb-/);
  });

  it('have names that are not unique, a token that is, and a quota', async () => {
    const { create } = await emptyAccount({ baselines: 2 });
    const first = await create({ ClientToken: 'one' });
    expect(await create({ ClientToken: 'one' })).toBe(first);
    expect((await refusalOf(create({ ClientToken: 'one', Name: 'other' }))).name).toBe('IdempotentParameterMismatch');
    expect(await create()).not.toBe(first);
    expect((await refusalOf(create())).name).toBe('ResourceLimitExceededException');
  });

  it('are updated in part, and cleared with Replace', async () => {
    const { ssm, create } = await emptyAccount();
    const BaselineId = await create({ Description: 'first', RejectedPatches: ['KB1'], OperatingSystem: 'SUSE' });
    const update = (members: object) => ssm.updatePatchBaseline({ BaselineId, ...members });
    expect(await update({ ApprovedPatches: ['KB2'] })).toMatchObject({
      ...{ Description: 'first', RejectedPatches: ['KB1'], ApprovedPatches: ['KB2'], OperatingSystem: 'SUSE' },
    });
    expect((await refusalOf(update({ Replace: true }))).message).toMatch(/Name/);
    const replaced = await update({ Replace: true, Name: 'other-name' });
    expect(replaced).toMatchObject({ Name: 'other-name', RejectedPatches: [], ApprovedPatches: [] });
    expect(replaced.Description).toBeUndefined();
    const gone = ssm.updatePatchBaseline({ BaselineId: 'pb-00000000000000000', Name: 'other-name' });
    expect((await refusalOf(gone)).name).toBe('DoesNotExistException');
  });

  it('cannot be deleted while a group has them or while they are a default', async () => {
    const { ssm, create, register } = await emptyAccount();
    const BaselineId = await create();
    const remove = () => ssm.deletePatchBaseline({ BaselineId });
    const { BaselineId: awsDefault } = await ssm.getDefaultPatchBaseline({});
    await register(BaselineId, 'Week 1');
    const inUse = { name: 'ResourceInUseException', message: expect.stringContaining('Week 1') };
    expect(await refusalOf(remove())).toEqual(inUse);
    await ssm.deregisterPatchBaselineForPatchGroup({ BaselineId, PatchGroup: 'Week 1' });
    await ssm.registerDefaultPatchBaseline({ BaselineId });
    expect((await ssm.getDefaultPatchBaseline({})).BaselineId).toBe(BaselineId);
    expect((await refusalOf(remove())).name).toBe('ResourceInUseException');
    await ssm.registerDefaultPatchBaseline({ BaselineId: awsDefault });
    expect((await remove()).BaselineId).toBe(BaselineId);
    // The model knows no error for a baseline that is gone.
    expect((await remove()).BaselineId).toBe(BaselineId);
    expect((await refusalOf(register(BaselineId, 'Week 1'))).name).toBe('DoesNotExistException');
  });

  it('are filtered by name, owner and operating system', async () => {
    const ssm = (await withSandbox()).ssm();
    const names = async (Key: string, ...Values: string[]) => {
      const { BaselineIdentities } = await ssm.describePatchBaselines({ Filters: [{ Key, Values }] });
      return BaselineIdentities?.map(({ BaselineName }) => BaselineName);
    };
    const own = ['Corp-Windows-Default', 'web-tier-linux', 'finance-rhel'];
    expect(await names('OWNER', 'Self')).toEqual(own);
    expect(await names('OWNER', 'AWS')).toHaveLength(17);
    expect(await names('OWNER', 'All')).toHaveLength(20);
    expect(await names('NAME_PREFIX', 'AWS-Windows', 'fin')).toHaveLength(3);
    expect(await names('OPERATING_SYSTEM', 'WINDOWS')).toHaveLength(4);
    expect((await refusalOf(names('NAME', 'x'))).name).toBe('ValidationException');
  });
});

describe('patch groups', () => {
  it('have one baseline for each operating system, and the default where they have none', async () => {
    const { ssm, create, register } = await emptyAccount();
    const [windows, other, suse] = [await create(), await create(), await create({ OperatingSystem: 'SUSE' })];
    await register(windows, 'Week 1');
    await register(windows, 'Week 1');
    await register(suse, 'Week 1');
    expect((await refusalOf(register(other, 'Week 1'))).name).toBe('AlreadyExistsException');
    const { Mappings } = await ssm.describePatchGroups({});
    expect(Mappings?.map(({ BaselineIdentity }) => BaselineIdentity?.BaselineId)).toEqual([windows, suse]);
    const Filters = [{ Key: 'OPERATING_SYSTEM', Values: ['SUSE'] }];
    expect((await ssm.describePatchGroups({ Filters })).Mappings).toHaveLength(1);
    expect((await ssm.getPatchBaseline({ BaselineId: windows })).PatchGroups).toEqual(['Week 1']);
    const get = (PatchGroup: string) => ssm.getPatchBaselineForPatchGroup({ PatchGroup, OperatingSystem: 'SUSE' });
    expect((await get('Week 1')).BaselineId).toBe(suse);
    expect((await get('Week 2')).BaselineId).toMatch(/^arn:aws:ssm/);
  });

  it('are deregistered only where they are registered', async () => {
    const { ssm, create, register } = await emptyAccount();
    const BaselineId = await create();
    await register(BaselineId, 'Week 1');
    const deregister = (PatchGroup: string, id = BaselineId) =>
      ssm.deregisterPatchBaselineForPatchGroup({ BaselineId: id, PatchGroup });
    const wrong = [deregister('Week 2'), deregister('Week 1', 'pb-00000000000000000')];
    expect(await refusalsOf(...wrong)).toEqual(['InvalidResourceId', 'InvalidResourceId']);
    expect((await deregister('Week 1')).PatchGroup).toBe('Week 1');
    expect((await refusalOf(deregister('Week 1'))).name).toBe('InvalidResourceId');
  });

  it('can be on AWS’s own baseline, by its ARN', async () => {
    const { ssm, register } = await emptyAccount();
    const { BaselineId = '' } = await ssm.getDefaultPatchBaseline({ OperatingSystem: 'UBUNTU' });
    expect((await register(BaselineId, 'data')).BaselineId).toBe(BaselineId);
    const { Mappings } = await ssm.describePatchGroups({});
    expect(Mappings?.[0]?.BaselineIdentity?.BaselineId).toBe(BaselineId);
  });

  it('stop at 25 for a baseline', async () => {
    const { create, register } = await emptyAccount();
    const BaselineId = await create();
    for (let group = 1; group <= 25; group++) await register(BaselineId, `group ${group}`);
    expect((await refusalOf(register(BaselineId, 'group 26'))).name).toBe('ResourceLimitExceededException');
    await register(BaselineId, 'group 25');
  });

  it('count the nodes that carry their tag', async () => {
    const ssm = (await withSandbox()).ssm();
    const state = await ssm.describePatchGroupState({ PatchGroup: 'corp-windows' });
    expect(state).toMatchObject({
      ...{ Instances: 3, InstancesWithMissingPatches: 1, InstancesWithFailedPatches: 0 },
      InstancesWithInstalledPendingRebootPatches: 1,
    });
    expect(await ssm.describePatchGroupState({ PatchGroup: 'nobody' })).toMatchObject({ Instances: 0 });
  });
});

it('says by which properties patches can be chosen', async () => {
  const { ssm } = await emptyAccount();
  const names = async (OperatingSystem: 'WINDOWS' | 'UBUNTU', Property: 'PRIORITY' | 'MSRC_SEVERITY' | 'PRODUCT') => {
    const answer = await ssm.describePatchProperties({ OperatingSystem, Property });
    return answer.Properties?.map(({ Name }) => Name);
  };
  expect(await names('WINDOWS', 'MSRC_SEVERITY')).toEqual(['Critical', 'Important', 'Moderate', 'Low', 'Unspecified']);
  expect(await names('UBUNTU', 'PRIORITY')).toContain('Required');
  expect((await refusalOf(names('UBUNTU', 'MSRC_SEVERITY'))).name).toBe('ValidationException');
});
