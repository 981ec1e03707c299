/** HCL: only what the provider knows, texts that stay texts, and the ids by which Terraform imports. */
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockLines } from '../../source/export/terraform/hcl.js';
import { terraform } from '../../source/export/terraform.js';
import type { PlanDocument } from '../../source/plan/intent/document.js';
import { parseDocument } from '../../source/plan/intent/parse.js';
import { defaultDocument } from '../../source/plan/intent/waves.js';
import { inputFrom, inputOf } from '../helpers/exported.js';
import { forSome } from '../helpers/properties.js';
import { refusal } from '../helpers/refused.js';
import { withPlan } from '../jobs/runs.js';
import { anyDocument } from '../plan/intent/arbitraries.js';

const plan = (members: object): PlanDocument => parseDocument(JSON.stringify({ version: 1, ...members }), 'plan.json');

/** Arguments and blocks by the documentation of provider 6.40, whatever they stand in. */
const known: Readonly<Record<string, string>> = {
  aws_ssm_parameter: 'name type tier description value',
  aws_ssm_patch_baseline:
    'name description operating_system approved_patches approved_patches_compliance_level approved_patches_enable_non_security available_security_updates_compliance_status rejected_patches rejected_patches_action global_filter approval_rule patch_filter source key values approve_after_days approve_until_date compliance_level enable_non_security configuration products tags',
  aws_ssm_patch_group: 'baseline_id patch_group',
  aws_ssm_default_patch_baseline: 'baseline_id operating_system',
  aws_ssm_maintenance_window:
    'name description schedule schedule_timezone schedule_offset start_date end_date duration cutoff allow_unassociated_targets enabled tags',
  aws_ssm_maintenance_window_target: 'window_id name description owner_information resource_type targets key values',
  aws_ssm_maintenance_window_task:
    'window_id task_arn task_type name description priority max_concurrency max_errors cutoff_behavior service_role_arn targets key values task_invocation_parameters run_command_parameters comment document_hash document_hash_type document_version output_s3_bucket output_s3_key_prefix timeout_seconds notification_config notification_arn notification_events notification_type cloudwatch_config cloudwatch_log_group_name cloudwatch_output_enabled parameter depends_on',
};

describe('a configuration', () => {
  it('names only what the provider knows, for any plan', () => {
    return forSome(20, [anyDocument], (document) => {
      const { text } = terraform(inputOf({ ...document, waves: document.waves.slice(0, 4) }));
      for (const [, type = '', body = ''] of text.matchAll(/^resource "(\w+)" "\w+" \{\n(.*?)^\}/gms)) {
        const names = [...body.matchAll(/^ +(\w+)(?: *=| \{)/gm)].map(([, name]) => name ?? '');
        expect(names.filter((name) => !known[type]?.split(' ').includes(name))).toEqual([]);
      }
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
    expect(notes?.[0]).toMatch(/approves after 200 days/);
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
    const imports = [...text.matchAll(/to = (\S+)\n {2}id = "(.*)"/g)].map(([, to, id]) => `${to} ${id}`);
    expect(imports).toEqual([
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

it.skipIf(!program)('is as terraform fmt would write it, whatever texts there are', () => {
  const texts = fc.sample(fc.string({ unit: 'binary' }), 100);
  const body = Object.fromEntries(
    [...texts, '$' + '{x}', '%{x}', '$$' + '{', '\b\f\n"\\'].map((text, index) => [`t${index}`, text]),
  );
  const input = `${blockLines('locals', body).join('\n')}\n\n${terraform(inputOf(defaultDocument())).text}`;
  const { stdout, stderr } = spawnSync('terraform', ['fmt', '-'], { input, encoding: 'utf8' });
  expect(stderr).not.toMatch(/Error/);
  expect(stdout).toBe(input);
});
