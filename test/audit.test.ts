/** `npm run audit`: what ships is asked about, each package with its version. */
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

const project = join(import.meta.dirname, '..');
const advisory = { severity: 'high', title: 'It breaks', url: 'https://example.com/1', vulnerable_versions: '<9' };

/** What the audit says where a registry knows of these advisories, or answers another status; and what it was asked. */
async function auditWith(advisories: object, status = 200) {
  const asked: Record<string, readonly string[]>[] = [];
  const registry = createServer(async (request, response) => {
    asked.push(JSON.parse(await text(request)));
    response.writeHead(status).end(JSON.stringify(advisories));
  });
  onTestFinished(() => void registry.close());
  await new Promise<void>((listening) => registry.listen(0, '127.0.0.1', listening));
  const address = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`;
  const env = { ...process.env, npm_config_registry: address };
  const ran = promisify(execFile)(process.execPath, ['tools/audit.js'], { cwd: project, env });
  const {
    code = 0,
    stdout,
    stderr,
  } = await ran.then(
    (output) => ({ code: 0, ...output }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  return { code, stdout, stderr, asked };
}

test('it asks about what is bundled, and nothing is known', async () => {
  const { code, stdout, asked } = await auditWith({});
  expect(asked[0]).toMatchObject({ ink: [expect.stringMatching(/^6\./)], '@aws-sdk/client-ssm': [expect.any(String)] });
  expect(asked[0]).not.toHaveProperty('vitest');
  expect(stdout).toMatch(/^\d\d+ packages in the bundle, 0 advisories\.$/m);
  expect(code).toBe(0);
});

test('an advisory fails it, and so does a registry that does not tell', async () => {
  const [found, refused] = await Promise.all([auditWith({ ink: [advisory] }), auditWith({}, 405)]);
  expect(found.code).toBe(1);
  expect(found.stderr).toMatch(/^ink <9 \(6\..* here\): high: It breaks\. https:\/\/example\.com\/1$/m);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('answers 405');
});
