/**
 * AWS's own validator of templates, in a process that ends with the half gigabyte it takes.
 * The templates are a list in JSON on standard input, and what it finds goes out the same way.
 */
const { readFileSync } = require('node:fs');
const { CelEngine } = require('@aws/cloudformation-validate');

const engine = new CelEngine();
const found = JSON.parse(readFileSync(0, 'utf8')).map((text) => {
  const template = { path: 'template.yaml', readBytes: () => Buffer.from(text) };
  const { status, diagnostics } = engine.validateStandard(template, { strict: true, severityLevel: 'WARN' });
  const messages = diagnostics.map(({ ruleId, message, startLine }) => `${ruleId} ${message} (line ${startLine})`);
  return status === 'OK' ? messages : [status, ...messages];
});
process.stdout.write(JSON.stringify(found));
