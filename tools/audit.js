/**
 * What is known against the packages that are in the bundle: asks the registry, as `npm audit` does, about each package of the bill of
 * materials. `npm audit --omit=dev` would find nothing ever, because what is bundled is a development dependency.
 *
 *   npm run audit    exit 1 if there is an advisory
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const { components } = JSON.parse(readFileSync(new URL('../build/sbom.cdx.json', import.meta.url), 'utf8'));
const versions = {};
for (const { name, version } of components) {
  versions[name] ??= [];
  versions[name].push(version);
}

const registry = execFileSync('npm', ['config', 'get', 'registry', '--no-update-notifier'], { encoding: 'utf8' })
  .trim()
  .replace(/\/$/, '');
const response = await fetch(`${registry}/-/npm/v1/security/advisories/bulk`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(versions),
});
if (!response.ok) {
  console.error(`The registry answers ${response.status} to the question about advisories, so nothing is known.`);
  process.exit(2);
}
const advisories = Object.entries(await response.json()).flatMap(([name, all]) => all.map((one) => ({ name, ...one })));
for (const { name, severity, title, url, vulnerable_versions } of advisories)
  console.error(`${name} ${vulnerable_versions} (${versions[name]} here): ${severity}: ${title}. ${url}`);
console.log(`${components.length} packages in the bundle, ${advisories.length} advisories.`);
process.exit(advisories.length > 0 ? 1 : 0);
