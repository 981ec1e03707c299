/** Reads the entries of `baselines`: a word as after `--os`, or the rules that a file has given. */
import { readDefinition } from '../baseline/definition.js';
import { isObject, object, type Report, required, shown, soundMembers, text } from '../text/shape.js';
import { parseChoice } from './baseline-choice.js';
import { systemOfDigest } from './codec.js';
import type { BaselineChoice, FileRules } from './document.js';

const fileShape = object({ file: required(text(1, 4096)), rules: required({ kind: 'any' }) });

/** The choice of an entry; undefined where something has been reported. */
export function readBaselineEntry(entry: unknown, place: string, report: Report): BaselineChoice | undefined {
  if (typeof entry === 'string') {
    const read = parseChoice(entry);
    if ('choice' in read) return read.choice;
    report(`${place} is ${shown(entry)}; ${read.problem}`);
    return undefined;
  }
  if (!isObject(entry)) {
    report(`${place} is ${shown(entry)}; it must be a text such as "windows=14", or an object with file and rules`);
    return undefined;
  }
  const { file, rules: given } = soundMembers(fileShape, entry, place, report);
  const rules = given === undefined ? undefined : readRules(given, `${place}.rules`, report);
  return typeof file === 'string' && rules ? { kind: 'file', fileName: file, rules } : undefined;
}

function readRules(value: unknown, place: string, report: Report): FileRules | undefined {
  if (typeof value === 'string') {
    const operatingSystem = systemOfDigest(value);
    if (operatingSystem) return { digest: value, operatingSystem };
    report(`${place} is ${shown(value)}; it must be an object with the rules, or their digest (windows:sha256:…)`);
    return undefined;
  }
  let isSound = true;
  const definition = readDefinition(value, place, (violation) => {
    isSound = false;
    report(violation);
  });
  return isSound ? { definition } : undefined;
}
