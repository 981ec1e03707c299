/** Profiles as the list offers them. */
import type { KnownProfile, SignIn } from '../../../plan/account/sign-in.js';
import type { Cell, Column } from '../../lists/table.js';
import { accountWords } from '../../words/account.js';
import { type Clock, clockWords, dateWords, timeWords } from '../../words/dates.js';
import type { ConnectionAnswers } from './state.js';

/** A row: one that the files have, the SDK's own search where no profile is named, or a name that was typed. */
export type ProfileRow =
  | { readonly type: 'known'; readonly profile: KnownProfile }
  | { readonly type: 'none' }
  | { readonly type: 'typed'; readonly name: string };

/** The one in use first, then the others by name; names that begin with the text come before those that have it somewhere. */
export function profileRows(
  all: readonly KnownProfile[],
  { profile: inUse }: ConnectionAnswers,
  text: string,
): readonly ProfileRow[] {
  const wanted = text.trim().toLowerCase();
  const rank = ({ name }: KnownProfile): number => (name === inUse ? 0 : name.toLowerCase().startsWith(wanted) ? 1 : 2);
  const found = all
    .filter((profile) => `${profile.name} ${profile.account ?? ''}`.toLowerCase().includes(wanted))
    .map((profile) => ({ profile, at: rank(profile) }))
    .sort((a, b) => a.at - b.at)
    .map(({ profile }): ProfileRow => ({ type: 'known', profile }));
  const none: readonly ProfileRow[] = inUse === undefined && wanted === '' ? [{ type: 'none' }] : [];
  const isNew = wanted !== '' && !all.some(({ name }) => name === text.trim());
  return [...none, ...found, ...(isNew ? [{ type: 'typed', name: text.trim() } as const] : [])];
}

/** The connection with the profile of a row; its region comes with it where the one so far came with the former. */
export function withProfile({ region, regionBy }: ConnectionAnswers, row: ProfileRow): ConnectionAnswers {
  const profile = nameOf(row);
  const own = row.type === 'known' ? row.profile.region : undefined;
  const isOpen = region === undefined || regionBy === 'profile';
  return isOpen && own !== undefined ? { profile, region: own, regionBy: 'profile' } : { profile, region, regionBy };
}

/** The profile's name; undefined where none is named. */
export function nameOf(row: ProfileRow): string | undefined {
  return row.type === 'known' ? row.profile.name : row.type === 'typed' ? row.name : undefined;
}

export const profileColumns: readonly Column[] = [
  { title: 'PROFILE', least: 12, most: 48, share: 2, rank: 0 },
  { title: 'SIGN-IN', least: 14, rank: 1, cut: 'end' },
  { title: 'CREDENTIALS', least: 12, most: 30, rank: 3, cut: 'end' },
  { title: 'ACCOUNT', least: 14, rank: 2 },
  { title: 'REGION', least: 9, rank: 4 },
];

/** The cells of a row, in the order of {@link profileColumns}. */
export function profileCells(row: ProfileRow, { profile: inUse }: ConnectionAnswers, clock: Clock): readonly Cell[] {
  switch (row.type) {
    case 'none':
      return [{ text: '(no profile)' }, { text: 'in use', meaning: 'muted' }, { text: "the SDK's default chain" }];
    case 'typed':
      return [{ text: row.name }, { text: 'new name', meaning: 'muted' }];
    case 'known': {
      const { profile } = row;
      const { name, account, region = '' } = profile;
      const cells = [kindWords(profile), account === undefined ? '' : accountWords(account), region];
      const signIn = signInCell(profile, clock);
      return [{ text: name === inUse ? `${name} (in use)` : name }, signIn, ...cells.map((text) => ({ text }))];
    }
    default:
      return row satisfies never;
  }
}

function kindWords({ kind }: KnownProfile): string {
  switch (kind.type) {
    case 'keys':
      return kind.isTemporary ? 'temporary keys' : 'access keys';
    case 'role':
      return `role ${roleName(kind.arn)}`;
    case 'sso':
      return kind.role === '' ? 'SSO' : `SSO ${kind.role}`;
    case 'process':
      return 'external program';
    case 'web-identity':
      return `role ${roleName(kind.arn)}, token`;
    case 'login':
      return 'aws login';
    case 'none':
      return 'none';
    default:
      return kind satisfies never;
  }
}

function roleName(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

function signInCell({ signIn, problem }: KnownProfile, clock: Clock): Cell {
  if (problem !== undefined) return { mark: 'warning', text: 'cannot be used', meaning: 'warning' };
  switch (signIn.state) {
    case 'valid':
      return {
        mark: 'done',
        text: signIn.until ? `until ${untilWords(signIn.until, clock)}` : 'renews itself',
        meaning: 'good',
      };
    case 'missing':
      return { mark: 'warning', text: 'not signed in', meaning: 'warning' };
    case 'over':
      return { mark: 'warning', text: 'sign in again', meaning: 'warning' };
    case 'stale':
      return { mark: 'warning', text: 'keys expired', meaning: 'warning' };
    case 'unknown':
      return { text: '' };
    default:
      return signIn satisfies never;
  }
}

/** `18:40`, with its day where that is not today. */
function untilWords(until: Date, clock: Clock): string {
  const { timeZone, now } = clock;
  return dateWords(until, timeZone) === dateWords(now, timeZone)
    ? timeWords(until, timeZone)
    : clockWords(until, clock);
}

/** What the profile under the cursor is, and what signs in with it. */
export function profileExplanation(row: ProfileRow | undefined): string {
  if (row === undefined) return 'Profiles come from the AWS CLI files, ~/.aws/config and ~/.aws/credentials.';
  if (row.type === 'none') return "The SDK looks in the environment, the default profile and the machine's own role.";
  if (row.type === 'typed') return `No profile is called ${row.name}. Enter tries it anyway.`;
  const { name, problem, kind, signIn } = row.profile;
  if (problem !== undefined) return `${name} cannot be used as it is: ${problem}.`;
  return signInStep(signIn) ?? sourceWords(kind);
}

function signInStep(signIn: SignIn): string | undefined {
  if (signIn.state === 'missing' || signIn.state === 'over')
    return `Sign in first, in another terminal: ${signIn.command}`;
  return signIn.state === 'stale' ? 'Its keys have expired. Renew them with the tool that wrote them.' : undefined;
}

function sourceWords(kind: KnownProfile['kind']): string {
  switch (kind.type) {
    case 'role':
      return `Assumes ${kind.arn} with ${kind.source ? `profile ${kind.source}` : kind.credentialSource}${kind.asksForCode ? ' and asks for an MFA code' : ''}.`;
    case 'sso':
      return `Signed in through ${kind.isSession ? `SSO session ${kind.session}` : kind.session}.`;
    case 'process':
      return 'An external program provides the credentials.';
    case 'web-identity':
      return `Assumes ${kind.arn} with a token from a file.`;
    case 'keys':
      return 'Its keys are in the AWS CLI files.';
    case 'login':
      return `Signed in as ${kind.session}.`;
    case 'none':
      return '';
    default:
      return kind satisfies never;
  }
}
