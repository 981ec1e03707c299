/** Every constraint of the table, at every operation as its request comes in: boundary values pass, values just beyond are named. */
import { describe, expect, it } from 'vitest';
import { InMemoryAccount } from '../../source/sandbox/in-memory.js';
import { securityTokenOperations, ssmOperations, taggingOperations } from '../../source/sandbox/operations.js';
import { anyInput, probesIn } from '../helpers/probes.js';
import { forSome } from '../helpers/properties.js';
import { rawRequestTo } from '../helpers/sandbox.js';

/** What the table says about an answer: which violations there are. */
function violations(message: unknown): string[] {
  return typeof message === 'string' && /^\d+ validation errors? detected: /.test(message) ? [message] : [];
}

/** How each service that speaks JSON is called, and what it calls and where it tells a violation. */
const ofSsm = { target: 'AmazonSSM', code: 'ValidationException', member: 'message' };
const ofTagging = { target: 'ResourceGroupsTaggingAPI_20170126', code: 'InvalidParameterException', member: 'Message' };

describe.each([
  ...[...ssmOperations].map(([name, { input }]) => ({ name, input, ...ofSsm })),
  ...[...taggingOperations].map(([name, { input }]) => ({ name, input, ...ofTagging })),
])('$name', ({ name, input, target, code, member }) => {
  const headers = { 'x-amz-target': `${target}.${name}` };

  it('has the verdict of the table at each boundary', async () => {
    const account = new InMemoryAccount({ empty: true });
    const probes = probesIn(input, '');
    expect(probes.some(({ broken }) => broken !== undefined)).toBe(true);
    for (const { path, value, broken } of probes) {
      const { status, json } = await rawRequestTo(account, { headers, body: JSON.stringify(value) });
      const shown = JSON.stringify(value).slice(0, 300);
      if (broken === undefined) {
        expect([violations(json[member]), json.__type === 'SerializationException', status < 500], shown).toEqual([
          [],
          false,
          true,
        ]);
      } else {
        expect([json.__type, status], `${path} ${shown}`).toEqual([code, 400]);
        expect(json[member], shown).toContain(`at '${path}' failed to satisfy constraint: ${broken}`);
        expect(json[member], shown).not.toMatch(/^0 /);
      }
    }
  });

  it('answers any JSON with 200 or 400', async () => {
    const account = new InMemoryAccount();
    return forSome(15, [anyInput(input)], async (body) => {
      const { status, json } = await rawRequestTo(account, { headers, body: JSON.stringify(body) });
      expect([200, 400]).toContain(status);
      if (status === 400) expect(json.__type).toMatch(/^[A-Z]\w+$/);
    });
  });
});

it('every operation of the documented API is there', () => {
  expect([...ssmOperations.keys()]).toHaveLength(43);
  expect([...taggingOperations.keys()]).toHaveLength(5);
  expect([...securityTokenOperations.keys()]).toEqual(['GetCallerIdentity', 'GetAccessKeyInfo', 'AssumeRole']);
});
