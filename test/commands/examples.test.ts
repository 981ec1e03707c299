/** The examples of the help, run one after another on a sandbox that is kept, in one process. */
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { commands } from '../../source/commands/list.js';
import { parseArguments } from '../../source/commands/parse.js';
import type { Shutdown } from '../../source/process/signals.js';
import { emptyFolder } from '../helpers/command.js';

/** What a screen or a server does without end. */
const endless = ['home', 'sandbox'];

/** What the sandbox has in place of what examples name. */
const known: Readonly<Record<string, string>> = {
  'db=tag:Role=db': 'db=tag:Team=data-platform',
  'name:test-*': 'name:web-*',
};

const waves = ['dev', 'prod', 'db'].flatMap((wave) => ['--wave', `${wave}=2tue@03:00`]);

it('every example runs', { timeout: 120_000 }, async () => {
  const folder = await emptyFolder();
  for (const name of Object.keys(process.env).filter((each) => /^(AWS|XDG)_/.test(each))) vi.stubEnv(name, undefined);
  for (const name of ['HOME', 'XDG_STATE_HOME', 'XDG_CACHE_HOME']) vi.stubEnv(name, folder);
  const out: string[] = [];
  const writing = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((text) => out.push(String(text)) > 0),
  );
  const never = new AbortController().signal;
  const shutdown = {
    ...{ signal: never, signals: { signal: never, hurry: never } },
    requested: new Promise<void>(() => {}),
  } as Shutdown;
  const run = async (...argv: string[]): Promise<number> => {
    out.length = 0;
    return parseArguments(argv, '0.0.0', commands).run(shutdown);
  };
  try {
    await run('export', 'plan', '--output', join(folder, 'plan.json'));
    for (const { name, examples } of commands.filter((each) => !endless.includes(each.name))) {
      // The waves that examples name, which the clean-up's have taken away.
      if (name === 'cleanup' || name === 'status') await run('setup', '--yes', '--sandbox', ...waves);
      for (const [, line] of examples) {
        const words = (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ''));
        const isWritten = words.includes('--output');
        const argv = words.map(
          (word) => known[word] ?? (/\.\w+$/.test(word) ? join(folder, isWritten ? `${name}-${word}` : word) : word),
        );
        const where = ['preview', 'completion'].includes(name) || argv.includes('--sandbox') ? [] : ['--sandbox'];
        let code = await run(...argv, ...where);
        // Nobody is there to be asked.
        if (code === 3) code = await run(...argv, ...where, '--yes');
        expect(code, `${line}: ${out.join('')}`).toBe(0);
      }
    }
  } finally {
    for (const each of writing) each.mockRestore();
    vi.unstubAllEnvs();
  }
});
