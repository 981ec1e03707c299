/** The names of time zones: which exist, and which was meant by a text that names none. */
import { distance } from 'fastest-levenshtein';

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

/** The older spelling of a present name: people still search for Calcutta. */
const older = new Map(Object.entries(renamed).map(([old, present]) => [present, old]));

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

/** The tz database's names of three letters; ICU, and with it Intl, has more (BST is Bangladesh there, IST India). */
const threeLetters = ['CET', 'EET', 'EST', 'GMT', 'HST', 'MET', 'MST', 'PRC', 'ROC', 'ROK', 'UCT', 'UTC', 'WET'];

/** Whether a name is a tz database zone as AWS takes it: letter case counts, offsets such as `+01:00` are no zones. */
export function isTimeZone(name: string): boolean {
  if (name === 'UTC') return true;
  if (!/^[A-Z][A-Za-z0-9]*(?:(?:\/[A-Z]|[_+-])[A-Za-z0-9]+)*$/.test(name) || !isKnown(name)) return false;
  if (/^([A-Z]{3}|SystemV\/.*)$/.test(name) && !threeLetters.includes(name)) return false;
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
 * Zones that may be meant by a text, best first: the text itself if it is a zone that the list leaves out (`US/Eastern`),
 * those whose city is, begins with or contains it, and if there are none, names within a small edit distance. For
 * search fields and for the error about an unknown zone.
 */
export function suggestTimeZones(text: string, most = 10): string[] {
  const wanted = fold(text);
  if (wanted === '') return [];
  const itself = isTimeZone(text.trim()) ? [text.trim()] : [];
  const containing = [...new Set([...itself, ...ranked((name) => placeIn(name, wanted))])];
  const suggestions = containing.length > 0 ? containing : ranked((name) => misspelling(name, wanted));
  return suggestions.slice(0, most);
}

/** Names by their rank, lowest first; those without one are left out. */
function ranked(rankOf: (foldedName: string) => number | undefined): string[] {
  const found: { name: string; rank: number }[] = [];
  for (const name of timeZoneNames()) {
    const ranks = [name, older.get(name) ?? name]
      .map((each) => rankOf(fold(each)))
      .filter((rank) => rank !== undefined);
    if (ranks.length > 0) found.push({ name, rank: Math.min(...ranks) });
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ name }) => name);
}

function placeIn(name: string, wanted: string): number | undefined {
  const city = cityOf(name);
  if (name === wanted || city === wanted) return 0;
  if (city.startsWith(wanted)) return 1;
  if (name.startsWith(wanted)) return 2;
  return name.includes(wanted) ? 3 : undefined;
}

/** One edit in a short word, up to three in a long one. */
function misspelling(name: string, wanted: string): number | undefined {
  const allowed = Math.min(3, Math.ceil(wanted.length / 4));
  const edits = Math.min(distance(wanted, cityOf(name)), distance(wanted, name));
  return edits <= allowed ? edits : undefined;
}

function cityOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
