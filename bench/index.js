/**
 * Measures everything, or what is named, and prints it as a table in Markdown.
 *
 *   npm run bench                   everything, in about ten minutes; nothing else should run meanwhile
 *   npm run bench -- starts calls   some of it
 *   npm run bench -- --write        everything, into docs/figures.md, and what most people ask for into the README
 *   npm run bench -- --check starts ends with 1 where a ratio is more than twice its bar
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

const parts = ['first-frame', 'starts', 'keys', 'memory', 'calls', 'scale', 'schedule', 'sandbox', 'size'];

/** The figures that the README has too. */
const asked = [
  'First frame, ms',
  'Set-up of the default plan at 50 ms a call, ms',
  'Status of 1,000 windows at 50 ms a call, ms',
  'Installation, ms',
];

/** How far from its bar a ratio may be where a busy machine measures it. */
const margin = 2;

const options = process.argv.slice(2).filter((word) => word.startsWith('--'));
const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = [
  ...named.filter((name) => !parts.includes(name)),
  ...options.filter((o) => !/^--(write|check)$/.test(o)),
];
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; there are ${parts.join(', ')}, --write and --check.`);
  process.exit(2);
}

const figures = [];
for (const name of named.length > 0 ? named : parts) {
  console.error(`measuring ${name} …`);
  const { measure } = await import(`./${name}.js`);
  figures.push(...(await measure()));
}
console.log(tableOf(figures));
if (options.includes('--write')) {
  write('docs/figures.md', tableOf(figures));
  write('README.md', summaryOf(figures.filter(({ name }) => asked.includes(name))));
}
const missed = options.includes('--check') ? figures.filter((figure) => !isNear(figure)) : [];
for (const { name, bar } of missed) console.error(`${name}: far from its bar, ${bar}`);
process.exit(missed.length > 0 ? 1 : 0);

/** @param {readonly import('./turns.js').Figure[]} figures */
function tableOf(figures) {
  const lines = figures.flatMap(({ name, bar, rows }) =>
    rows.map(({ variant, median, ratio }, index) => {
      const [what, goal] = index === 0 ? [name, bar] : ['', ''];
      return `| ${what} | ${variant} | ${rounded(median)} | ${rounded(ratio)}× | ${goal} |`;
    }),
  );
  const head = ['| figure | measured on | median | ratio | goal |', '|---|---|---:|---:|---|'];
  return [`${machine()}.`, '', ...head, ...lines].join('\n');
}

/** A line for each figure: its second row against its first, for those who look only once. @param {readonly import('./turns.js').Figure[]} figures */
function summaryOf(figures) {
  const lines = figures.map(({ name, bar, rows: [measure, row] }) => {
    const [, what, unit] = /^(.*), (.*?)$/.exec(name) ?? [];
    const measured = ({ median }) => `${rounded(median)} ${unit}`;
    return `| ${what} | ${measured(row)} | ${measured(measure)} for ${measure.variant} | ${rounded(row.ratio)}× | ${bar} |`;
  });
  return ['| figure | median | compared with | ratio | goal |', '|---|---:|---|---:|---|', ...lines].join('\n');
}

function machine() {
  const [{ model } = { model: 'an unknown processor' }] = cpus();
  return `Node ${process.version.slice(1)}, ${cpus().length} × ${model.trim()}, ${process.platform}`;
}

/** Three digits. */
function rounded(value) {
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** Whether no ratio is far from its bar; bars that are no ratios depend on the machine, and are not looked at. */
function isNear({ bar, rows }) {
  const limit = /^≤ ([\d.]+)×$/.exec(bar)?.[1];
  return limit === undefined || rows.slice(1).every(({ ratio }) => ratio <= margin * Number(limit));
}

/** Puts the table where the document has the last one. */
function write(name, table) {
  const file = new URL(`../${name}`, import.meta.url);
  const text = readFileSync(file, 'utf8');
  const place = /(<!-- figures -->\n)[\s\S]*?(<!-- end of figures -->)/;
  if (!place.test(text)) throw new Error(`${name} has no place for figures`);
  writeFileSync(
    file,
    text.replace(place, (_, before, after) => `${before}\n${table}\n\n${after}`),
  );
}
