/** Templates: made and taken over on the sandbox as CloudFormation does it, after which set-ups have nothing to do; and what they refuse. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yamlLines } from '../../source/export/cloudformation/yaml.js';
import { cloudformation, stackTemplate, takenOverTemplate } from '../../source/export/cloudformation.js';
import type { PlanDocument } from '../../source/plan/intent/document.js';
import { parseDocument } from '../../source/plan/intent/parse.js';
import { defaultDocument } from '../../source/plan/intent/waves.js';
import { inputFrom, inputOf } from '../helpers/exported.js';
import { forSome } from '../helpers/properties.js';
import { refusal } from '../helpers/refused.js';
import { createStack, importDrift } from '../helpers/stack.js';
import { emptySandbox, oneWindow, setUp, status, withPlan, writesIn } from '../jobs/runs.js';
import { anyDocument } from '../plan/intent/arbitraries.js';

const plan = (members: object): PlanDocument => parseDocument(JSON.stringify({ version: 1, ...members }), 'plan.json');
const twoWaves = '--wave dev=2tue@03:00 --wave prod=pt+9@22:30 --os windows ubuntu';
const quotas = { windows: 1000, baselines: 1000 };

/** Whether a template can say it: no empty tag values, and no more than a stack takes. */
const isSayable = ({ tags, waves }: PlanDocument) => !Object.values(tags).includes('') && waves.length < 40;

describe('a stack', () => {
  it('is what a set-up would make, for any plan', { timeout: 120_000 }, async () => {
    const sandbox = emptySandbox(quotas);
    await forSome(6, [anyDocument.filter(isSayable)], async (document) => {
      await sandbox.control('POST', 'reset', { empty: true });
      const { timeZone: TimeZone, tagKey: TagKey } = document;
      await createStack(sandbox.ssm(), stackTemplate(inputOf(document)).template, { TimeZone, TagKey });
      const { out } = await setUp(sandbox, '', { quotas, file: document });
      expect(out.at(-1)).toBe('Nothing to do: the account already matches the plan.');
    });
  });

  it('with other parameters is the plan with those answers, and status knows it', async () => {
    const sandbox = emptySandbox();
    const document = plan({ plan: 'web', waves: ['dev=2tue@03:00', 'prod=pt+9@22:30'], baselines: ['ubuntu'] });
    const { template } = stackTemplate(inputOf(document));
    await createStack(sandbox.ssm(), template, { TimeZone: 'Asia/Tokyo', TagKey: 'Patch Group' });
    const before = await writesIn(sandbox);
    const file = { ...document, timeZone: 'Asia/Tokyo', tagKey: 'Patch Group' } as const;
    await setUp(sandbox, '', { file });
    expect(await writesIn(sandbox)).toEqual(before);
    expect((await status(sandbox)).join('\n')).toMatch(/web/);
  });

  it('keeps its logical ids when waves come and go', () => {
    const idsOf = (...waves: string[]) =>
      Object.keys(stackTemplate(inputOf(plan({ plan: 'web', waves }))).template.Resources);
    const two = idsOf('web-1=2tue@03:00', 'prod=3tue@03:00');
    expect(two).toContain('Web1Window');
    expect(idsOf('prod=3tue@03:00', 'web-1=2tue@03:00', 'web1=4tue@03:00')).toEqual(expect.arrayContaining(two));
  });
});

describe('an import', () => {
  it('finds everything as the template says it, other people’s groups among it, and says what a template cannot', async () => {
    const sandbox = await withPlan(twoWaves);
    const ssm = sandbox.ssm();
    const { windows, baselines } = await sandbox.dump();
    const [WindowId, BaselineId] = [windows[0]?.id, baselines[0]?.id];
    await ssm.updateMaintenanceWindow({ WindowId, Enabled: false });
    await ssm.registerDefaultPatchBaseline({ BaselineId });
    await ssm.registerPatchBaselineForPatchGroup({ BaselineId, PatchGroup: 'theirs' });
    const input = await inputFrom(sandbox, { isImport: true, output: 'out/plan.yaml' });
    const { template, identifiers, notes } = takenOverTemplate(input);
    expect(identifiers).toHaveLength(9);
    expect(await importDrift(ssm, template, identifiers)).toEqual([]);
    for (const resource of Object.values(template.Resources))
      expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(JSON.stringify(template)).toContain('"theirs"');
    expect(notes).toEqual([
      expect.stringMatching(/default baseline for/),
      expect.stringMatching(/switched off.*--no-enabled/),
    ]);
    const { text, beside } = cloudformation(input);
    for (const note of notes) expect(text).toContain(`# ${note}`);
    expect(text).not.toMatch(/^(Outputs|Parameters):/m);
    expect(text.indexOf('get-template-summary')).toBeLessThan(text.indexOf('--change-set-type IMPORT'));
    expect(text).toContain('--resources-to-import file://out/resources-to-import.json');
    expect(beside).toEqual([{ name: 'resources-to-import.json', text: `${JSON.stringify(identifiers, null, 2)}\n` }]);
  });

  it('of tasks that no template of ours has leaves them out, by name', async () => {
    const sandbox = await withPlan(oneWindow);
    const WindowId = (await sandbox.dump()).windows[0]?.id;
    const task = { WindowId, TaskType: 'AUTOMATION', TaskArn: 'AWS-RestartEC2Instance', Name: 'theirs' } as const;
    await sandbox.ssm().registerTaskWithMaintenanceWindow({ ...task, Targets: [] });
    const { identifiers, notes } = takenOverTemplate(await inputFrom(sandbox, { isImport: true }));
    expect(identifiers).toHaveLength(5);
    expect(notes).toEqual([expect.stringMatching(/theirs .* is a task of type AUTOMATION, so it is not included/)]);
  });

  it('of nothing is refused', () => {
    const nothing = inputOf(defaultDocument(), { isImport: true });
    expect(refusal(() => cloudformation(nothing))).toMatchObject({ code: 'nothing-to-import' });
  });
});

const lookedUp = { OperatingSystem: 'SUSE', Name: 'Suse', ApprovedPatches: ['a*'], Description: '{{resolve:ssm:x}}' };

describe('what CloudFormation does not take', () => {
  it.each([
    ['an empty tag value', { tags: { Owner: '' } }, /not accept empty tag values: Owner/],
    ['a text that it would look up', { baselines: [{ file: 'x.json', rules: lookedUp }] }, /\{\{resolve:/],
    [
      'more than 500 resources',
      { waves: [{ weeks: [1, 2, 3, 4], weekdays: [1, 2, 3, 4, 5], times: hours(9) }] },
      /500/,
    ],
  ])('%s is refused', (_, members, message) => {
    const document = plan({ plan: 'web', waves: ['dev=2tue@03:00'], ...members });
    expect(refusal(() => cloudformation(inputOf(document)))).toMatchObject({
      code: 'format-cannot-say',
      message: expect.stringMatching(message),
    });
  });
});

function hours(count: number): string[] {
  return Array.from({ length: count }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
}

describe('the commands', () => {
  it('go through S3 where the template is too large for the call', () => {
    const small = cloudformation(inputOf(defaultDocument(), { output: 'plan.yaml' }));
    expect(small.text).toContain('--template-file plan.yaml\n');
    const document = plan({ plan: 'web', waves: [{ weeks: [1, 2, 3, 4], weekdays: [1, 2, 3], times: hours(4) }] });
    const { text, notes } = cloudformation(inputOf(document));
    expect(text).toContain('--s3-bucket BUCKET');
    expect(notes?.[0]).toMatch(/can carry only 51200/);
  });

  it('of a stack set end with the management account', () => {
    const { text } = cloudformation(inputOf(defaultDocument(), { isStackSet: true }));
    const order = ['create-stack-set', 'create-stack-instances', 'SOFT_FAILURE_TOLERANCE', 'management account. If'];
    expect(order.map((words) => text.indexOf(words))).toEqual(
      order.map((words) => text.indexOf(words)).sort((a, b) => a - b),
    );
    expect(text).toContain('--auto-deployment Enabled=true,RetainStacksOnAccountRemoval=false');
  });

  it('of a stack set say which roles other accounts lack', () => {
    const role = 'arn:aws:iam::123456789012:role/Patching';
    const document = plan({
      plan: 'web',
      waves: ['dev=2tue@03:00', 'prod=3tue@03:00'],
      task: { serviceRoleArn: role },
    });
    const notesOf = (isStackSet: boolean) => cloudformation(inputOf(document, { isStackSet })).notes ?? [];
    const aboutRole = expect.stringMatching(`other accounts cannot use ${role}`);
    expect([notesOf(true), notesOf(false)]).toEqual([
      expect.arrayContaining([aboutRole]),
      expect.not.arrayContaining([aboutRole]),
    ]);
  });
});

const lint = spawnSync('cfn-lint', ['--version']).status === 0;
if (!lint) console.info('Skipped: cfn-lint is not on the PATH.');

const python = spawnSync('python3', ['-c', 'import yaml']).status === 0;
if (!python) console.info('Skipped: python3 has no PyYAML to read templates with.');

it.skipIf(!python)('is YAML that says what was meant, whatever texts there are', () => {
  const text = fc.oneof(
    fc.constantFrom(
      'yes',
      'null',
      '1',
      '0x1',
      '1:20',
      "it's",
      '- a',
      'a: b',
      '#x',
      ' ',
      '2010-09-09',
      '\u2028',
      'a\u3164\u00ad\u{e0041}',
      '😀',
      '\\',
    ),
    fc.string({ unit: 'binary' }),
  );
  const values = fc.sample(fc.dictionary(text, fc.oneof(text, fc.array(text), fc.boolean(), fc.integer())), 60);
  const object = Object.fromEntries(values.map((value, index) => [`v${index}`, { deep: [{ value }, value] }]));
  const input = yamlLines(object).join('\n');
  const script = 'import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin.buffer), sys.stdout)';
  const { stdout, stderr } = spawnSync('python3', ['-c', script], { input, encoding: 'utf8', maxBuffer: 1 << 26 });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual(object);
});

/** "Hardcoded ARN", "hardcoded account ID": the role of a plan, of which a stack set has a note. */
const aboutRoles = /^W90(02|13) /;
/** With one thread it takes half of the time, since all of it is little. */
const validator = 'test/helpers/validate-templates.cjs';

describe('validators', () => {
  it('of AWS have nothing to say, strict as they may be, of any plan in any form', { timeout: 120_000 }, async () => {
    const imported = cloudformation(await inputFrom(await withPlan(twoWaves), { isImport: true })).text;
    const documents = fc.array(anyDocument.filter(isSayable), { minLength: 3, maxLength: 3 });
    await forSome(1, [fc.noShrink(documents)], (some) => {
      const plain = [defaultDocument(), ...some].map((document) => cloudformation(inputOf(document)).text);
      const sets = some.map((document) => cloudformation(inputOf(document, { isStackSet: true })).text);
      const misspelt = imported.replace('TaskType: RUN_COMMAND', 'TaskType: RUN');
      const input = JSON.stringify([misspelt, imported, ...plain, ...sets]);
      const { stdout, stderr } = spawnSync(process.execPath, ['--single-threaded', validator], {
        input,
        encoding: 'utf8',
      });
      expect(stderr).toBe('');
      const [ofMisspelt, ...others]: string[][] = JSON.parse(stdout);
      expect(ofMisspelt).toEqual([expect.stringMatching(/^W3030 'RUN' is not one of/)]);
      expect(others.flat().filter((message) => !aboutRoles.test(message))).toEqual([]);
      expect(others).toHaveLength(8);
    });
  });

  it.skipIf(!lint)('called cfn-lint have none either', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'templates-'));
    const inputs = [inputOf(defaultDocument()), await inputFrom(await withPlan(twoWaves), { isImport: true })];
    const files = inputs.map((input, index) => {
      const file = join(folder, `${index}.yaml`);
      writeFileSync(file, cloudformation(input).text);
      return file;
    });
    const { stdout } = spawnSync('cfn-lint', files, { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(stdout).toBe('');
  });
});
