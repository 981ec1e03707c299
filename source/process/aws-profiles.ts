/** The AWS CLI's own files: profiles, and what is kept of sign-ins. Nothing is called and nothing is written. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../errors.js';
import { type Profile, profilesIn } from '../plan/account/profiles.js';
import { type KnownProfile, keptSignIn, type SignInPlace, signInOf, signInPlace } from '../plan/account/sign-in.js';
import { nearestWords } from '../plan/text/spelling.js';
import { profileOfEnvironment } from './environment.js';

/** All profiles with what the files tell of their sign-ins. */
export function readProfiles(now: Date): readonly KnownProfile[] {
  const profiles = readProfileFiles();
  return profiles.map((profile) => {
    const place = signInPlace(profile, profiles);
    const kept = place && keptSignIn(textOf(fileOf(place)), place.type);
    return { ...profile, signIn: signInOf(profile, profiles, kept, now) };
  });
}

/** The region of a profile, or of the one that the environment names. */
export function regionOfProfile(name = profileOfEnvironment() ?? 'default'): string | undefined {
  return readProfileFiles().find((profile) => profile.name === name)?.region;
}

/** The file with certificates that a profile names, or the one of the environment. */
export function caBundleOf(name = profileOfEnvironment() ?? 'default'): string | undefined {
  const file = readProfileFiles().find((profile) => profile.name === name)?.caBundle;
  return file?.replace(/^~(?=\/)/, process.env.HOME || homedir());
}

/**
 * Why a profile cannot give credentials as it stands; undefined where nothing is known against it, and for none.
 * @throws UserError for one that is not in the files
 */
export function requireProfile(name: string | undefined): string | undefined {
  const profiles = readProfileFiles();
  const profile = profiles.find((each) => each.name === name);
  if (profile || name === undefined || name === 'default') return profile?.problem;
  const names = profiles.map((each) => each.name);
  const [near] = nearestWords(name, names);
  throw new UserError(`Profile ${name} does not exist.`, {
    code: 'unknown-profile',
    detail: `Profiles are read from ${configFile()} and ${credentialsFile()}.`,
    nextSteps: [
      near === undefined ? 'List the profiles: aws configure list-profiles' : `Did you mean --profile ${near}?`,
      'Or leave out --profile and AWS_PROFILE.',
    ],
  });
}

function readProfileFiles(): Profile[] {
  return profilesIn({ config: textOf(configFile()), credentials: textOf(credentialsFile()) });
}

function configFile(): string {
  return process.env.AWS_CONFIG_FILE || inHome('config');
}

function credentialsFile(): string {
  return process.env.AWS_SHARED_CREDENTIALS_FILE || inHome('credentials');
}

/** As the SDK names them. */
function fileOf({ type, session }: SignInPlace): string {
  const hashed = (algorithm: string) => `${createHash(algorithm).update(session).digest('hex')}.json`;
  if (type === 'sso') return inHome('sso', 'cache', hashed('sha1'));
  const { AWS_LOGIN_CACHE_DIRECTORY } = process.env;
  return join(AWS_LOGIN_CACHE_DIRECTORY || inHome('login', 'cache'), hashed('sha256'));
}

function inHome(...names: readonly string[]): string {
  return join(process.env.HOME || homedir(), '.aws', ...names);
}

/** Empty where there is none that can be read. */
function textOf(file: string): string {
  try {
    return readFileSync(file.replace(/^~(?=\/)/, process.env.HOME || homedir()), 'utf8');
  } catch {
    return '';
  }
}
