/** Names and tags: what windows, patch groups and baselines of a plan are called, and how they say whose they are. */
/** Carries the plan's name; with {@link versionTag} it is the only proof of ownership on windows and baselines. */
export const planTag = 'ssm-patch-wizard:plan';
/** Carries, on a window, the name of the plan's wave that it patches. */
export const waveTag = 'ssm-patch-wizard:wave';
/** Carries the layout version of what the wizard made. */
export const versionTag = 'ssm-patch-wizard:version';
/** On a window that was taken over as it is: a plan then has no opinion on its texts. */
export const adoptedTag = 'ssm-patch-wizard:adopted';
/** Whoever tags a resource with this key, whatever the value, keeps it from every clean-up. */
export const protectTag = 'ssm-patch-wizard:protect';
/** Which further tags a plan has given, so that those that it no longer gives can be told from other people's. */
export const tagsTag = 'ssm-patch-wizard:tags';
/** Raised when resources of an older layout would have to be converted. */
export const layoutVersion = '1';

/** A plan's name goes into tag values, OwnerInformation and its record's name, so it keeps to characters that all take. */
export const planNamePattern = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;
/** As plans' names: a wave's goes into a tag value, OwnerInformation and the name of its window. */
export const waveNamePattern = planNamePattern;
/** What both are made of, for messages. */
export const nameRule = '1 to 64 letters, digits, dots, hyphens and underscores, starting with a letter or digit';
/** API member Name of CreateMaintenanceWindow. */
export const windowNamePattern = /^[A-Za-z0-9_.-]{3,128}$/;

/** API members Name of baselines and windows. */
const longestName = 128;

/** The name of one more of the same: `Name-2`, `Name-Plus10`, cut to so many characters. */
export function suffixed(name: string, suffix: string, longest = longestName): string {
  return name.slice(0, longest - suffix.length) + suffix;
}

/** Characters of API member OwnerInformation. */
const longestOwnerInformation = 128;

/** What a target says about its owner, since targets cannot carry tags; a wave whose name does not fit is left out. */
export function ownerInformation(plan: string, wave: string): string {
  const owner = `ssm-patch-wizard plan=${plan}`;
  const both = `${owner} wave=${wave}`;
  return both.length <= longestOwnerInformation ? both : owner;
}

/** The plan and the wave that a target's OwnerInformation names; undefined where it is not the wizard's. */
export function ownerOf(
  information: string | undefined,
): { readonly plan: string; readonly wave?: string } | undefined {
  const [, plan, wave] = /^ssm-patch-wizard plan=(\S+?)(?: wave=(\S+))?$/.exec(information ?? '') ?? [];
  if (plan === undefined || !planNamePattern.test(plan)) return undefined;
  if (wave === undefined) return { plan };
  return waveNamePattern.test(wave) ? { plan, wave } : undefined;
}

/** How descriptions of windows and tasks end, and what a task's command has as its comment. */
export function madeBy(plan: string): string {
  return `ssm-patch-wizard, plan ${plan}`;
}

/** What a window's task is called. */
export function taskName(operation: 'Install' | 'Scan'): string {
  return `RunPatchBaseline-${operation}`;
}

/** API member TagValue. */
const longestTagValue = 256;

/** The value of {@link tagsTag}: keys cannot contain `=`. Undefined where there are none, or too many. */
export function givenTagsValue(tags: Readonly<Record<string, string>>): string | undefined {
  const value = Object.keys(tags).sort().join('=');
  return value === '' || value.length > longestTagValue ? undefined : value;
}

/** The keys that {@link tagsTag} says. */
export function givenTagKeys(tags: Readonly<Record<string, string>>): string[] {
  return tags[tagsTag]?.split('=') ?? [];
}

/** Where the account keeps plans (API member Path of GetParametersByPath); AWS refuses names that begin with `ssm`. */
export const recordPath = '/patch-wizard/plans';

/** The name of the parameter that keeps a plan: `/patch-wizard/plans/default`. */
export function recordName(plan: string): string {
  return `${recordPath}/${plan}`;
}

/** What is said of that parameter. */
export function recordDescription(plan: string): string {
  return `What the patching plan ${plan} wants, kept by ssm-patch-wizard`;
}

/** The plan that a parameter keeps; undefined for parameters that keep none. */
export function planOfRecord(parameterName: string): string | undefined {
  const plan = parameterName.slice(recordPath.length + 1);
  return parameterName === recordName(plan) && planNamePattern.test(plan) ? plan : undefined;
}
