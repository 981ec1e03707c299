/** Plans as documents, with the built program: out of flags and accounts into files, back again, and what is wrong in one. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, jsonLines, runCommand, sandboxEnvironment } from '../helpers/command.js';
import { withSandbox } from '../helpers/sandbox.js';

async function withAccount() {
  const sandbox = await withSandbox({ empty: true });
  const environment = { ...sandboxEnvironment, AWS_ENDPOINT_URL: sandbox.endpoint };
  const folder = await emptyFolder();
  /** Runs the program on the account; the words of a line have no blanks. */
  const run = (line: string) => runCommand(line.split(' '), environment);
  const calls = async () => (await sandbox.requests()).length;
  return { run, calls, file: (name: string) => join(folder, name) };
}

describe('export plan', () => {
  it('of flags is the document on standard output, without any AWS access', async () => {
    const { exitCode, stdout, stderr } = await runCommand(
      'export plan --plan web --wave dev=2tue@03:00 -z Europe/London --duration 3'.split(' '),
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ version: 1, plan: 'web', timeZone: 'Europe/London', waves: ['dev=2tue@03:00'] },
      ...{ baselines: ['windows-0day-important'], task: { durationHours: 3 } },
    });
  });

  it('of an account is a file that a set-up makes no call for, rules of files and all', async () => {
    const { run, file } = await withAccount();
    const [suse, plan] = [file('suse.json'), file('plan.json')];
    writeFileSync(suse, JSON.stringify({ OperatingSystem: 'SUSE', Name: 'Corp-Suse', ApprovedPatches: ['a*'] }));
    expect((await run(`setup --yes -w 1 -d 2 -b ${suse} --os ubuntu`)).exitCode).toBe(0);
    expect(await run(`export plan --from-account --output ${plan}`)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(JSON.parse(readFileSync(plan, 'utf8')).baselines).toMatchObject([
      'ubuntu',
      { file: suse, rules: { Name: 'Corp-Suse', ApprovedPatches: ['a*'] } },
    ]);
    const again = await run(`setup --yes --file ${plan} --json`);
    expect(again).toMatchObject({ exitCode: 0, stderr: '' });
    expect(jsonLines(again.stdout)[0]).toMatchObject({ event: 'plan', operations: [] });
    const moved = await run(`setup --dry-run --file ${plan} --duration 2 --json`);
    const kinds = [{ kind: 'PutParameter' }, ...Array(2).fill({ kind: 'UpdateMaintenanceWindow' })];
    expect(jsonLines(moved.stdout)[0]).toMatchObject({ operations: kinds });
  });

  it('has flags that only some formats take; what an import writes beside its file is not written over either', async () => {
    const { run, file } = await withAccount();
    const refusals = ['plan --stack-set', 'terraform --stack-set', 'cloudformation --import'];
    const refused = await Promise.all(refusals.map((line) => run(`export ${line}`)));
    expect(refused.map(({ exitCode, stderr }) => `${exitCode} ${stderr.split('\n')[0]}`)).toEqual([
      '2 Error: export plan does not support --stack-set.',
      '2 Error: export terraform does not support --stack-set.',
      '2 Error: --import writes several files, so it needs --output.',
    ]);
    expect((await run('setup --yes -w 1 -d 2 -t 3')).exitCode).toBe(0);
    const [template, again] = [file('plan.yaml'), file('again.yaml')];
    const written = await run(`export cloudformation --import --output ${template}`);
    expect(written).toMatchObject({
      exitCode: 0,
      stdout: '',
      stderr: expect.stringContaining('--change-set-type IMPORT'),
    });
    expect(JSON.parse(readFileSync(file('resources-to-import.json'), 'utf8'))).toHaveLength(5);
    const inTheWay = await run(`export cloudformation --import --output ${again}`);
    expect(inTheWay).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('resources-to-import.json already exists.'),
    });
    expect(existsSync(again)).toBe(false);
  });

  it('writes over no file, unless it is told to', async () => {
    const { run, calls, file } = await withAccount();
    const plan = file('plan.json');
    writeFileSync(plan, 'mine');
    const refused = await run(`export plan --output ${plan}`);
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
    expect(refused.stderr).toBe(
      `Error: ${plan} already exists.\n  Nothing was written.\n  → Choose another --output, or add --force to overwrite it.\n`,
    );
    expect(readFileSync(plan, 'utf8')).toBe('mine');
    expect((await run(`export plan --output ${plan} --force`)).exitCode).toBe(0);
    expect(JSON.parse(readFileSync(plan, 'utf8'))).toMatchObject({ plan: 'default' });
    const nowhere = file('nowhere/plan.json');
    expect(await run(`export plan --output ${nowhere}`)).toMatchObject({ exitCode: 2 });
    expect(existsSync(nowhere)).toBe(false);
    expect(await calls()).toBe(0);
  });
});

describe('a file that is no plan is refused with the place, before anything is called', () => {
  it.each([
    ['an unknown key', { version: 1, wavse: [] }, /wavse.*waves/],
    ['a newer version', { version: 2 }, /newer version of ssm-patch-wizard/],
    ['no JSON', 'plan: default', /line 1, column 1/],
  ])('%s', async (_, content, words) => {
    const { run, calls, file } = await withAccount();
    const plan = file('plan.json');
    writeFileSync(plan, typeof content === 'string' ? content : JSON.stringify(content));
    for (const command of ['setup --yes', 'export plan', 'preview']) {
      const { exitCode, stdout, stderr } = await run(`${command} --file ${plan}`);
      expect({ exitCode, stdout }, command).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr, command).toMatch(words);
      expect(stderr, command).toContain(plan);
    }
    const { exitCode, stdout } = await run(`setup --yes --json --file ${plan}`);
    expect(exitCode).toBe(2);
    expect(jsonLines(stdout)).toMatchObject([{ version: 1, event: 'error', code: expect.stringMatching(/-plan$/) }]);
    expect(JSON.stringify(jsonLines(stdout))).toMatch(words);
    expect(await calls()).toBe(0);
  });

  it('one that is not there', async () => {
    const { run, calls } = await withAccount();
    const { exitCode, stderr } = await run('setup --yes --file nowhere.json');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^Error: The plan file nowhere\.json does not exist\./);
    expect(await calls()).toBe(0);
  });
});
