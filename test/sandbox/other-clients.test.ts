/** The AWS CLI and boto3 against the sandbox; skipped, with the reason printed, where they are not installed. */
import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { withSandbox } from '../helpers/sandbox.js';

const run = promisify(execFile);

/** Whether a program runs at all; says what is missing where it does not. */
function found(what: string, command: string, ...args: string[]): boolean {
  const isFound = spawnSync(command, args, { stdio: 'ignore' }).status === 0;
  if (!isFound)
    process.stderr.write(`Skipped: the tests with ${what}, for "${command} ${args.join(' ')}" does not run here.\n`);
  return isFound;
}

/** What leads these clients to the sandbox, and away from any settings of the user. */
function environment(endpoint: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    AWS_ENDPOINT_URL: endpoint,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_ACCESS_KEY_ID: 'AKIDSANDBOXTESTUSER1',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
  };
}

describe.skipIf(!found('the AWS CLI', 'aws', '--version'))('the AWS CLI', () => {
  it('creates, reads, pages, filters and is refused', { timeout: 120_000 }, async () => {
    const { endpoint } = await withSandbox();
    const env = environment(endpoint);
    const aws = async (...args: string[]) =>
      (await run('aws', [...args, '--endpoint-url', endpoint, '--output', 'json'], { env })).stdout;
    const ssm = async (...args: string[]): Promise<unknown> => JSON.parse((await aws('ssm', ...args)) || 'null');
    const failure = (...args: string[]) =>
      aws('ssm', ...args).then(
        () => '',
        (error: Error & { stderr: string }) => error.stderr,
      );

    const { WindowId } = (await ssm(
      'create-maintenance-window',
      ...['--name', 'from-the-cli', '--schedule', 'cron(0 3 ? * 3L *)', '--schedule-timezone', 'Europe/Paris'],
      ...['--duration', '3', '--cutoff', '1', '--no-allow-unassociated-targets', '--tags', 'Key=Team,Value=web'],
    )) as { WindowId: string };
    expect(await ssm('get-maintenance-window', '--window-id', WindowId)).toMatchObject({
      Name: 'from-the-cli',
      Enabled: true,
      NextExecutionTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT03:00\+0[12]:00$/),
    });
    const names = ['--query', 'BaselineIdentities[].BaselineName'];
    expect(await ssm('describe-patch-baselines', '--page-size', '3', ...names)).toHaveLength(20);
    const filters = ['--filters', 'Key=tag:Team,Values=web', 'Key=tag-key,Values=Patch Group'];
    const count = ['--query', 'length(InstanceInformationList)'];
    expect(await ssm('describe-instance-information', ...filters, ...count)).toBe(3);
    const unknown = ['--window-id', 'mw-00000000000000000'];
    expect(await failure('get-maintenance-window', ...unknown)).toContain('(DoesNotExistException)');
  });
});

describe.skipIf(!found('boto3', 'python3', '-c', 'import boto3'))('boto3', () => {
  it('takes the calls of the original scripts, set-up and clean-up, and tags', { timeout: 120_000 }, async () => {
    const { endpoint } = await withSandbox({ empty: true, now: () => new Date('2026-11-23T10:00:00.250Z') });
    const script = fileURLToPath(new URL('boto3-walk.py', import.meta.url));
    const { stdout } = await run('python3', [script], { env: environment(endpoint) });
    expect(JSON.parse(stdout)).toEqual({
      identity: 'arn:aws:iam::123456789012:user/sandbox',
      windows: [1, 2].flatMap((week) =>
        [2, 3].flatMap((day) => ['0300', '0400'].map((time) => `Week${week}Day${day}Unattended${time}`)),
      ),
      groups: 8,
      own_baselines: ['Windows-0day-Important'],
      created: expect.stringContaining(':00:00.250000'),
      updated: false,
      errors: [
        ...['AlreadyExistsException', 'DoesNotExistException', 'DoesNotExistException', 'ValidationException'],
        ...['InvalidResourceId', 'ResourceInUseException', 'UnknownOperationException'],
      ],
      left: [0, 0],
      'tagging failed': {
        'arn:aws:ec2:eu-west-1:123456789012:instance/i-00000000000000000': 'InvalidInstanceID.NotFound',
      },
      tagged: [
        {
          ResourceARN: 'arn:aws:ssm:eu-west-1:123456789012:parameter/tagged/by/boto3',
          Tags: [{ Key: 'Rack', Value: '7' }],
        },
      ],
    });
  });
});
