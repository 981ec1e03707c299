/** A baseline as other tools print it, in the form that CreatePatchBaseline takes, wherever its meaning is plain. */
import { isObject, memberOf } from '../text/shape.js';

/** What an answer says of itself: the SDK for JavaScript, boto3 and Terraform, PowerShell. */
const ofTheAnswer = ['$metadata', 'ResponseMetadata', 'ResultMetadata', 'LoggedAt', 'ContentLength', 'HttpStatusCode'];

/** How a baseline is used is the plan's to say. */
const ofTheUse = ['PatchGroups', 'DefaultBaseline', 'Tags', 'ClientToken'];

const notOfTheBaseline: ReadonlySet<string> = new Set([
  ...['BaselineId', 'CreatedDate', 'ModifiedDate'],
  ...ofTheAnswer,
  ...ofTheUse,
]);

/**
 * The members of a baseline without what is not its own: what an answer says of itself, ids and dates, and how it is used. Empty texts
 * are absent, as Terraform prints enums that nobody has set; numbers and truths may be texts, as CloudFormation takes them.
 */
export function asCreated(document: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const members = Object.entries(document).filter(([key]) => !notOfTheBaseline.has(key));
  return plainMembers(Object.fromEntries(members), deepest);
}

/** No member of a baseline lies deeper. */
const deepest = 8;

function plainMembers(members: Readonly<Record<string, unknown>>, depth: number): Readonly<Record<string, unknown>> {
  const plain = Object.entries(members).map(([key, value]) => [key, plainValue(key, value, depth - 1)] as const);
  return Object.fromEntries(plain.filter(([, value]) => value !== '' && value !== null));
}

function plainValue(key: string, value: unknown, depth: number): unknown {
  if (depth === 0) return value;
  if (Array.isArray(value)) return value.map((entry) => plainValue('', entry, depth - 1));
  // An enumeration of AWS's tools for PowerShell is an object of one member.
  if (isObject(value)) return isConstant(value) ? value.Value : plainMembers(value, depth);
  if (typeof value !== 'string') return value;
  if (key === 'ApproveAfterDays' && /^\d{1,3}$/.test(value)) return Number(value);
  return /EnableNonSecurity$/.test(key) && /^(true|false)$/i.test(value) ? value.toLowerCase() === 'true' : value;
}

function isConstant(value: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(value).length === 1 && typeof memberOf(value, 'Value') === 'string';
}

/** What is under the Properties of the baselines in a CloudFormation template or resource; undefined for anything else. */
export function propertiesIn(document: Readonly<Record<string, unknown>>): readonly unknown[] | undefined {
  if (Object.hasOwn(document, 'Properties')) return [document.Properties];
  const resources = memberOf(document, 'Resources');
  if (!isObject(resources)) return Object.hasOwn(document, 'AWSTemplateFormatVersion') ? [] : undefined;
  return Object.values(resources)
    .filter((resource) => memberOf(resource, 'Type') === 'AWS::SSM::PatchBaseline')
    .map((resource) => memberOf(resource, 'Properties'));
}

/** Whether PowerShell has written names of its types where values lie deeper than it was told to go. */
export function isCutByPowerShell(text: string): boolean {
  return /"(System\.Collections\.|Amazon\.SimpleSystemsManagement\.|System\.Object\[\])/.test(text);
}
