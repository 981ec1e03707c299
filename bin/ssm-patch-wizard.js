#!/usr/bin/env node
/** Entry point in plain JavaScript, so that an old Node gets a sentence instead of a syntax error. */
const [major] = process.versions.node.split('.').map(Number);
if (major < 20) {
  process.stderr.write(
    `ssm-patch-wizard needs Node.js 20 or newer; this is ${process.version}.\nInstall a newer one, for example with "nvm install 22", and run it again.\n`,
  );
  process.exit(2);
}
const { main } = await import('../build/cli.js');
await main();
