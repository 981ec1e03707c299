/** The profiles in the AWS CLI's two files, read by the rules of the SDK that uses them: what it would not find is not offered. */

/** The keys of one section. */
type Section = Readonly<Record<string, string>>;

/** Where a profile's credentials come from. */
export type ProfileKind =
  | { readonly type: 'keys'; readonly isTemporary: boolean; readonly expires: string | undefined }
  | {
      readonly type: 'role';
      readonly arn: string;
      /** The profile that it is assumed with. */
      readonly source: string | undefined;
      /** `Ec2InstanceMetadata` and the like, in place of a profile. */
      readonly credentialSource: string | undefined;
      readonly asksForCode: boolean;
    }
  | {
      readonly type: 'sso';
      readonly role: string;
      /** Its sign-in is kept under this: the name of the session, or the address to start at. */
      readonly session: string;
      /** Whether the sign-in renews itself. */
      readonly isSession: boolean;
    }
  | { readonly type: 'process' }
  | { readonly type: 'web-identity'; readonly arn: string }
  | { readonly type: 'login'; readonly session: string }
  | { readonly type: 'none' };

export interface Profile {
  readonly name: string;
  readonly kind: ProfileKind;
  readonly region: string | undefined;
  /** Twelve digits, where the files say it. */
  readonly account: string | undefined;
  /** File with the certificates to trust. */
  readonly caBundle: string | undefined;
  /** Why it cannot give credentials as it stands. */
  readonly problem: string | undefined;
}

/** Texts of the two files; empty where there is none. */
export interface ProfileFiles {
  /** `~/.aws/config` */
  readonly config: string;
  /** `~/.aws/credentials` */
  readonly credentials: string;
}

/** All profiles, by name. */
export function profilesIn({ config, credentials }: ProfileFiles): Profile[] {
  const inConfig = sectionsOf(config);
  const merged = new Map<string, Section>();
  const add = (name: string, keys: Section): void => {
    merged.set(name, { ...merged.get(name), ...keys });
  };
  for (const [name, keys] of inConfig) {
    if (name === 'default') add(name, keys);
    else if (name.startsWith('profile.')) add(name.slice('profile.'.length), keys);
  }
  for (const [name, keys] of sectionsOf(credentials)) add(name, keys);
  const profiles = [...merged].map(([name, keys]): Profile => {
    const kind = kindOf(keys);
    const problem = problemOf(kind, name, merged, inConfig);
    return { name, kind, region: keys.region, account: accountOf(keys), caBundle: keys.ca_bundle, problem };
  });
  return profiles.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const prefixes = ['profile', 'sso-session', 'services'];

/** Sections by their names, of which those with a prefix are `profile.NAME`; a name with a space in it is one that the SDK drops. */
function sectionsOf(text: string): Map<string, Section> {
  const sections = new Map<string, Record<string, string>>();
  let section: string | undefined;
  let isNested = false;
  for (const line of text.split(/\r?\n/)) {
    const content = (line.split(/(?:^|\s)[;#]/)[0] ?? '').trim();
    if (content.startsWith('[') && content.endsWith(']')) {
      section = sectionName(content.slice(1, -1));
      isNested = false;
      continue;
    }
    const [, key = '', value = ''] = /^([^=]+?)\s*=\s*(.*)$/.exec(content) ?? [];
    if (section === undefined || key === '') continue;
    // What is indented below a key without a value belongs to that key.
    if (value === '') isNested = true;
    else if (isNested && /^\s/.test(line)) continue;
    else {
      isNested = false;
      sections.set(section, { ...sections.get(section), [key]: value });
    }
  }
  return sections;
}

function sectionName(text: string): string | undefined {
  const [, prefix = '', , name] = /^([\w-]+)\s(["'])?([\w\-@+.%:/]+)\2$/.exec(text) ?? [];
  if (name === undefined) return text;
  return prefixes.includes(prefix) ? `${prefix}.${name}` : undefined;
}

/** In the order in which the SDK tries them. */
function kindOf(keys: Section): ProfileKind {
  const { role_arn: arn, source_profile: source, credential_source: credentialSource } = keys;
  if (arn !== undefined && (source ?? credentialSource) !== undefined)
    return { type: 'role', arn, source, credentialSource, asksForCode: keys.mfa_serial !== undefined };
  if (keys.aws_access_key_id !== undefined && keys.aws_secret_access_key !== undefined)
    return { type: 'keys', isTemporary: keys.aws_session_token !== undefined, expires: expiryOf(keys) };
  if (keys.web_identity_token_file !== undefined && arn !== undefined) return { type: 'web-identity', arn };
  if (keys.credential_process !== undefined) return { type: 'process' };
  const { sso_session: session, sso_start_url: startUrl, sso_role_name: role = '' } = keys;
  if (session !== undefined || startUrl !== undefined)
    return { type: 'sso', role, session: session ?? startUrl ?? '', isSession: session !== undefined };
  if (keys.login_session !== undefined) return { type: 'login', session: keys.login_session };
  return { type: 'none' };
}

/** As tools that write temporary keys into the file note it beside them; AWS's own do not. */
function expiryOf(keys: Section): string | undefined {
  return keys.aws_expiration ?? keys.x_security_token_expires ?? keys.expiration;
}

function accountOf({ role_arn = '', sso_account_id, aws_account_id }: Section): string | undefined {
  return /^arn:[^:]*:iam::(\d{12}):/.exec(role_arn)?.[1] ?? sso_account_id ?? aws_account_id;
}

function problemOf(
  kind: ProfileKind,
  name: string,
  profiles: ReadonlyMap<string, Section>,
  config: ReadonlyMap<string, Section>,
): string | undefined {
  if (kind.type === 'sso' && kind.isSession && !config.has(`sso-session.${kind.session}`))
    return `the SSO session ${kind.session} is not in the file, or has a space in its name`;
  if (kind.type === 'role' && kind.source !== undefined && !profiles.has(kind.source))
    return `its source profile ${kind.source} is not in the files`;
  if (kind.type === 'role' && kind.source !== undefined && isCircle(name, profiles))
    return 'its source profiles form a loop';
  if (kind.type === 'none') return profiles.get(name)?.role_arn === undefined ? noKeys : noSource;
  return undefined;
}

const noKeys = 'it has no credentials';
const noSource = 'it has a role, but no source_profile to assume it with';

/** A profile with keys of its own may name itself. */
function isCircle(name: string, profiles: ReadonlyMap<string, Section>): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = name; at !== undefined; at = profiles.get(at)?.source_profile) {
    if (seen.has(at)) return profiles.get(at)?.aws_access_key_id === undefined;
    seen.add(at);
  }
  return false;
}
