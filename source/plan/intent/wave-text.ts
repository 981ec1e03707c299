/** Waves in one word each, as on the command line: `dev=2tue@03:00`, or `1tue@03:00` with the original scripts' names. */
import type { Slot } from '../../schedule/slot.js';
import { parseWhen, whenText } from '../../schedule/when.js';
import type { Wave } from './document.js';
import { nameRule, waveNamePattern } from './names.js';
import { isNamedWave, isScriptWave, namedWave, scriptWave } from './waves.js';

export type ParsedWaveText =
  | { readonly name?: string; readonly slot: Slot }
  /** What is wrong, and what is allowed. */
  | { readonly problem: string };

/** The name and the slot in a text; the name is left out where the text has none. */
export function parseWaveText(text: string): ParsedWaveText {
  const at = text.indexOf('=');
  const name = text.slice(0, Math.max(at, 0)).trim();
  if (at >= 0 && !waveNamePattern.test(name)) {
    return { problem: `"${name}" is not a valid wave name: use ${nameRule}` };
  }
  const when = parseWhen(text.slice(at + 1));
  if ('problem' in when) return when;
  return at < 0 ? when : { name, slot: when.slot };
}

/** The wave that a name and a slot stand for. */
export function waveOfText(plan: string, { name, slot }: { readonly name?: string; readonly slot: Slot }): Wave {
  return name === undefined ? scriptWave(slot) : namedWave(plan, name, slot);
}

/** The word for a wave; undefined where a name and a slot do not say all of it. */
export function waveText(plan: string, wave: Wave): string | undefined {
  if (isScriptWave(wave)) return whenText(wave.when);
  return isNamedWave(plan, wave) ? `${wave.name}=${whenText(wave.when)}` : undefined;
}
