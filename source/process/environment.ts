/** What the environment says: region, profile, colours, and the folder in which state is kept. */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };

/** What flags say of the account. */
interface Configured {
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  readonly isSandbox?: boolean | undefined;
}

/**
 * The region that flags or the environment name. AWS_DEFAULT_REGION is what the AWS CLI and the original scripts
 * read; the JavaScript SDK does not.
 */
export function configuredRegion({ region, isSandbox }: Configured): string | undefined {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  return region ?? (AWS_REGION || AWS_DEFAULT_REGION || (isSandbox ? sandboxRegion : undefined));
}

/**
 * The profile whose credentials are used: that of the flag; that of the environment only if there are no keys beside it, as the AWS
 * CLI has it (botocore, create_credential_resolver).
 */
export function configuredProfile({ profile, isSandbox }: Configured): string | undefined {
  return isSandbox ? undefined : (profile ?? (hasKeys() ? undefined : profileOfEnvironment()));
}

function hasKeys(): boolean {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
  return Boolean(AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY);
}

/** What {@link useProfile} has put into AWS_PROFILE, in place of what the shell says. */
let replaced: { readonly ofShell: string | undefined; readonly by: string } | undefined;

/** The profile that the environment names, in the order of the AWS CLI (botocore, session.py). */
export function profileOfEnvironment(): string | undefined {
  const { AWS_DEFAULT_PROFILE, AWS_PROFILE } = process.env;
  if (replaced && replaced.by === AWS_PROFILE) return replaced.ofShell;
  return AWS_DEFAULT_PROFILE || AWS_PROFILE || undefined;
}

/**
 * Has everything read of a profile, or of the environment's: the SDK looks for endpoints, its own and those of the clients that
 * fetch credentials, in AWS_PROFILE alone (@smithy/core, getEndpointFromConfig).
 */
export function useProfile(profile: string | undefined): void {
  const ofShell = profileOfEnvironment();
  const by = profile ?? ofShell;
  if (by === undefined || by === process.env.AWS_PROFILE) return;
  replaced = { ofShell, by };
  process.env.AWS_PROFILE = by;
}

/** Credentials that are there beside those of the profile that is used, or of the keys where none is; undefined for none. */
export function credentialsLeftAside(profile: string | undefined): string | undefined {
  if (!hasKeys()) return undefined;
  if (profile !== undefined) return 'AWS_ACCESS_KEY_ID is';
  const name = profileOfEnvironment();
  return name === undefined ? undefined : `AWS_PROFILE=${name} is`;
}

/** What gives credentials to what runs here, where the environment says it: their variables are the same. */
export function containerName(): string | undefined {
  const { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: relative, AWS_CONTAINER_CREDENTIALS_FULL_URI: full } = process.env;
  const { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile, AWS_EXECUTION_ENV: runsIn } = process.env;
  if (relative) return "the ECS task's role";
  // Addresses and file of the agent (EKS user guide, "Learn how EKS Pod Identity grants pods access to AWS services").
  if (/^http:\/\/(169\.254\.170\.23|\[fd00:ec2::23\])\//.test(full ?? '') || /eks-pod-identity/.test(tokenFile ?? ''))
    return 'EKS Pod Identity';
  return full && runsIn === 'CloudShell' ? 'CloudShell' : undefined;
}

/** The sandbox has every region; without a configured one it is as good as any. */
const sandboxRegion = 'eu-west-1';

/** `$XDG_STATE_HOME/ssm-patch-wizard`, or where each system keeps such things; a relative one is ignored (XDG Base Directory Specification). */
export function stateFolder(): string {
  const { XDG_STATE_HOME, LOCALAPPDATA } = process.env;
  const given = [XDG_STATE_HOME, LOCALAPPDATA].find((path) => path && isAbsolute(path));
  return join(given || join(homedir(), '.local', 'state'), 'ssm-patch-wizard');
}

/** Keeps the built-in sandbox account between runs. */
export function sandboxFile(): string {
  return join(stateFolder(), 'sandbox.json');
}

/** What to do where {@link sandboxFile} cannot be used. */
export const otherStateFolder = 'Set XDG_STATE_HOME or HOME to a folder that can be written.';

/** The variables, for those who take them as an argument. */
export function environment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

/** The zone of the system's clock, as tz database name; what Intl cannot name is no name of a zone. */
export function systemTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Sets what libraries read when they are loaded. */
export function prepareLibraries(): void {
  // Multi-line notices about Node versions would be written into the screen.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  // NO_COLOR (no-color.org) in the form that Ink's colours read.
  if (process.env.NO_COLOR) process.env.FORCE_COLOR = '0';
}

/** Of this program, as package.json says. */
export function packageVersion(): string {
  return packageJson.version;
}
