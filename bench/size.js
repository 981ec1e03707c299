/** What has to be installed: the package, against the packages that it bundles, as they would be installed beside it. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { againstFirst, inTurns, timed } from './turns.js';

const project = fileURLToPath(new URL('../', import.meta.url));
const run = promisify(execFile);

/** What the program would depend on if it were not bundled: the packages that CONTRIBUTING.md gives reasons for. */
const bundled = [...readFileSync(join(project, 'CONTRIBUTING.md'), 'utf8').matchAll(/^- `([^`]+)` – /gm)].map(
  ([, name]) => name,
);

/** @returns {Promise<import('./turns.js').Figure[]>} */
export async function measure(rounds = 9) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const packed = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: project,
    });
    const [{ filename, size, unpackedSize }] = JSON.parse(packed.stdout);
    const { devDependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
    const dependencies = bundled.map((name) => `${name}@${devDependencies[name]}`);
    let count = 0;
    const install = (packages) => () => {
      const prefix = join(folder, `prefix-${++count}`);
      // A cache that everything has to be unpacked from, and no network: what is measured does not depend on the day.
      const args = ['install', '--prefix', prefix, '--no-audit', '--no-fund', '--prefer-offline', ...packages];
      return timed(async () => run('npm', args, { cwd: folder })).finally(() =>
        rmSync(prefix, { recursive: true, force: true }),
      );
    };
    writeFileSync(join(folder, 'package.json'), '{}');
    const variants = {
      'its dependencies, unbundled': install(dependencies),
      'the package': install([join(folder, filename)]),
    };
    await inTurns(variants, 1);
    return [
      { name: 'Installation, ms', bar: '≤ 0.1×', rows: againstFirst(await inTurns(variants, rounds)) },
      {
        name: 'Package size, KB',
        bar: '≤ 560',
        rows: againstFirst({ unpacked: [unpackedSize / 1000], packed: [size / 1000] }),
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
