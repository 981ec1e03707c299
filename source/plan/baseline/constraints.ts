/** The limits of a patch baseline's members as one table, and the one function that walks a document along it. */
import { printable } from '../../printable.js';
import { nearestWords } from '../text/spelling.js';
import { longestApprovalDelay, operatingSystems } from './baseline.js';

type Shape =
  | { readonly kind: 'text'; readonly least: number; readonly most: number; readonly characters?: Characters }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'number'; readonly least: number; readonly most: number }
  | { readonly kind: 'flag' }
  | { readonly kind: 'date' }
  | { readonly kind: 'list'; readonly least: number; readonly most: number; readonly of: Shape }
  | { readonly kind: 'object'; readonly members: Readonly<Record<string, Member>> };

interface Member {
  readonly shape: Shape;
  readonly required: boolean;
}

interface Characters {
  readonly pattern: RegExp;
  /** Completes "it may have … only". */
  readonly allowed: string;
}

const nameCharacters: Characters = { pattern: /^[a-zA-Z0-9_.-]*$/, allowed: 'letters, digits, "_", "-" and "."' };

const filterKeys = [
  ...['ARCH', 'ADVISORY_ID', 'BUGZILLA_ID', 'PATCH_SET', 'PRODUCT', 'PRODUCT_FAMILY', 'CLASSIFICATION', 'CVE_ID'],
  ...['EPOCH', 'MSRC_SEVERITY', 'NAME', 'PATCH_ID', 'SECTION', 'PRIORITY', 'REPOSITORY', 'RELEASE', 'SEVERITY'],
  ...['SECURITY', 'VERSION'],
];
const complianceLevel = choice('CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL', 'UNSPECIFIED');
const patchIds = list(0, 50, text(1, 100));

const filterGroup = object({
  PatchFilters: required(
    list(0, 4, object({ Key: required(choice(...filterKeys)), Values: required(list(1, 20, text(1, 64))) })),
  ),
});

/** CreatePatchBaseline's input (API model 2014-11-06), without the members that are not the baseline's: tags and token. */
export const baselineShape = object({
  OperatingSystem: optional(choice(...operatingSystems)),
  Name: required(text(3, 128, nameCharacters)),
  Description: optional(text(1, 1024)),
  GlobalFilters: optional(filterGroup),
  ApprovalRules: optional(
    object({
      PatchRules: required(
        list(
          0,
          10,
          object({
            PatchFilterGroup: required(filterGroup),
            ComplianceLevel: optional(complianceLevel),
            ApproveAfterDays: optional({ kind: 'number', least: 0, most: longestApprovalDelay }),
            ApproveUntilDate: optional({ kind: 'date' }),
            EnableNonSecurity: optional({ kind: 'flag' }),
          }),
        ),
      ),
    }),
  ),
  ApprovedPatches: optional(patchIds),
  ApprovedPatchesComplianceLevel: optional(complianceLevel),
  ApprovedPatchesEnableNonSecurity: optional({ kind: 'flag' }),
  RejectedPatches: optional(patchIds),
  RejectedPatchesAction: optional(choice('ALLOW_AS_DEPENDENCY', 'BLOCK')),
  Sources: optional(
    list(
      0,
      20,
      object({
        Name: required(text(3, 50, nameCharacters)),
        Products: required(list(1, 20, text(1, 128))),
        Configuration: required(text(1, 1024)),
      }),
    ),
  ),
  AvailableSecurityUpdatesComplianceStatus: optional(choice('COMPLIANT', 'NON_COMPLIANT')),
});

/** Tells the reader of a document where it breaks a limit: `ApprovalRules.PatchRules[0].ApproveAfterDays is 400; …`. */
export type Report = (violation: string) => void;

/**
 * The value without the members that are null, which AWS's protocol takes as absent. Every limit that it breaks is
 * reported with its path; what breaks one stays in place.
 */
export function walk(shape: Shape, value: unknown, path: string, report: Report): unknown {
  switch (shape.kind) {
    case 'text':
      return walkText(shape, value, path, report);
    case 'choice':
      if (!(typeof value === 'string' && shape.values.includes(value))) {
        report(`${path} is ${shown(value)}; ${suggestion(shape.values, value)}`);
      }
      return value;
    case 'number':
      if (typeof value !== 'number' || !Number.isInteger(value)) {
        report(`${path} is ${shown(value)}; it must be a whole number from ${shape.least} to ${shape.most}`);
      } else if (value > shape.most) report(`${path} is ${value}; the most is ${shape.most}`);
      else if (value < shape.least) report(`${path} is ${value}; the least is ${shape.least}`);
      return value;
    case 'flag':
      if (typeof value !== 'boolean') report(`${path} is ${shown(value)}; it must be true or false`);
      return value;
    case 'date':
      if (!isCalendarDate(value)) report(`${path} is ${shown(value)}; it must be a date such as 2026-12-31`);
      return value;
    case 'list':
      return walkList(shape, value, path, report);
    case 'object':
      return walkObject(shape, value, path, report);
    default:
      return shape satisfies never;
  }
}

function checkSize(
  limits: { readonly least: number; readonly most: number },
  size: number,
  unit: string,
  path: string,
  report: Report,
): void {
  if (size > limits.most) report(`${path} has ${size} ${unit}; the most is ${limits.most}`);
  if (size < limits.least) report(`${path} has ${size} ${unit}; the least is ${limits.least}`);
}

function walkText(shape: Extract<Shape, { kind: 'text' }>, value: unknown, path: string, report: Report): unknown {
  if (typeof value !== 'string') {
    report(`${path} is ${shown(value)}; it must be text`);
    return value;
  }
  const length = [...value].length;
  checkSize(shape, length, length === 1 ? 'character' : 'characters', path, report);
  if (shape.characters?.pattern.test(value) === false) {
    report(`${path} is ${shown(value)}; it may have ${shape.characters.allowed} only`);
  }
  return value;
}

function walkList(shape: Extract<Shape, { kind: 'list' }>, value: unknown, path: string, report: Report): unknown {
  if (!Array.isArray(value)) {
    report(`${path} is ${shown(value)}; it must be a list`);
    return value;
  }
  checkSize(shape, value.length, value.length === 1 ? 'entry' : 'entries', path, report);
  return value.map((entry: unknown, index) => walk(shape.of, entry, `${path}[${index}]`, report));
}

function walkObject(shape: Extract<Shape, { kind: 'object' }>, value: unknown, path: string, report: Report): unknown {
  if (!isObject(value)) {
    report(`${path} is ${shown(value)}; it must be an object`);
    return value;
  }
  const known = Object.keys(shape.members);
  for (const key of Object.keys(value).filter((key) => !known.includes(key))) {
    report(`${memberPath(path, printable(key).slice(0, 60))} is not known; ${suggestion(known, key)}`);
  }
  const walked: Record<string, unknown> = {};
  for (const [key, { shape: memberShape, required: isRequired }] of Object.entries(shape.members)) {
    const entry = memberOf(value, key);
    if (entry !== undefined) walked[key] = walk(memberShape, entry, memberPath(path, key), report);
    else if (isRequired) report(`${memberPath(path, key)} is missing`);
  }
  return walked;
}

/** The member's value; undefined where the value is no object or the member is missing, inherited or null. */
export function memberOf(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? (value[key] ?? undefined) : undefined;
}

/** Whether a value of a document has members. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function memberPath(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** A value as a message shows it; what may be deep or long is only named. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  if (typeof value !== 'string') return String(value);
  return `"${printable(value.length > 60 ? `${value.slice(0, 60)}…` : value)}"`;
}

function suggestion(words: readonly string[], wrong: unknown): string {
  const [nearest] = typeof wrong === 'string' ? nearestWords(wrong, words) : [];
  return nearest === undefined ? `it must be one of ${words.join(', ')}` : `did you mean ${nearest}?`;
}

/** Whether it is `YYYY-MM-DD` and such a day exists: Date turns 30 February into 2 March. */
function isCalendarDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function required(shape: Shape): Member {
  return { shape, required: true };
}

function optional(shape: Shape): Member {
  return { shape, required: false };
}

function text(least: number, most: number, characters?: Characters): Shape {
  return characters === undefined ? { kind: 'text', least, most } : { kind: 'text', least, most, characters };
}

function choice(...values: string[]): Shape {
  return { kind: 'choice', values };
}

function list(least: number, most: number, of: Shape): Shape {
  return { kind: 'list', least, most, of };
}

function object(members: Readonly<Record<string, Member>>): Shape {
  return { kind: 'object', members };
}
