#!/usr/bin/env node
/** Entry point in plain JavaScript of an old kind, so that an old Node gets a sentence instead of a syntax error. */
if (Number.parseInt(process.versions.node, 10) < 20) {
  process.stderr.write(
    `ssm-patch-wizard needs Node.js 20 or newer; this is ${process.version}.\nInstall a newer one, for example with "nvm install 22", and run it again.\n`,
  );
  process.exit(2);
}
require('../build/cli.js').main();
