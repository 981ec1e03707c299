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
import { hasApprovalDelay } from '../../../source/plan/baseline/operating-system.js';

type Document = Record<string, unknown>;

const filter = { Key: 'CLASSIFICATION', Values: ['Security'] };
const rule = { PatchFilterGroup: { PatchFilters: [filter] }, ApproveAfterDays: 7 };
const source = { Name: 'My-Repo', Products: ['AmazonLinux2023'], Configuration: '[main]' };
const baseline = { Name: 'My-Baseline', OperatingSystem: 'AMAZON_LINUX_2023', ApprovalRules: { PatchRules: [rule] } };

function parse(document: unknown) {
  return parseBaselineFile(JSON.stringify(document), 'baseline.json');
}

/** The refusal of a text, which must be one. */
function refusalOf(text: string): UserError {
  try {
    parseBaselineFile(text, 'baseline.json');
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('The text was accepted.');
}

function violationsOf(document: unknown): readonly string[] {
  return refusalOf(JSON.stringify(document)).nextSteps;
}

function inRule(changes: Document): Document {
  return { ApprovalRules: { PatchRules: [{ ...rule, ...changes }] } };
}

function withRule(changes: Document): Document {
  return { ...baseline, ...inRule(changes) };
}

function inFilter(changes: Document): Document {
  return inRule({ PatchFilterGroup: { PatchFilters: [{ ...filter, ...changes }] } });
}

function times<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value);
}

const [rulePath, filterPath] = [
  'ApprovalRules.PatchRules[0]',
  'ApprovalRules.PatchRules[0].PatchFilterGroup.PatchFilters[0]',
];

describe('a baseline file', () => {
  it.each(operatingSystems)('may hold our copy of the predefined baseline of %s', (os) => {
    expect(parse(copyOfPredefined(os))).toEqual(copyOfPredefined(os));
  });

  it('may hold any copy with any delay', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...operatingSystems.filter((os) => hasApprovalDelay(os))),
        fc.integer({ min: 0, max: 360 }),
        (os, approveAfterDays) => {
          const copy = copyOfPredefined(os, { approveAfterDays });
          expect(parse(copy)).toEqual(copy);
        },
      ),
    );
  });

  it("may hold the original scripts' baseline", () => {
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

  it('is for Windows if it names no operating system, as in the API', () => {
    const { OperatingSystem, ...unnamed } = baseline;
    expect(parse(unnamed).OperatingSystem).toBe('WINDOWS');
    expect(parse({ ...unnamed, OperatingSystem: null }).OperatingSystem).toBe('WINDOWS');
  });

  it('may have null for what is absent, and a byte order mark', () => {
    const text = `\ufeff${JSON.stringify(withRule({ ApproveUntilDate: null, ComplianceLevel: null }))}`;
    expect(parseBaselineFile(text, 'baseline.json')).toEqual(baseline);
  });

  it('may approve patches by name alone', () => {
    const byName = { Name: 'By-Name', OperatingSystem: 'UBUNTU', ApprovedPatches: ['curl_7.81.0'] };
    expect(parse(byName)).toEqual(byName);
  });

  it("may have a delay for Ubuntu, as AWS's own baseline does", () => {
    const own = { ...predefinedBaselineFor('UBUNTU').definition, Name: 'My-Ubuntu' };
    expect(own.ApprovalRules?.PatchRules[0]?.ApproveAfterDays).toBe(7);
    expect(parse(own)).toEqual(own);
  });

  it('leaves tags to the plan', () => {
    expect(parse({ ...baseline, Tags: [{ Key: 'team', Value: 'web' }], ClientToken: 'abc' })).toEqual(baseline);
  });
});

describe('each limit', () => {
  it.each<[Document, Document, string]>([
    [{ Name: 'abc' }, { Name: 'ab' }, 'Name has 2 characters; the least is 3.'],
    [{ Name: 'a'.repeat(128) }, { Name: 'a'.repeat(129) }, 'Name has 129 characters; the most is 128.'],
    [
      { Name: 'aZ0_-.' },
      { Name: 'My Baseline' },
      'Name is "My Baseline"; it may have letters, digits, "_", "-" and "." only.',
    ],
    [
      { Description: 'é'.repeat(1024) },
      { Description: 'é'.repeat(1025) },
      'Description has 1025 characters; the most is 1024.',
    ],
    [{ Description: '.' }, { Description: '' }, 'Description has 0 characters; the least is 1.'],
    [
      { ApprovalRules: { PatchRules: times(10, rule) } },
      { ApprovalRules: { PatchRules: times(11, rule) } },
      'ApprovalRules.PatchRules has 11 entries; the most is 10.',
    ],
    [
      inRule({ PatchFilterGroup: { PatchFilters: times(4, filter) } }),
      inRule({ PatchFilterGroup: { PatchFilters: times(5, filter) } }),
      `${rulePath}.PatchFilterGroup.PatchFilters has 5 entries; the most is 4.`,
    ],
    [
      { GlobalFilters: { PatchFilters: times(4, filter) } },
      { GlobalFilters: { PatchFilters: times(5, filter) } },
      'GlobalFilters.PatchFilters has 5 entries; the most is 4.',
    ],
    [
      inFilter({ Values: times(20, 'a') }),
      inFilter({ Values: times(21, 'a') }),
      `${filterPath}.Values has 21 entries; the most is 20.`,
    ],
    [inFilter({ Values: ['a'] }), inFilter({ Values: [] }), `${filterPath}.Values has 0 entries; the least is 1.`],
    [
      inFilter({ Values: ['a'.repeat(64)] }),
      inFilter({ Values: ['a', 'a'.repeat(65)] }),
      `${filterPath}.Values[1] has 65 characters; the most is 64.`,
    ],
    [
      inFilter({ Key: 'PRODUCT' }),
      inFilter({ Key: 'PRODUKT' }),
      `${filterPath}.Key is "PRODUKT"; did you mean PRODUCT?`,
    ],
    [
      inRule({ ApproveAfterDays: 360 }),
      inRule({ ApproveAfterDays: 361 }),
      `${rulePath}.ApproveAfterDays is 361; the most is 360.`,
    ],
    [
      inRule({ ApproveAfterDays: 0 }),
      inRule({ ApproveAfterDays: -1 }),
      `${rulePath}.ApproveAfterDays is -1; the least is 0.`,
    ],
    [
      inRule({ ApproveAfterDays: 1 }),
      inRule({ ApproveAfterDays: 1.5 }),
      `${rulePath}.ApproveAfterDays is 1.5; it must be a whole number from 0 to 360.`,
    ],
    [
      inRule({ ApproveAfterDays: null, ApproveUntilDate: '2028-02-29' }),
      inRule({ ApproveAfterDays: null, ApproveUntilDate: '2026-02-29' }),
      `${rulePath}.ApproveUntilDate is "2026-02-29"; it must be a date such as 2026-12-31.`,
    ],
    [
      inRule({ ComplianceLevel: 'HIGH' }),
      inRule({ ComplianceLevel: 'SEVERE' }),
      `${rulePath}.ComplianceLevel is "SEVERE"; it must be one of CRITICAL, HIGH, MEDIUM, LOW, INFORMATIONAL, UNSPECIFIED.`,
    ],
    [
      { ApprovedPatches: times(50, 'KB1') },
      { ApprovedPatches: times(51, 'KB1') },
      'ApprovedPatches has 51 entries; the most is 50.',
    ],
    [
      { RejectedPatches: times(50, 'KB1') },
      { RejectedPatches: times(51, 'KB1') },
      'RejectedPatches has 51 entries; the most is 50.',
    ],
    [
      { RejectedPatches: ['a'.repeat(100)] },
      { RejectedPatches: ['a'.repeat(101)] },
      'RejectedPatches[0] has 101 characters; the most is 100.',
    ],
    [
      { RejectedPatchesAction: 'BLOCK' },
      { RejectedPatchesAction: 'BLOC' },
      'RejectedPatchesAction is "BLOC"; did you mean BLOCK?',
    ],
    [{ Sources: times(20, source) }, { Sources: times(21, source) }, 'Sources has 21 entries; the most is 20.'],
    [
      { Sources: [{ ...source, Name: 'a'.repeat(50) }] },
      { Sources: [{ ...source, Name: 'a'.repeat(51) }] },
      'Sources[0].Name has 51 characters; the most is 50.',
    ],
    [
      { Sources: [{ ...source, Products: times(20, 'a') }] },
      { Sources: [{ ...source, Products: [] }] },
      'Sources[0].Products has 0 entries; the least is 1.',
    ],
    [
      { Sources: [{ ...source, Configuration: 'a'.repeat(1024) }] },
      { Sources: [{ ...source, Configuration: 'a'.repeat(1025) }] },
      'Sources[0].Configuration has 1025 characters; the most is 1024.',
    ],
    [
      { OperatingSystem: 'ALMA_LINUX' },
      { OperatingSystem: 'alma-linux' },
      'OperatingSystem is "alma-linux"; did you mean ALMA_LINUX?',
    ],
    [
      inRule({ ApproveAfterDays: null, ApproveUntilDate: '2026-12-31' }),
      inRule({ ApproveUntilDate: '2026-12-31' }),
      `${rulePath} has both ApproveAfterDays and ApproveUntilDate; a rule has exactly one.`,
    ],
    [
      {},
      inRule({ ApproveAfterDays: null }),
      `${rulePath} has neither ApproveAfterDays nor ApproveUntilDate; a rule has exactly one.`,
    ],
    [
      inRule({ EnableNonSecurity: true }),
      { ...inRule({ EnableNonSecurity: true }), OperatingSystem: 'WINDOWS' },
      `${rulePath}.EnableNonSecurity is for Linux only; leave it out for Windows Server.`,
    ],
    [
      { ApprovedPatchesEnableNonSecurity: true },
      { ApprovedPatchesEnableNonSecurity: true, OperatingSystem: 'MACOS' },
      'ApprovedPatchesEnableNonSecurity is for Linux only; leave it out for macOS.',
    ],
    [
      { OperatingSystem: 'WINDOWS', AvailableSecurityUpdatesComplianceStatus: 'COMPLIANT' },
      { AvailableSecurityUpdatesComplianceStatus: 'COMPLIANT' },
      'AvailableSecurityUpdatesComplianceStatus is for WINDOWS only; leave it out for AMAZON_LINUX_2023.',
    ],
    [
      { ApprovalRules: { PatchRules: [] }, ApprovedPatches: ['KB1'] },
      { ApprovalRules: { PatchRules: [] }, ApprovedPatches: [] },
      'ApprovalRules and ApprovedPatches are both missing or empty; a baseline approves something by one of them.',
    ],
    [
      { Name: 'My-AWS-Baseline' },
      { Name: 'AWS-Baseline' },
      'Name is "AWS-Baseline"; names with AWS- look like AWS\'s own baselines, which cannot be changed: ' +
        'call yours "Baseline", for example.',
    ],
    [{}, { approvedPatches: [] }, 'approvedPatches is not known; did you mean ApprovedPatches?'],
    [{}, inRule({ ComplianceLevl: 'HIGH' }), `${rulePath}.ComplianceLevl is not known; did you mean ComplianceLevel?`],
    [{}, inFilter({ Values: null }), `${filterPath}.Values is missing.`],
  ])('is kept to: $2', (inside, beyond, violation) => {
    expect(() => parse({ ...baseline, ...inside })).not.toThrow();
    expect(violationsOf({ ...baseline, ...beyond })).toEqual([violation]);
  });

  it.each<[string, Document, string]>([
    ['text', { ...baseline, Name: 7 }, 'Name is 7; it must be text.'],
    [
      'true or false',
      withRule({ EnableNonSecurity: 'yes' }),
      `${rulePath}.EnableNonSecurity is "yes"; it must be true or false.`,
    ],
    ['a list', { ...baseline, Sources: {} }, 'Sources is an object; it must be a list.'],
    ['an object', { ...baseline, ApprovalRules: [rule] }, 'ApprovalRules is a list; it must be an object.'],
    [
      'a number',
      withRule({ ApproveAfterDays: '7' }),
      `${rulePath}.ApproveAfterDays is "7"; it must be a whole number from 0 to 360.`,
    ],
  ])('says where %s was expected', (_, document, violation) => {
    expect(violationsOf(document)).toEqual([violation]);
  });

  it('is named at its place in any rule', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 361 }), (index, days) => {
        const rules = times<unknown>(10, rule).with(index, { ...rule, ApproveAfterDays: days });
        expect(violationsOf({ ...baseline, ApprovalRules: { PatchRules: rules } })).toEqual([
          `ApprovalRules.PatchRules[${index}].ApproveAfterDays is ${days}; the most is 360.`,
        ]);
      }),
    );
  });
});

describe('a refusal', () => {
  it('names the file, and everything that is wrong with it at once', () => {
    const refusal = refusalOf(JSON.stringify({ ...withRule({ ApproveAfterDays: 400 }), Name: 'a b', Descripton: 'x' }));
    expect(refusal).toMatchObject({ code: 'invalid-baseline-file', exitCode: 2 });
    expect(refusal.message).toBe('baseline.json is not a patch baseline that AWS takes: 3 things to correct.');
    expect(refusal.nextSteps).toEqual([
      'Descripton is not known; did you mean Description?',
      'Name is "a b"; it may have letters, digits, "_", "-" and "." only.',
      `${rulePath}.ApproveAfterDays is 400; the most is 360.`,
    ]);
  });

  it('stays readable where everything is wrong', () => {
    const unknown = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`zzzzzzz${index}`, 1]));
    const { message, nextSteps } = refusalOf(JSON.stringify({ ...baseline, ...unknown }));
    expect(message).toContain('100 things to correct');
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
    expect(refusalOf(text).message).toBe(`baseline.json is not JSON: there is a mistake at ${where}.`);
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
    [
      "a template's resource",
      { Type: 'AWS::SSM::PatchBaseline', Properties: baseline },
      'is a CloudFormation template',
    ],
  ])('of %s says what it is', (_, document, what) => {
    const refusal = refusalOf(JSON.stringify(document));
    expect(refusal.message).toContain(`baseline.json ${what}`);
    expect(refusal.nextSteps).not.toEqual([]);
  });

  it('of a copied baseline of AWS offers a name for it', () => {
    expect(violationsOf(predefinedBaselineFor('SUSE').definition)).toEqual([
      expect.stringContaining('call yours "SuseDefaultPatchBaseline"'),
    ]);
  });

  it('passes nothing to the terminal that is not safe there', () => {
    const hostile = '\u001b[2J\u202e';
    const refusal = refusalOf(JSON.stringify({ ...baseline, Name: hostile, [hostile]: 1 }));
    expect([refusal.message, ...refusal.nextSteps].join('')).not.toMatch(/[\u001b\u202e]/);
    expect(() => parseBaselineFile('{', hostile)).toThrow(/^\ufffd\[2J\ufffd is not JSON/);
  });

  it('is all that a text can cause, whatever it says', () => {
    const member = fc.constantFrom(
      ...Object.keys(baseline),
      'GlobalFilters',
      'PatchRules',
      'Sources',
      '__proto__',
      'Tags',
    );
    const almost = fc.dictionary(member, fc.jsonValue());
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          almost.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          try {
            expect(parseBaselineFile(text, 'f').Name).toMatch(/^[a-zA-Z0-9_.-]{3,128}$/);
          } catch (error) {
            expect(error).toBeInstanceOf(UserError);
          }
        },
      ),
      { numRuns: 500 },
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
      'Name is a list; it must be text.',
    );
  });
});
