/** Content lines of a calendar (RFC 5545, 3.1): escaped, folded, with the line ends of the standard. */

/** A component with what is in it: `BEGIN:VEVENT` … `END:VEVENT`. */
export function component(name: string, lines: readonly string[]): string[] {
  return [`BEGIN:${name}`, ...lines, `END:${name}`];
}

/** A value of type TEXT. */
export function textValue(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');
}

/** `20261201T030000`, of a wall clock in milliseconds. */
export function localValue(local: number): string {
  return new Date(local).toISOString().slice(0, 19).replace(/[-:]/g, '');
}

/** `20261201T030000Z` */
export function instantValue(instant: Date): string {
  return `${localValue(instant.getTime())}Z`;
}

/** "Lines of text SHOULD NOT be longer than 75 octets, excluding the line break." */
const longestLine = 75;

/** The lines as a file has them. */
export function fileText(lines: readonly string[]): string {
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function folded(line: string): string {
  let [result, octets] = ['', 0];
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (octets + size > longestLine) {
      result += '\r\n ';
      octets = 1;
    }
    result += character;
    octets += size;
  }
  return result;
}
