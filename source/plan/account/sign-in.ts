/** Whether a profile's sign-in is valid, as far as files tell: what is kept of it, and the command that signs in. */
import { awsFlags } from '../intent/command-line.js';
import type { Profile } from './profiles.js';

/** The ways to come by credentials, each with its command. */
export const waysToSignIn: readonly { readonly how: string; readonly command: string }[] = [
  { how: 'single sign-on', command: 'aws configure sso' },
  { how: 'a console password', command: 'aws login' },
  { how: 'access keys', command: 'aws configure' },
];

/** The same as steps. @param flags behind each command: ` --profile X` */
export function signInSteps(flags: string): string[] {
  return [
    ...waysToSignIn.map(({ how, command }) => `To sign in with ${how}: ${command}${flags}`),
    'CloudShell, in the AWS console, is already signed in.',
  ];
}

/** What a file keeps of a sign-in. */
export interface KeptSignIn {
  readonly expiresAt: Date;
  /** Until then it is renewed without anybody, as far as the file tells. */
  readonly renewedUntil: Date | undefined;
}

/** Where a sign-in is kept. */
export interface SignInPlace {
  readonly type: 'sso' | 'login';
  /** Of whose hash the file is named. */
  readonly session: string;
  /** The profile to sign in with. */
  readonly profile: string;
}

export type SignIn =
  | { readonly state: 'valid'; readonly until: Date | undefined }
  | { readonly state: 'missing' | 'over'; readonly command: string }
  /** Keys that were written down once and are not valid any more; who wrote them knows how to do it again. */
  | { readonly state: 'stale' }
  /** It needs none, or only a call could tell. */
  | { readonly state: 'unknown' };

/** A profile as the list shows it. */
export interface KnownProfile extends Profile {
  readonly signIn: SignIn;
}

/** Where the sign-in of a profile is kept: its own, or that of the profile whose role it assumes. */
export function signInPlace(profile: Profile, all: readonly Profile[]): SignInPlace | undefined {
  const { kind, name } = sourceOf(profile, all) ?? profile;
  return kind.type === 'sso' || kind.type === 'login'
    ? { type: kind.type, session: kind.session, profile: name }
    : undefined;
}

/** The profile at the end of the chain of roles; undefined where there is none. */
function sourceOf(profile: Profile, all: readonly Profile[]): Profile | undefined {
  let at: Profile | undefined = profile;
  for (let steps = 0; at?.kind.type === 'role' && steps <= all.length; steps += 1) {
    const { source }: { readonly source?: string | undefined } = at.kind;
    at = all.find(({ name }) => name === source);
  }
  return at?.kind.type === 'role' ? undefined : at;
}

/** Whether a profile can be used now. */
export function signInOf(profile: Profile, all: readonly Profile[], kept: KeptSignIn | undefined, now: Date): SignIn {
  const place = signInPlace(profile, all);
  if (place === undefined) return keysOf(sourceOf(profile, all) ?? profile, now);
  const verb = place.type === 'sso' ? 'aws sso login' : 'aws login';
  const command = `${verb}${awsFlags({ profile: place.profile })}`;
  if (kept === undefined) return { state: 'missing', command };
  if (kept.renewedUntil && kept.renewedUntil > now) return { state: 'valid', until: undefined };
  return kept.expiresAt > now ? { state: 'valid', until: kept.expiresAt } : { state: 'over', command };
}

function keysOf({ kind }: Profile, now: Date): SignIn {
  const expires = kind.type === 'keys' && kind.expires !== undefined ? new Date(kind.expires) : undefined;
  if (expires === undefined || Number.isNaN(expires.getTime())) return { state: 'unknown' };
  return expires > now ? { state: 'valid', until: expires } : { state: 'stale' };
}

/** How long `aws login` renews its keys (AWS CLI user guide, login for AWS local development). */
const loginMilliseconds = 12 * 3_600_000;

/**
 * What a file of the AWS CLI keeps of a sign-in; undefined where it is none.
 * @param text its JSON
 */
export function keptSignIn(text: string, type: SignInPlace['type']): KeptSignIn | undefined {
  const content = parsed(text);
  const expiresAt = dateOf((type === 'sso' ? content : (content.accessToken as Json | undefined))?.expiresAt);
  if (expiresAt === undefined) return undefined;
  const isRenewed = content.refreshToken !== undefined;
  const end =
    type === 'sso' ? dateOf(content.registrationExpiresAt) : new Date(expiresAt.getTime() + loginMilliseconds);
  return { expiresAt, renewedUntil: isRenewed ? end : undefined };
}

function dateOf(value: unknown): Date | undefined {
  const date = new Date(String(value));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

type Json = Readonly<Record<string, unknown>>;

function parsed(text: string): Json {
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === 'object' && content !== null ? (content as Json) : {};
  } catch {
    return {};
  }
}
