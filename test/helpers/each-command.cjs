/**
 * Runs commands of the built program one after the other in this process, each in a folder that has its state. They are a list in JSON on
 * standard input. Ends with the exit code of the first that fails, and names it.
 */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { main } = require('../../build/cli.js');

const { exit } = process;

/** Its exit code. */
function ended(folder, words) {
  process.chdir(folder);
  process.env.XDG_STATE_HOME = join(folder, 'state');
  process.argv = [process.execPath, 'ssm-patch-wizard', ...words];
  return new Promise((resolve, reject) => {
    process.exit = () => resolve(process.exitCode);
    main().catch(reject);
  });
}

async function all(commands) {
  // Each listens to signals, and none of them takes its ears away, for it ends the process.
  process.setMaxListeners(0);
  for (const [folder, ...words] of commands) {
    const code = await ended(folder, words);
    if (code === 0) continue;
    console.error(`${code}: ${words.join(' ')}`);
    exit(code);
  }
  exit(0);
}

all(JSON.parse(readFileSync(0, 'utf8')));
