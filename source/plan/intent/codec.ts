/** What a record needs of the process: a digest, and a text made smaller. Digests of patch baselines' rules. */
import type { BaselineDefinition, OperatingSystem } from '../baseline/baseline.js';
import { operatingSystems } from '../baseline/baseline.js';
import { comparableText } from '../baseline/comparable.js';
import { systemWord } from './baseline-choice.js';
import type { FileRules } from './document.js';

/** Handed in by whoever may import Node's modules. */
export interface Codec {
  /** The SHA-256 of a text in UTF-8, as 64 lower-case hexadecimal digits. */
  digest(text: string): string;
  /** The text compressed, in characters that JSON takes as they are (base64). */
  pack(text: string): string;
  /** The inverse of `pack`; throws on what it has not made. */
  unpack(packed: string): string;
}

/** Half a SHA-256: nobody forges the rules of a patch baseline, and 4,096 characters have to be enough for a record. */
const digestDigits = 32;

/**
 * One text for all ways to write the same rules: `windows:sha256:9f86d081884c7d659a2feaa0c55ad015`. Equal for definitions that differ
 * only in the order of members and of lists of names, or in members that have their default.
 */
export function rulesDigest(definition: BaselineDefinition, codec: Codec): string {
  const digest = codec.digest(comparableText(definition)).slice(0, digestDigits);
  return `${systemWord(definition.OperatingSystem)}:sha256:${digest}`;
}

/** The operating system that a digest names; undefined where the text is no digest. */
export function systemOfDigest(digest: string): OperatingSystem | undefined {
  const [, system] = /^([a-z0-9-]+):sha256:[0-9a-f]{32}$/.exec(digest) ?? [];
  return operatingSystems.find((os) => systemWord(os) === system);
}

/** The digest of a file's rules, however they are known. */
export function digestOf(rules: FileRules, codec: Codec): string {
  return 'definition' in rules ? rulesDigest(rules.definition, codec) : rules.digest;
}

/**
 * Whether an existing baseline has a file's rules, blind to AvailableSecurityUpdatesComplianceStatus where the file is
 * silent on it: what AWS fills in there is not documented.
 */
export function hasRules(existing: BaselineDefinition, rules: FileRules, codec: Codec): boolean {
  const wanted = digestOf(rules, codec);
  const { AvailableSecurityUpdatesComplianceStatus: _, ...silent } = existing;
  return [existing, silent].some((definition) => rulesDigest(definition, codec) === wanted);
}
