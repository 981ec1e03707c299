/** Reads the entries of `baselines`: a word as after `--os`, or the rules that a file has given. */
import { readDefinition } from '../baseline/definition.js';
import { object, required, text, textOrObject } from '../text/shape.js';
import { parseChoice } from './baseline-choice.js';
import { systemOfDigest } from './codec.js';
import type { BaselineChoice, FileRules } from './document.js';

const allowedRules = 'an object with the rules, or their digest (windows:sha256:…)';

const rulesShape = textOrObject<FileRules>(
  (digest) => {
    const operatingSystem = systemOfDigest(digest);
    return operatingSystem ? { digest, operatingSystem } : { problem: `it must be ${allowedRules}` };
  },
  (value, place, report) => {
    const definition = readDefinition(value, place, report);
    return definition && { definition };
  },
  allowedRules,
);

const fileShape = object({ file: required(text(1, 4096)), rules: required(rulesShape) });

/** An entry of `baselines`. */
export const baselineEntry = textOrObject<BaselineChoice>(
  parseChoice,
  (entry, place, report) => {
    const { file, rules } = fileShape.read(entry, place, report) ?? {};
    return file !== undefined && rules ? { kind: 'file', fileName: file, rules } : undefined;
  },
  'a string such as "windows=14", or an object with file and rules',
);
