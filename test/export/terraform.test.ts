/** HCL: only what the provider knows, texts that stay texts, and the ids by which Terraform imports. */
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockLines } from '../../source/export/terraform/hcl.js';
import { terraform } from '../../source/export/terraform.js';
import type { PlanDocument } from '../../source/plan/intent/document.js';
import { parseDocument } from '../../source/plan/intent/parse.js';
import { defaultDocument } from '../../source/plan/intent/waves.js';
import { asStack, type Configuration, configurations, evaluated } from '../helpers/configuration.js';
import { inputFrom, inputOf } from '../helpers/exported.js';
import { forSome } from '../helpers/properties.js';
import { refusal } from '../helpers/refused.js';
import { createStack } from '../helpers/stack.js';
import { emptySandbox, setUp, withPlan } from '../jobs/runs.js';
import { anyDocument } from '../plan/intent/arbitraries.js';

const plan = (members: object): PlanDocument => parseDocument(JSON.stringify({ version: 1, ...members }), 'plan.json');
const quotas = { windows: 1000, baselines: 1000 };

/**
 * What may stand in a resource and in its blocks: the schema of provider 6.45 as @cdktn/provider-aws 24.1 has it, and the same in 6.66;
 * without what only the provider sets, and what is of other tasks than ours.
 */
const known: Readonly<Record<string, string>> = {
  aws_ssm_parameter:
    'name type tier description value allowed_pattern data_type insecure_value key_id overwrite tags value_wo value_wo_version region',
  aws_ssm_patch_baseline:
    'name description operating_system approved_patches approved_patches_compliance_level approved_patches_enable_non_security available_security_updates_compliance_status rejected_patches rejected_patches_action global_filter approval_rule source tags region',
  'aws_ssm_patch_baseline.global_filter': 'key values',
  'aws_ssm_patch_baseline.approval_rule':
    'approve_after_days approve_until_date compliance_level enable_non_security patch_filter',
  'aws_ssm_patch_baseline.approval_rule.patch_filter': 'key values',
  'aws_ssm_patch_baseline.source': 'name configuration products',
  aws_ssm_patch_group: 'baseline_id patch_group region',
  aws_ssm_default_patch_baseline: 'baseline_id operating_system region',
  aws_ssm_maintenance_window:
    'name description schedule schedule_timezone schedule_offset start_date end_date duration cutoff allow_unassociated_targets enabled tags region',
  aws_ssm_maintenance_window_target: 'window_id name description owner_information resource_type targets region',
  'aws_ssm_maintenance_window_target.targets': 'key values',
  aws_ssm_maintenance_window_task:
    'window_id task_arn task_type name description priority max_concurrency max_errors cutoff_behavior service_role_arn targets task_invocation_parameters region',
  'aws_ssm_maintenance_window_task.targets': 'key values',
  'aws_ssm_maintenance_window_task.task_invocation_parameters': 'run_command_parameters',
  'aws_ssm_maintenance_window_task.task_invocation_parameters.run_command_parameters':
    'comment document_hash document_hash_type document_version output_s3_bucket output_s3_key_prefix service_role_arn timeout_seconds notification_config cloudwatch_config parameter',
  'aws_ssm_maintenance_window_task.task_invocation_parameters.run_command_parameters.notification_config':
    'notification_arn notification_events notification_type',
  'aws_ssm_maintenance_window_task.task_invocation_parameters.run_command_parameters.cloudwatch_config':
    'cloudwatch_log_group_name cloudwatch_output_enabled',
  'aws_ssm_maintenance_window_task.task_invocation_parameters.run_command_parameters.parameter': 'name values',
};

/** Names that the provider does not know there; a list of objects is blocks, an object is a map with names of its own. */
function unknownNames(path: string, body: object): string[] {
  return Object.entries(body).flatMap(([name, value]) => {
    if (name === 'depends_on') return [];
    if (!known[path]?.split(' ').includes(name)) return [`${path}.${name}`];
    const blocks = Array.isArray(value) ? value.filter((entry) => typeof entry === 'object') : [];
    return blocks.flatMap((block) => unknownNames(`${path}.${name}`, block));
  });
}

function unknownIn({ resource }: Configuration): string[] {
  return Object.entries(resource).flatMap(([type, named]) =>
    Object.values(named).flatMap(([body]) => unknownNames(type, body)),
  );
}

/** A file as a Mac may spell its name. */
const ofMac = { file: 'Bu\u0308cher.json', rules: { OperatingSystem: 'SUSE', Name: 'Suse', ApprovedPatches: ['a*'] } };
const characters = ['$' + '{x}', '%{x}', '$$' + '{', '%%' + '{', '\b\f\n"\\', '\u2028', '😀', '"$' + '{"'];

describe('a configuration', () => {
  it('is what a set-up would make, with names that the provider knows, for any plan', {
    timeout: 120_000,
  }, async () => {
    const documents = fc.array(anyDocument, { minLength: 5, maxLength: 5 });
    const texts = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 40, maxLength: 40 });
    await forSome(1, [fc.noShrink(documents), fc.noShrink(texts)], async (some, random) => {
      const decomposed = plan({ plan: 'web', waves: ['dev=2tue@03:00'], baselines: [ofMac] });
      const plans = [decomposed, ...some].map((document) => ({ ...document, waves: document.waves.slice(0, 12) }));
      const locals = Object.fromEntries([...random, ...characters].map((text, index) => [`t${index}`, text]));
      const written = plans.map((document) => terraform(inputOf(document)).text);
      const [withTexts, ...read] = configurations([blockLines('locals', locals).join('\n'), ...written]);
      const meant = Object.entries(locals).map(([name, text]) => [name, text.normalize()]);
      const found = Object.entries(withTexts?.locals?.[0] ?? {}).map(([name, text]) => [
        name,
        evaluated(String(text), {}),
      ]);
      expect(Object.fromEntries(found)).toEqual(Object.fromEntries(meant));
      const sandbox = emptySandbox(quotas);
      for (const [index, configuration] of read.entries()) {
        expect(unknownIn(configuration)).toEqual([]);
        await sandbox.control('POST', 'reset', { empty: true });
        await createStack(sandbox.ssm(), asStack(configuration), {});
        const { out } = await setUp(sandbox, '', { quotas, file: plans[index] });
        expect(out.at(-1)).toBe('Nothing to do: the account already matches the plan.');
      }
      expect(read).toHaveLength(6);
    });
  });

  it('has variables wherever a text says the time zone or the tag key', () => {
    const { text } = terraform(inputOf(plan({ plan: 'web', timeZone: 'Asia/Tokyo', waves: ['dev=2tue@03:00'] })));
    expect(text.match(/Asia\/Tokyo/g)).toHaveLength(1);
    expect(text).toMatch(/schedule_timezone +=\s+var\.time_zone\n/);
    expect(text).toContain('"tag:$' + '{var.tag_key}"');
    expect(text).toContain('\\"timeZone\\":\\"$' + '{var.time_zone}\\"');
    expect(text).toMatch(/enabled +=\s+true\n/);
  });

  it('says where AWS takes more than the provider', () => {
    const { notes, text } = terraform(
      inputOf(plan({ plan: 'web', waves: ['dev=2tue@03:00'], baselines: ['windows=200'] })),
    );
    expect(notes?.[0]).toMatch(/approves patches after 200 days/);
    expect(text).toContain(`# ${notes?.[0]}`);
  });
});

describe('an import', () => {
  it('has the id of everything, and says of a window that it is switched off', async () => {
    const sandbox = await withPlan('--wave dev=2tue@03:00 --os ubuntu');
    const { windows, baselines } = await sandbox.dump();
    const [WindowId, BaselineId] = [windows[0]?.id, baselines[0]?.id];
    await sandbox.ssm().updateMaintenanceWindow({ WindowId, Enabled: false });
    await sandbox.ssm().registerDefaultPatchBaseline({ BaselineId });
    await sandbox.ssm().registerPatchBaselineForPatchGroup({ BaselineId, PatchGroup: 'theirs' });
    const { text } = terraform(await inputFrom(sandbox, { isImport: true, output: 'plan.tf' }));
    const [configuration] = configurations([text]);
    expect(configuration && unknownIn(configuration)).toEqual([]);
    expect(configuration?.import?.map(({ to, id }) => `${to.slice(2, -1)} ${id}`)).toEqual([
      'aws_ssm_parameter.plan_record /patch-wizard/plans/default',
      `aws_ssm_patch_baseline.Ubuntu_Standard ${BaselineId}`,
      `aws_ssm_default_patch_baseline.Ubuntu_Standard ${BaselineId}`,
      `aws_ssm_patch_group.Ubuntu_Standard_dev dev,${BaselineId}`,
      `aws_ssm_maintenance_window.dev ${WindowId}`,
      `aws_ssm_maintenance_window_target.dev ${WindowId}/${windows[0]?.targets[0]?.id}`,
      `aws_ssm_maintenance_window_task.dev ${WindowId}/${windows[0]?.tasks[0]?.id}`,
    ]);
    expect(text).toMatch(/enabled +=\s+false\n/);
  });

  it('of nothing is refused', () => {
    const nothing = inputOf(defaultDocument(), { isImport: true });
    expect(refusal(() => terraform(nothing))).toMatchObject({ code: 'nothing-to-import' });
  });
});

const program = spawnSync('terraform', ['version']).status === 0;
if (!program) console.info('Skipped: terraform is not on the PATH.');

it.skipIf(!program)('is as terraform fmt would write it', () => {
  const input = terraform(inputOf(defaultDocument())).text;
  const { stdout, stderr } = spawnSync('terraform', ['fmt', '-'], { input, encoding: 'utf8' });
  expect(stderr).not.toMatch(/Error/);
  expect(stdout).toBe(input);
});
