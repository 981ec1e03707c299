/** The AWS CLI's own files: profiles, and what is kept of sign-ins. Nothing is called and nothing is written. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Profile, profilesIn } from '../plan/account/profiles.js';
import { type KnownProfile, keptSignIn, type SignInPlace, signInOf, signInPlace } from '../plan/account/sign-in.js';

/** All profiles with what the files tell of their sign-ins. */
export function readProfiles(now: Date): readonly KnownProfile[] {
  const profiles = readProfileFiles();
  return profiles.map((profile) => {
    const place = signInPlace(profile, profiles);
    const kept = place && keptSignIn(textOf(fileOf(place)), place.type);
    return { ...profile, signIn: signInOf(profile, profiles, kept, now) };
  });
}

/** The region of a profile, or of the one that is used where none is named. */
export function regionOfProfile(name = 'default'): string | undefined {
  return readProfileFiles().find((profile) => profile.name === name)?.region;
}

function readProfileFiles(): Profile[] {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  return profilesIn({
    config: textOf(AWS_CONFIG_FILE || inHome('config')),
    credentials: textOf(AWS_SHARED_CREDENTIALS_FILE || inHome('credentials')),
  });
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
