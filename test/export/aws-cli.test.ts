/** The script for the AWS CLI: run by bash against the sandbox, against what a set-up makes of the same plan. */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { awsCli } from '../../source/export/aws-cli.js';
import { parseDocument } from '../../source/plan/intent/parse.js';
import { dumpAccount, withoutIds } from '../helpers/account-dump.js';
import { emptyFolder } from '../helpers/command.js';
import { inputFrom, inputOf } from '../helpers/exported.js';
import { forSome } from '../helpers/properties.js';
import { testCredentials, withSandbox } from '../helpers/sandbox.js';
import { emptySandbox, oneWindow, setUp, withPlan, writesIn } from '../jobs/runs.js';
import { anyDocument } from '../plan/intent/arbitraries.js';

const folder = fileURLToPath(new URL('../helpers/aws-cli', import.meta.url));

const hostile = `'; touch hacked; $(touch hacked) \`touch hacked\` "\\" ${'$'}{HOME} %s \u202e\u00fc\nEOF\n}`;

const document = parseDocument(
  JSON.stringify({
    version: 1,
    plan: 'web',
    waves: [{ name: 'dev', patchGroup: 'file:///etc/hosts', window: 'web-dev', when: 'pt+9@22:30' }],
    tags: { Team: 'http://127.0.0.1:1/ \u00fc' },
    baselines: [
      {
        file: "it's.json",
        rules: {
          OperatingSystem: 'UBUNTU',
          Name: 'Ubuntu-Hostile',
          Description: hostile,
          ApprovedPatches: ['a(b)c'],
          Sources: [{ Name: 'main', Products: ['*'], Configuration: hostile }],
        },
      },
    ],
  }),
  'web.json',
);

const isThere = spawnSync('python3', ['-c', 'import awscli.clidriver'], { stdio: 'ignore' }).status === 0;
if (!isThere) process.stderr.write('Skipped: the script with the AWS CLI, for python3 here cannot import awscli.\n');

/** Loads the AWS CLI once for the test; what runs a script, in a folder of its own. */
async function withBash(text: string, endpoint: string) {
  const settings = {
    PATH: process.env.PATH,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_ACCESS_KEY_ID: testCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: testCredentials.secretAccessKey,
  };
  const server = spawn('python3', [join(folder, 'server.py')], { env: settings, stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void server.kill());
  const [port] = await once(server.stdout, 'data');
  const env = { PATH: `${folder}:${process.env.PATH}`, AWS_CLI_PORT: String(port).trim() };
  const cwd = await emptyFolder();
  writeFileSync(join(cwd, 'web.sh'), text);
  const run = (answer: string, region = 'eu-west-1') =>
    new Promise<{ code: unknown; told: string }>((resolve) => {
      const options = ['--region', region, '--endpoint-url', endpoint];
      const bash = execFile('bash', ['web.sh', ...options], { cwd, env }, (error, out, err) => {
        resolve({ code: error?.code ?? 0, told: `${out}${err}` });
      });
      bash.stdin?.end(answer);
    });
  return { run, files: () => readdirSync(cwd) };
}

describe('a script for the AWS CLI', () => {
  it.skipIf(!isThere)(
    'makes what a set-up makes, asks first, stops at an error, goes on, and then finds it all',
    async () => {
      const sandbox = await withSandbox({ empty: true });
      const { run, files } = await withBash(awsCli(inputOf(document)).text, sandbox.endpoint);
      expect(await run('no\n')).toMatchObject({
        code: 3,
        told: expect.stringMatching(/missing \(6\) in eu-west-1\?.*Nothing was changed/s),
      });
      await sandbox.faults({ operation: 'RegisterTaskWithMaintenanceWindow', times: 1, kind: 'access-denied' });
      expect(await run('yes\n')).toMatchObject({
        code: 1,
        told: expect.stringMatching(/creating: task of web-dev\nStopped\..* run the script again/),
      });
      expect(await run('yes\n')).toMatchObject({ code: 0, told: expect.stringMatching(/missing \(1\) in .*\n.*Done/) });
      expect(await run('')).toMatchObject({ code: 0, told: expect.stringContaining('Nothing to do') });
      expect(await writesIn(sandbox)).toHaveLength(7);
      const { ssm } = sandbox;
      const made = emptySandbox();
      await setUp(made, '', { file: document });
      expect(withoutIds(await dumpAccount(ssm()))).toEqual(withoutIds(await made.dump()));
      expect(files()).toEqual(['web.sh']);
      const [taken, other, nobody] = ['eu-west-2', 'eu-west-3', 'eu-north-1'];
      const { BaselineId } = await ssm(taken).getDefaultPatchBaseline({ OperatingSystem: 'UBUNTU' });
      await ssm(taken).registerPatchBaselineForPatchGroup({ BaselineId, PatchGroup: 'file:///etc/hosts' });
      await ssm(other).putParameter({ Name: '/patch-wizard/plans/web', Value: '{"version":1}', Type: 'String' });
      await ssm(nobody).createMaintenanceWindow({
        ...{ Name: 'web-dev', Schedule: 'rate(7 days)', Duration: 2, Cutoff: 1, AllowUnassociatedTargets: true },
      });
      for (const [region, why] of [
        [taken, `registered with another baseline for UBUNTU: ${BaselineId}. Nothing was changed.`],
        [other, 'its record /patch-wizard/plans/web differs'],
        [nobody, 'A window web-dev that belongs to no plan already exists: mw-'],
      ] as const)
        expect(await run('yes\n', region)).toMatchObject({ code: 1, told: expect.stringContaining(why) });
      expect((await writesIn(sandbox)).slice(7)).toHaveLength(3);
    },
  );

  it('says everything of any plan, and nothing else', () => {
    // The functions of the script print their words in place of calling the CLI.
    const kinds = ['record', 'baseline', 'group', 'window', 'target', 'task'];
    const printing = kinds.map((kind) => `${kind}() { printf '%s\\0' ${kind} "$@"; }\n`).join('');
    return forSome(10, [anyDocument], (any) => {
      const input = inputOf({ ...any, waves: any.waves.slice(0, 4) });
      const things = /^things\(\) \{\n.*?^\}\n/ms.exec(awsCli(input).text)?.[0];
      const { stdout, stderr } = spawnSync('bash', ['-c', `${printing}${things}things`], { encoding: 'utf8' });
      expect(stderr).toBe('');
      const told = stdout.split('\0');
      expect(told[3]).toBe(input.record);
      const inputs = told
        .filter((word) => word.startsWith('{\n') || word.startsWith('{"P'))
        .map((word) => JSON.parse(word));
      const { baselines, windows, baselineTags: Tags } = input.desired;
      expect(inputs).toEqual([
        ...baselines.flatMap(({ definition, patchGroups }) => [
          { ...definition, Tags },
          ...patchGroups.map((PatchGroup) => ({ PatchGroup })),
        ]),
        ...windows.flatMap(({ definition, tags, target, task }) => [{ ...definition, Tags: tags }, target, task]),
      ]);
    });
  });

  it('says what of an account it leaves out', async () => {
    const sandbox = await withPlan(oneWindow);
    const [window] = (await sandbox.dump()).windows;
    await sandbox.ssm().updateMaintenanceWindow({ WindowId: window?.id, StartDate: '2027-02-20T00:00:00Z' });
    const { text, notes } = awsCli(await inputFrom(sandbox, { output: 'a b.sh' }));
    expect(text).toMatch(
      /^# .* from account 123456789012 in eu-west-1\. .*\n# .* is paused until 2027-02-20T00:00:00Z/m,
    );
    expect(notes?.at(-1)).toBe("  bash 'a b.sh' --region eu-west-1");
  });
});
