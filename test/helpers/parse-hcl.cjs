/**
 * HashiCorp's parser of HCL, in a process of its own: its runtime never ends, and replaces globals.
 * The texts are a list in JSON on standard input, and what they say goes out the same way.
 */
const { readFileSync } = require('node:fs');
const { parse } = require('@cdktn/hcl2json');

const texts = JSON.parse(readFileSync(0, 'utf8'));
Promise.all(texts.map((text) => parse('plan.tf', text))).then(
  (said) => process.stdout.write(JSON.stringify(said), () => process.exit()),
  (error) => process.stderr.write(error.message, () => process.exit(1)),
);
