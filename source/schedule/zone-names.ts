/** The names of time zones: which exist, and which was meant by a text that names none. */

/** Names that Intl still lists under an older spelling; the tz database has both. */
const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

let names: readonly string[] | undefined;

/** Every zone that Intl lists, under the tz database's present name, sorted, `UTC` first. */
export function timeZoneNames(): readonly string[] {
  if (names === undefined) {
    const listed = Intl.supportedValuesOf('timeZone').map((name) => {
      const present = renamed[name];
      return present !== undefined && isKnown(present) ? present : name;
    });
    const others = [...new Set(listed)].filter((name) => name !== 'UTC').sort();
    names = ['UTC', ...others];
  }
  return names;
}

/** Whether a name is a tz database zone as AWS takes it: letter case counts, offsets such as `+01:00` are no zones. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Z][A-Za-z0-9]*(?:[/_+-][A-Za-z0-9]+)*$/.test(name) || !isKnown(name)) return false;
  const folded = name.toLowerCase();
  const sameLetters = timeZoneNames().find((listed) => listed.toLowerCase() === folded);
  return sameLetters === undefined || sameLetters === name;
}

function isKnown(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Letters and digits alone, so that `new york`, `New_York` and `NEW-YORK` are one. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9/]/g, '');
}

/**
 * Zones that may be meant by a text, best first: a city that is, begins with or contains it, then names within a small
 * edit distance. For search fields and for the error about an unknown zone. At most 10.
 */
export function suggestTimeZones(text: string): string[] {
  const wanted = fold(text);
  if (wanted === '') return [];
  const scored: { name: string; score: number }[] = [];
  for (const name of timeZoneNames()) {
    const older = Object.keys(renamed).filter((old) => renamed[old] === name);
    const score = Math.min(...[name, ...older].map((spelling) => distanceTo(wanted, spelling)));
    if (score < Number.POSITIVE_INFINITY) scored.push({ name, score });
  }
  scored.sort((a, b) => a.score - b.score);
  return scored.slice(0, 10).map(({ name }) => name);
}

/** Lower is better; infinite when the name is nothing like the text. */
function distanceTo(wanted: string, name: string): number {
  const whole = fold(name);
  const city = whole.slice(whole.lastIndexOf('/') + 1);
  if (whole === wanted || city === wanted) return 0;
  if (city.startsWith(wanted)) return 1;
  if (whole.startsWith(wanted)) return 2;
  if (whole.includes(wanted)) return 3;
  const allowed = wanted.length < 4 ? 1 : wanted.length < 8 ? 2 : 3;
  const edits = Math.min(editDistance(wanted, city), editDistance(wanted, whole));
  return edits <= allowed ? 3 + edits : Number.POSITIVE_INFINITY;
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
