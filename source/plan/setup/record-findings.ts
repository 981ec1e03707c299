/** Findings about a plan's record: whether what is wanted can be written down, and what is not known without it. */
import type { Finding } from '../account/finding.js';
import { planOf } from '../account/inventory.js';
import { recordOf } from '../account/ownership.js';
import { fitsRecord, longestRecord } from '../intent/record.js';
import type { Planned } from './planned.js';

/** Without a record nobody knows later what was wanted. */
export function recordFindings({ desired, account, consent, keepsRecord, operations }: Planned): Finding[] {
  const { plan, waves } = desired.document;
  const record = recordOf(plan, account);
  const tooLong = operations.find(({ kind, input }) => kind === 'PutParameter' && !fitsRecord(input.Value));
  if (tooLong?.kind === 'PutParameter') {
    const message = `Plan ${plan} with its ${waves.length} waves is too long to be written down: ${tooLong.input.Value.length} characters, packed as they are; a parameter takes ${longestRecord}.`;
    return [
      {
        severity: 'blocking',
        code: 'plan-too-large',
        message,
        nextSteps: [
          'Shorten the names of waves, or spread them over several plans with --plan.',
          'Or set it up without its record: --no-record. Then drift and former answers are not known.',
        ],
      },
    ];
  }
  if (account.recordsRefused) {
    const message = `${account.recordsRefused.title} What plan ${plan} wanted so far and which groups other plans have is not known: what no flag says has its default.`;
    return [{ severity: 'warning', code: 'no-record', message, nextSteps: [] }];
  }
  if (!keepsRecord) {
    const message = record
      ? `The record of plan ${plan} stays as it is: status measures drift by the answers that it has, not by these.`
      : `Plan ${plan} is not written down: status cannot tell drift, and the next set-up starts from the defaults.`;
    return [{ severity: 'warning', code: 'no-record', message, nextSteps: [] }];
  }
  const hasWindows = account.windows.some((window) => planOf(window) === plan);
  if (record || !hasWindows || consent.adopt) return [];
  return [
    {
      severity: 'warning',
      code: 'plan-not-known',
      message: `Plan ${plan} has windows and no record: with what answers they were made is not known, and what no flag says has its default.`,
      nextSteps: ['To write down what is there, and change nothing else: --adopt'],
    },
  ];
}
