/** Whose work the bundle contains: licences, and a bill of materials (CycloneDX 1.6). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages of which something is in the bundle, by name: `{name, version, license, text, integrity}`. */
export function packagesOf(metafile, project) {
  const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')).packages;
  const bundled = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? folderOf(path) : [])),
  );
  return [...new Set(bundled)]
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(project, folder, 'package.json'), 'utf8'));
      return { name, version, license, text: licenseText(join(project, folder)), integrity: lock[folder]?.integrity };
    })
    .sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
}

/** The package's folder (`node_modules/a/node_modules/@b/c`) of a file in it; none of a file of ours. */
function folderOf(path) {
  return path.match(/node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+(?=\/)/)?.slice(0, 1) ?? [];
}

function licenseText(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  return file && readFileSync(join(folder, file), 'utf8').trim();
}

/**
 * One text with every licence. Packages under the same one share it, after whose they are and their notices of copyright; one that is
 * worded otherwise stands by itself.
 */
export function licenses(packages) {
  const byWords = new Map();
  for (const { name, version, license, text = '' } of packages) {
    const notices = text.split('\n').filter((line) => /^\s*(Copyright (?!\[)|\(c\) \d|©)/.test(line));
    const isApache = license === 'Apache-2.0';
    const rest = text.split('\n').filter((line) => isApache || !notices.includes(line));
    const words = isApache || text === '' ? license : wordsOf(rest.join('\n'), license);
    const shared = byWords.get(words) ?? { text: rest.join('\n').trim(), whose: [] };
    const whose = [`${name} ${version} (${license})`, ...notices.map((line) => `  ${line.trim()}`)];
    byWords.set(words, { text: shared.text, whose: [...shared.whose, ...whose] });
  }
  const texts = [...byWords.values()].map(({ text, whose }) => `${whose.join('\n')}\n\n${text}\n`);
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

const mit = /^permission is hereby granted free of charge .* other dealings in the software$/;

/** What tells a licence from others: its name where its words are the usual ones, without title and how lines are broken. */
function wordsOf(text, license) {
  const words = text
    .replace(/\W+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/^(the )?(mit|isc) license (mit )?/, '');
  return license === 'MIT' && mit.test(words) ? license : words;
}

/** CycloneDX 1.6 as JSON: the program and what is bundled in it. */
export function sbom(packages, project) {
  const own = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  const component = ({ name, version, license, integrity }) => ({
    type: 'library',
    'bom-ref': purl(name, version),
    name,
    version,
    licenses: [/^[\w.-]+$/.test(license) ? { license: { id: license } } : { expression: license }],
    purl: purl(name, version),
    ...(integrity
      ? {
          hashes: [
            { alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex') },
          ],
        }
      : {}),
  });
  const program = { ...component(own), type: 'application' };
  return `${JSON.stringify(
    {
      $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: { component: program },
      components: packages.map(component),
      dependencies: [{ ref: program.purl, dependsOn: packages.map(({ name, version }) => purl(name, version)) }],
    },
    undefined,
    1,
  )}\n`;
}

function purl(name, version) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}
