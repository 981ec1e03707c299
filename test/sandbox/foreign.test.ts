/** Who may talk to a served sandbox: no web page that a browser of this machine shows, whatever name leads it here. */
import { request } from 'node:http';
import { expect, it } from 'vitest';
import { plainWindow, withSandbox } from '../helpers/sandbox.js';

/** The status of a request that a browser or another program sends. */
function statusOf(url: string, method: string, headers: Readonly<Record<string, string>>, body = ''): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const page = { 'content-type': 'text/plain', 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };

it('answers programs of this machine, and no web page', async () => {
  const { endpoint, ssm, control } = await withSandbox({ empty: true });
  await ssm().createMaintenanceWindow(plainWindow);
  const empty = '{"empty":true}';
  const foreign: readonly Readonly<Record<string, string>>[] = [
    page,
    { origin: 'null' },
    { origin: 'http://localhost:3000' },
    { 'sec-fetch-site': 'same-site' },
    { ...page, origin: endpoint, host: 'evil.example' },
    ...['evil.example', '127.0.0.1.evil.example:80', 'localhost.evil.example', 'evil-localhost', '10.0.0.1'].map(
      (host) => ({ host }),
    ),
  ];
  for (const headers of foreign) {
    expect([headers, await statusOf(`${endpoint}/_sandbox/reset`, 'POST', headers, empty)]).toEqual([headers, 403]);
    expect([headers, await statusOf(endpoint, 'POST', { ...headers, 'x-amz-target': 'AmazonSSM.X' })]).toEqual([
      headers,
      403,
    ]);
  }
  const { WindowIdentities = [] } = await ssm().describeMaintenanceWindows({});
  expect(WindowIdentities).toHaveLength(1);
  expect(await control('GET', 'requests')).toHaveLength(2);

  const { port } = new URL(endpoint);
  const own = ['127.0.0.1', `127.0.0.1:${port}`, `localhost:${port}`, 'LOCALHOST', 'ssm.localhost:1', `[::1]:${port}`];
  for (const host of own)
    expect([host, await statusOf(`${endpoint}/_sandbox/requests`, 'GET', { host, 'sec-fetch-site': 'none' })]).toEqual([
      host,
      200,
    ]);
});
