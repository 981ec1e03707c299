/** Filters of rules from files, from outside: what AWS refuses is found before anything is made, and leaves nothing behind. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CreatePatchBaselineCommandInput, PatchFilter } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../source/errors.js';
import { emptyFolder } from '../helpers/command.js';
import { reached } from '../helpers/memory-account.js';
import { refusalOf, type TestSandbox, withSandbox } from '../helpers/sandbox.js';
import { now, oneWindow, type Run, setUp, writesIn } from './runs.js';

type Filters = Readonly<Record<string, readonly string[]>>;
type System = NonNullable<CreatePatchBaselineCommandInput['OperatingSystem']>;

function rulesOf(OperatingSystem: System, filters: Filters) {
  const PatchFilters = Object.entries(filters).map(([Key, Values]) => ({ Key, Values })) as PatchFilter[];
  const PatchRules = [{ PatchFilterGroup: { PatchFilters }, ApproveAfterDays: 7 }];
  return { Name: 'own-rules', OperatingSystem, ApprovalRules: { PatchRules } };
}

/** A set-up of one window with the rules from a file. */
async function setUpWith(sandbox: TestSandbox, rules: object, options: { isJson?: boolean } = {}): Promise<Run> {
  const file = join(await emptyFolder(), 'rules.json');
  writeFileSync(file, JSON.stringify(rules));
  return setUp(reached(sandbox), `${oneWindow} -b ${file}`, options);
}

async function refusedWith(sandbox: TestSandbox, rules: object): Promise<UserError> {
  const error: unknown = await setUpWith(sandbox, rules).catch((thrown: unknown) => thrown);
  if (error instanceof UserError) return error;
  throw new Error('it was not refused');
}

async function callsOf(sandbox: TestSandbox, wanted: string): Promise<number> {
  return (await sandbox.requests()).filter(({ operation }) => operation === wanted).length;
}

const advisories = 'Security, Bugfix, Enhancement, Recommended, Newpackage';

describe('a file whose filters AWS refuses', () => {
  it.each<[System, Filters, string, RegExp, string]>([
    [
      'AMAZON_LINUX',
      { PRODUCT: ['All'], CLASSIFICATION: ['Security'] },
      'Invalid Filter Value: All for Key: PRODUCT, valid values are: AmazonLinux2012.03, AmazonLinux2012.09, ',
      /\[0\] has "All", which is not a PRODUCT that AWS knows for Amazon Linux \(2012–2018\)\.$/,
      'Did you mean *? Valid values: *, AmazonLinux2012.03, ',
    ],
    [
      'AMAZON_LINUX_2',
      { CLASSIFICATION: ['Security', 'Bugfix', 'Critical'] },
      `Invalid Filter Value: Critical for Key: CLASSIFICATION, valid values are: ${advisories}`,
      /PatchFilters\[0\] has "Critical", which is not a CLASSIFICATION that AWS knows for Amazon Linux 2\.$/,
      `rules.json. Valid values: *, ${advisories}.`,
    ],
    [
      'WINDOWS',
      { PATCH_SET: ['APPLICATION'], PRODUCT: ['Office 2106'] },
      'Invalid Filter Value: Office 2106 for Key: PRODUCT, valid values are: Exchange Server 2019, ',
      /PatchFilters\[1\] has "Office 2106"/,
      'Did you mean Office 2016? Valid values: *, Exchange',
    ],
    [
      'UBUNTU',
      { CLASSIFICATION: ['Security'], PRIORITY: ['Critical', 'Important'] },
      'Invalid Filter Key: CLASSIFICATION for Operating System: UBUNTU, valid keys are: PRODUCT, PRIORITY, SECTION',
      /selects patches by CLASSIFICATION, which patches for Ubuntu Server do not have\. AWS would refuse it\.$/,
      'select by one of PRODUCT, PRIORITY, SECTION.',
    ],
  ])('for %s with %j is refused by AWS, and before that by us', async (system, filters, answer, message, step) => {
    const sandbox = await withSandbox({ empty: true, now });
    const rules = rulesOf(system, filters);
    const refused = await refusalOf(sandbox.ssm().createPatchBaseline(rules));
    expect(refused).toMatchObject({ name: 'ValidationException', message: expect.stringContaining(answer) });
    const error = await refusedWith(sandbox, rules);
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringMatching(message) });
    expect(error.detail).toContain('Nothing was changed.');
    expect(error.nextSteps[0]).toMatch(/^Correct the file \S+rules\.json[.:] /);
    expect(error.nextSteps[0]).toContain(step);
    expect(await writesIn(sandbox)).toEqual(['CreatePatchBaseline 400']);
  });

  it('is told all at once, keys and values', async () => {
    const sandbox = await withSandbox({ empty: true, now });
    const { detail = '', nextSteps } = await refusedWith(
      sandbox,
      rulesOf('UBUNTU', { CLASSIFICATION: ['Security'], PRIORITY: ['Critical', 'Important'], PRODUCT: ['Ubuntu2404'] }),
    );
    expect(detail).toContain('has "Critical", which is not a PRIORITY');
    expect(nextSteps.join()).toContain('Did you mean Ubuntu24.04?');
    expect(await callsOf(sandbox, 'DescribePatchProperties')).toBe(2);
  });

  it('leaves nothing but the record behind where the values may not be read, and it is said what to correct', async () => {
    const sandbox = await withSandbox({ empty: true, now });
    await sandbox.faults({ kind: 'access-denied', operation: 'DescribePatchProperties' });
    const rules = rulesOf('AMAZON_LINUX', { PRODUCT: ['All'] });
    const { exitCode, out } = await setUpWith(sandbox, rules);
    expect(exitCode).toBe(1);
    const text = out.join('\n');
    expect(text).toContain('Unknown: which filter values AWS accepts');
    expect(text).toMatch(/→ Correct the file \S+rules\.json: Invalid Filter Value: All for Key: PRODUCT/);
    expect(text).toContain('To continue once this is corrected:');
    expect(text).not.toMatch(/run it again/i);
    expect(await writesIn(sandbox)).toEqual(['PutParameter 200', 'CreatePatchBaseline 400']);
    const summary = JSON.parse((await setUpWith(sandbox, rules, { isJson: true })).out.at(-1) ?? '') as Run & {
      nextSteps: string[];
    };
    expect(summary.nextSteps[0]).toMatch(/^Correct the file /);
    expect(await callsOf(sandbox, 'CreateMaintenanceWindow')).toBe(0);
  });
});

it('filters that AWS knows are made, before any window; AWS’s own rules, and rules that are there, need no question', async () => {
  const sandbox = await withSandbox({ empty: true, now });
  expect((await setUp(reached(sandbox), `${oneWindow} --os windows ubuntu macos centos`)).exitCode).toBe(0);
  expect(await callsOf(sandbox, 'DescribePatchProperties')).toBe(0);
  const rules = rulesOf('REDHAT_ENTERPRISE_LINUX', { PRODUCT: ['RedhatEnterpriseLinux8.10'], SEVERITY: ['Important'] });
  for (const plan of ['first', 'again']) {
    const file = join(await emptyFolder(), 'rules.json');
    writeFileSync(file, JSON.stringify(rules));
    const run = await setUp(reached(sandbox), `--plan rhel -w 2 -d 2 -t 4 -b ${file}`);
    expect({ plan, exitCode: run.exitCode, err: run.err }).toEqual({ plan, exitCode: 0, err: [] });
    expect(await callsOf(sandbox, 'DescribePatchProperties')).toBe(2);
  }
  const made = (await writesIn(sandbox)).filter((write) => /^Create/.test(write));
  expect(made.slice(-2)).toEqual(['CreatePatchBaseline 200', 'CreateMaintenanceWindow 200']);
});
