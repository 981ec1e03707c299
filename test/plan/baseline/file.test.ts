import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../source/errors.js';
import { operatingSystems } from '../../../source/plan/baseline/baseline.js';
import {
  copyOfPredefined,
  predefinedBaselineFor,
  windowsZeroDayImportant,
} from '../../../source/plan/baseline/catalogue.js';
import { parseBaselineFile } from '../../../source/plan/baseline/file.js';
import { forAll, forSome } from '../../helpers/properties.js';
import { refusal } from '../../helpers/refused.js';

type Document = Record<string, unknown>;

const filter = { Key: 'CLASSIFICATION', Values: ['Security'] };
const rule = { PatchFilterGroup: { PatchFilters: [filter] }, ApproveAfterDays: 7 };
const source = { Name: 'My-Repo', Products: ['AmazonLinux2023'], Configuration: '[main]' };
const baseline = { Name: 'My-Baseline', OperatingSystem: 'AMAZON_LINUX_2023', ApprovalRules: { PatchRules: [rule] } };

function parse(document: unknown) {
  return parseBaselineFile(JSON.stringify(document), 'baseline.json');
}

/** The refusal of a text, which must be one. */
const refusalOf = (text: string) => refusal(() => parseBaselineFile(text, 'baseline.json'));

function violationsOf(document: unknown): readonly string[] {
  return refusalOf(JSON.stringify(document)).nextSteps;
}

/** The baseline with another value at a path; null is absent. */
function withAt(path: string, value: unknown, document: Document = baseline): Document {
  const copy = structuredClone({ Sources: [source], RejectedPatches: ['KB1'], ...document });
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
  const last = keys.pop() ?? '';
  const holder = keys.reduce<Document>((outer, key) => {
    outer[key] ??= {};
    return outer[key] as Document;
  }, copy);
  holder[last] = value;
  return copy;
}

function times<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value);
}

const rules = 'ApprovalRules.PatchRules';
const filters = `${rules}[0].PatchFilterGroup.PatchFilters`;

describe('a baseline file', () => {
  it("may hold our copies of AWS's baselines with any delay, and the original scripts' baseline", async () => {
    const anyCopy = fc
      .tuple(fc.constantFrom(...operatingSystems), fc.option(fc.integer({ min: 0, max: 360 }), { nil: undefined }))
      .map(([os, approveAfterDays]) => copyOfPredefined(os, { approveAfterDays }));
    await forAll([anyCopy], (copy) => {
      expect(parse(copy)).toEqual(copy);
    });
    expect(parse(windowsZeroDayImportant)).toEqual(windowsZeroDayImportant);
  });

  it('may be what GetPatchBaseline answers, of which only the baseline is kept', () => {
    const answer = {
      BaselineId: 'pb-0123456789abcdef0',
      ...baseline,
      OperatingSystem: 'WINDOWS',
      GlobalFilters: { PatchFilters: [] },
      ApprovalRules: { PatchRules: [{ ...rule, ComplianceLevel: 'UNSPECIFIED', EnableNonSecurity: false }] },
      ApprovedPatches: [],
      ApprovedPatchesComplianceLevel: 'UNSPECIFIED',
      ApprovedPatchesEnableNonSecurity: false,
      RejectedPatches: ['KB4012216'],
      RejectedPatchesAction: 'BLOCK',
      PatchGroups: ['Web Servers'],
      CreatedDate: 1480997823.81,
      ModifiedDate: '2026-01-01T00:00:00Z',
      Sources: [],
    };
    const { BaselineId, PatchGroups, CreatedDate, ModifiedDate, ...kept } = answer;
    expect(parse(answer)).toEqual(kept);
  });

  const { OperatingSystem: _, ...unnamed } = baseline;
  const ofWindows = { ...unnamed, OperatingSystem: 'WINDOWS' };
  const nulls = { Sources: null, ApprovalRules: { PatchRules: [{ ...rule, ApproveUntilDate: null }] } };
  const byName = { Name: 'By-Name', OperatingSystem: 'UBUNTU', ApprovedPatches: ['curl_7.81.0'] };

  it.each<[string, Document, Document]>([
    ['is for Windows if it names no operating system, as in the API', unnamed, ofWindows],
    ['is for Windows if that is null', { ...baseline, OperatingSystem: null }, ofWindows],
    ['may have null for what is absent', { ...baseline, ...nulls }, baseline],
    ['may approve patches by name alone', byName, byName],
    ['leaves tags to the plan', { ...baseline, Tags: [{ Key: 'team', Value: 'web' }], ClientToken: 'abc' }, baseline],
  ])('%s', (_, document, expected) => {
    expect(parse(document)).toEqual(expected);
  });

  it("may have a delay for Ubuntu, as AWS's own baseline does, and a byte order mark", () => {
    const own = { ...predefinedBaselineFor('UBUNTU').definition, Name: 'My-Ubuntu' };
    expect(own.ApprovalRules?.PatchRules[0]?.ApproveAfterDays).toBe(7);
    expect(parseBaselineFile(`\ufeff${JSON.stringify(own)}`, 'baseline.json')).toEqual(own);
  });
});

const inTemplate = {
  Type: 'AWS::SSM::PatchBaseline',
  Properties: { ...baseline, DefaultBaseline: true, PatchGroups: ['a'], Tags: [{ Key: 'k', Value: 'v' }] },
};

describe('what other tools print', () => {
  const levelled = withAt(`${rules}[0].ComplianceLevel`, 'CRITICAL', { ...baseline });

  it.each<[string, unknown]>([
    ['the SDK for JavaScript', { ...baseline, $metadata: { httpStatusCode: 200 }, CreatedDate: 1550244180.465 }],
    ['boto3', { ...baseline, ResponseMetadata: {}, PatchGroups: ['a'] }],
    [
      'the attribute json of Terraform',
      {
        ...withAt(`${rules}[0].ApproveUntilDate`, null),
        Sources: [],
        RejectedPatches: [],
        ...{ AvailableSecurityUpdatesComplianceStatus: '', RejectedPatchesAction: '', Description: '' },
        ...{ ResultMetadata: {}, ApprovedPatchesComplianceLevel: '' },
      },
    ],
    [
      'ConvertTo-Json of PowerShell',
      {
        ...baseline,
        OperatingSystem: { Value: 'AMAZON_LINUX_2023' },
        LoggedAt: '\\/Date(1550244180465)\\/',
        HttpStatusCode: 200,
      },
    ],
    ['the Properties of CloudFormation', inTemplate.Properties],
    ['a resource of CloudFormation', inTemplate],
    ['a template of CloudFormation with one', { AWSTemplateFormatVersion: '2010-09-09', Resources: { A: inTemplate } }],
    [
      'CloudFormation, with texts for numbers and truths',
      { ...baseline, ApprovalRules: { PatchRules: [{ ...rule, ApproveAfterDays: '7', EnableNonSecurity: 'false' }] } },
    ],
  ])('as %s does, is taken', (_, document) => {
    const parsed = parse(document);
    const [parsedRule] = parsed.ApprovalRules?.PatchRules ?? [];
    expect(parsed).toMatchObject({ Name: 'My-Baseline', OperatingSystem: 'AMAZON_LINUX_2023' });
    expect(parsedRule).toMatchObject(rule);
    expect(Object.keys(parsed).filter((key) => !Object.hasOwn(baseline, key))).toEqual(
      Object.keys(parsed).filter((key) => /Sources|Rejected/.test(key)),
    );
  });

  it('as PowerShell does for a constant deeper inside, is taken', () => {
    expect(parse(withAt(`${rules}[0].ComplianceLevel`, { Value: 'CRITICAL' }))).toEqual(parse(levelled));
  });

  it.each([
    ['---\nName: x\n', 'YAML, not JSON'],
    ['# ours\nAWSTemplateFormatVersion: "2010-09-09"\n', 'YAML, not JSON'],
    ['- Name: x', 'YAML, not JSON'],
    ['resource "aws_ssm_patch_baseline" "x" {\n}', 'HCL (Terraform), not JSON'],
    ['operating_system = "WINDOWS"', 'HCL (Terraform), not JSON'],
    ['{"ApprovalRules":"Amazon.SimpleSystemsManagement.Model.PatchRuleGroup"}', 'has type names'],
  ])('in %j is recognised', (text, what) => {
    expect(refusalOf(text).message).toContain(what);
  });
});

describe('each limit', () => {
  it.each<[string, unknown, unknown, string]>([
    ['Name', 'abc', 'ab', 'has 2 characters; the minimum is 3.'],
    ['Name', 'a'.repeat(128), 'a'.repeat(129), 'has 129 characters; the maximum is 128.'],
    ['Name', 'aZ0_-.', 'My Baseline', 'is "My Baseline"; it can contain only letters, digits, "_", "-" and ".".'],
    ['Name', 'abc', 7, 'is 7; it must be a string.'],
    ['Description', 'é'.repeat(1024), 'é'.repeat(1025), 'has 1025 characters; the maximum is 1024.'],
    ['OperatingSystem', 'ALMA_LINUX', 'alma-linux', 'is "alma-linux"; did you mean ALMA_LINUX?'],
    ['GlobalFilters.PatchFilters', times(4, filter), times(5, filter), 'has 5 entries; the maximum is 4.'],
    ['ApprovalRules', { PatchRules: [rule] }, [rule], 'is a list; it must be an object with PatchRules.'],
    [rules, times(10, rule), times(11, rule), 'has 11 entries; the maximum is 10.'],
    [filters, times(4, filter), times(5, filter), 'has 5 entries; the maximum is 4.'],
    [`${filters}[0].Key`, 'PRODUCT', 'PRODUKT', 'is "PRODUKT"; did you mean PRODUCT?'],
    [`${filters}[0].Values`, ['a'], null, 'is missing.'],
    [`${filters}[0].Values`, ['a'], [], 'has 0 entries; the minimum is 1.'],
    [`${filters}[0].Values`, times(20, 'a'), times(21, 'a'), 'has 21 entries; the maximum is 20.'],
    [`${filters}[0].Values[0]`, 'a'.repeat(64), 'a'.repeat(65), 'has 65 characters; the maximum is 64.'],
    [`${rules}[0].ApproveAfterDays`, 360, 361, 'is 361; the maximum is 360.'],
    [`${rules}[0].ApproveAfterDays`, 0, -1, 'is -1; the minimum is 0.'],
    [`${rules}[0].ApproveAfterDays`, 1, 1.5, 'is 1.5; it must be a whole number from 0 to 360.'],
    [`${rules}[0].ApproveAfterDays`, 7, 'seven', 'is "seven"; it must be a whole number from 0 to 360.'],
    [`${rules}[0].EnableNonSecurity`, true, 'yes', 'is "yes"; it must be true or false.'],
    [
      `${rules}[0].ComplianceLevel`,
      'HIGH',
      'SEVERE',
      'is "SEVERE"; it must be one of CRITICAL, HIGH, MEDIUM, LOW, INFORMATIONAL, UNSPECIFIED.',
    ],
    [`${rules}[0].ComplianceLevl`, undefined, 'HIGH', 'is not a known key; did you mean ComplianceLevel?'],
    ['approvedPatches', undefined, [], 'is not a known key; did you mean ApprovedPatches?'],
    ['ApprovedPatches', times(50, 'KB1'), times(51, 'KB1'), 'has 51 entries; the maximum is 50.'],
    ['RejectedPatches', times(50, 'KB1'), times(51, 'KB1'), 'has 51 entries; the maximum is 50.'],
    ['RejectedPatches[0]', 'a'.repeat(100), 'a'.repeat(101), 'has 101 characters; the maximum is 100.'],
    ['RejectedPatchesAction', 'BLOCK', 'BLOC', 'is "BLOC"; did you mean BLOCK?'],
    ['Sources', times(20, source), times(21, source), 'has 21 entries; the maximum is 20.'],
    ['Sources', [], {}, 'is an object; it must be a list.'],
    ['Sources[0].Name', 'a'.repeat(50), 'a'.repeat(51), 'has 51 characters; the maximum is 50.'],
    ['Sources[0].Products', times(20, 'a'), [], 'has 0 entries; the minimum is 1.'],
    ['Sources[0].Configuration', 'a'.repeat(1024), 'a'.repeat(1025), 'has 1025 characters; the maximum is 1024.'],
  ])('of %s is kept to: it $3', (path, inside, beyond, violation) => {
    expect(() => parse(withAt(path, inside))).not.toThrow();
    expect(violationsOf(withAt(path, beyond))).toEqual([`${path} ${violation}`]);
  });

  const windows = { OperatingSystem: 'WINDOWS' };
  const [days, date] = ['.ApproveAfterDays', '.ApproveUntilDate'];
  const until = withAt(`${rules}[0]`, { ...rule, ApproveAfterDays: null, ApproveUntilDate: '2028-02-29' });
  const nonSecurity = withAt(`${rules}[0].EnableNonSecurity`, true);
  const nonSecurityByName = withAt('ApprovedPatchesEnableNonSecurity', true);
  const compliant = withAt('AvailableSecurityUpdatesComplianceStatus', 'COMPLIANT');
  const byName = withAt('ApprovedPatches', ['KB1'], { ...baseline, ApprovalRules: { PatchRules: [] } });

  function expectRefused(document: Document, change: (document: Document) => Document, violation: string): void {
    expect(() => parse(document)).not.toThrow();
    expect(violationsOf(change(document))).toEqual([violation]);
  }

  it.each<[string, Document, string, unknown]>([
    ['.ApproveUntilDate is "2026-02-29"; it must be a date such as 2026-12-31.', until, date, '2026-02-29'],
    [' has both ApproveAfterDays and ApproveUntilDate; a rule needs exactly one.', until, days, 7],
    [' has neither ApproveAfterDays nor ApproveUntilDate; a rule needs exactly one.', baseline, days, null],
  ])('of the members of a rule is kept to: it%s', (violation, document, member, beyond) => {
    const path = `${rules}[0]${member}`;
    expectRefused(document, (before) => withAt(path, beyond, before), `${rules}[0]${violation}`);
  });

  it.each<[string, Document, Document]>([
    [`${rules}[0].EnableNonSecurity is for Linux only; leave it out for Windows Server.`, nonSecurity, windows],
    [
      'ApprovedPatchesEnableNonSecurity is for Linux only; leave it out for macOS.',
      nonSecurityByName,
      { OperatingSystem: 'MACOS' },
    ],
    [
      'AvailableSecurityUpdatesComplianceStatus is for WINDOWS only; leave it out for AMAZON_LINUX_2023.',
      { ...compliant, ...windows },
      { OperatingSystem: 'AMAZON_LINUX_2023' },
    ],
    [
      'ApprovalRules and ApprovedPatches are both missing or empty; a baseline needs at least one of them.',
      byName,
      { ApprovedPatches: [] },
    ],
    [
      'Name is "AWS-Baseline"; choose a name that does not look like one of AWS\'s own baselines, such as "Baseline".',
      { ...baseline, Name: 'My-AWS-Baseline' },
      { Name: 'AWS-Baseline' },
    ],
  ])('of members together is kept to: %s', (violation, document, change) => {
    expectRefused(document, (before) => ({ ...before, ...change }), violation);
  });

  it('is named at its place in any rule', () =>
    forAll([fc.integer({ min: 0, max: 9 }), fc.integer({ min: 361 })], (index, days) => {
      const ten = withAt(rules, times(10, rule));
      const violations = violationsOf(withAt(`${rules}[${index}]`, { ...rule, ApproveAfterDays: days }, ten));
      expect(violations).toEqual([`${rules}[${index}].ApproveAfterDays is ${days}; the maximum is 360.`]);
    }));
});

describe('a refusal', () => {
  it('names the file, and everything that is wrong with it at once', () => {
    const wrong = { ...withAt(`${rules}[0].ApproveAfterDays`, 400), Name: 'a b', Descripton: 'x' };
    const refusal = refusalOf(JSON.stringify(wrong));
    expect(refusal).toMatchObject({ code: 'invalid-baseline-file', exitCode: 2 });
    expect(refusal.message).toBe('baseline.json is not a patch baseline that AWS accepts: 3 problems.');
    expect(refusal.nextSteps).toEqual([
      'Descripton is not a known key; did you mean Description?',
      'Name is "a b"; it can contain only letters, digits, "_", "-" and ".".',
      `${rules}[0].ApproveAfterDays is 400; the maximum is 360.`,
    ]);
  });

  it('stays readable where everything is wrong', () => {
    const unknown = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`zzzzzzz${index}`, 1]));
    const { message, nextSteps } = refusalOf(JSON.stringify({ ...baseline, ...unknown }));
    expect(message).toContain('100 problems');
    expect(nextSteps).toHaveLength(21);
    expect(nextSteps.at(-1)).toBe('And 80 more.');
  });

  it.each([
    ['{\n  "Name": "x",\n  "Description" "y"\n}', 'line 3, column 17'],
    ['{"Name": "x",}', 'line 1, column 14'],
    ['{"Name": "x"', 'line 1, column 13'],
    ["{'Name': 'x'}", 'line 1, column 2'],
    ['', 'line 1, column 1'],
    ['\n\n// a comment\n{}', 'line 3, column 1'],
    ['{"Name": "x"} {}', 'line 1, column 15'],
  ])('of %j, which is not JSON, says %s', (text, where) => {
    expect(refusalOf(text).message).toBe(`baseline.json is not valid JSON: there is an error at ${where}.`);
  });

  it('of UTF-16, which Windows shells write, says how to save the file', () => {
    expect(refusalOf('{\0"\0N\0').nextSteps).toContain('Save the file as UTF-8; it looks like UTF-16.');
  });

  it.each([
    ['a list', [baseline], 'is a list'],
    ['text', 'a baseline', 'is not a JSON object'],
    ['null', null, 'is not a JSON object'],
    ["DescribePatchBaselines' answer", { BaselineIdentities: [] }, 'only lists baselines'],
    ['one of its entries', { BaselineId: 'pb-1', BaselineName: 'x', DefaultBaseline: true }, 'only lists baselines'],
    ['a template', { AWSTemplateFormatVersion: '2010-09-09', Resources: {} }, 'is a CloudFormation template'],
    ['a template with two', { Resources: { A: inTemplate, B: inTemplate } }, 'is a CloudFormation template with 2'],
  ])('of %s says what it is', (_, document, what) => {
    const refusal = refusalOf(JSON.stringify(document));
    expect(refusal.message).toContain(`baseline.json ${what}`);
    expect(refusal.nextSteps).not.toEqual([]);
  });

  it('of a copied baseline of AWS offers a name for it', () => {
    expect(violationsOf(predefinedBaselineFor('SUSE').definition)).toEqual([
      expect.stringContaining('such as "SuseDefaultPatchBaseline"'),
    ]);
  });

  it('passes nothing to the terminal that is not safe there', () => {
    const hostile = '\u001b[2J\u202e';
    const refusal = refusalOf(JSON.stringify({ ...baseline, Name: hostile, [hostile]: 1 }));
    expect([refusal.message, ...refusal.nextSteps].join('')).not.toMatch(/[\u001b\u202e]/);
    expect(() => parseBaselineFile('{', hostile)).toThrow(/^\ufffd\[2J\ufffd is not valid JSON/);
  });

  it('is all that a text can cause, whatever it says', async () => {
    const others = ['GlobalFilters', 'PatchRules', 'Sources', '__proto__', 'Tags'];
    const member = fc.constantFrom(...Object.keys(baseline), ...others);
    const almost = fc.dictionary(member, fc.jsonValue());
    await forSome(
      500,
      [
        fc.oneof(
          fc.string(),
          fc.json(),
          almost.map((value) => JSON.stringify(value)),
        ),
      ],
      (text) => {
        try {
          expect(parseBaselineFile(text, 'f').Name).toMatch(/^[a-zA-Z0-9_.-]{3,128}$/);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      },
    );
  });

  it.each([
    ['[', ''],
    ['{"Name":', ''],
    ['{"Name":[', '1'],
  ])('is all that very deep nesting of %j can cause', (opening, inner) => {
    const depth = 100_000;
    expect(refusalOf(opening.repeat(depth) + inner)).toBeInstanceOf(UserError);
    expect(refusalOf(`{"Name":${'['.repeat(depth)}${']'.repeat(depth)}}`).nextSteps[0]).toBe(
      'Name is a list; it must be a string.',
    );
  });
});
