/** Which filter values AWS accepts. */
import { DescribePatchPropertiesCommand, type PatchProperty } from '@aws-sdk/client-ssm';
import { type FilterQuestion, type FilterValues, questionKey } from '../plan/baseline/filters.js';
import type { Send } from './clients.js';
import { allPages } from './paging.js';
import { hasCode } from './reads.js';

/** By question; without an entry where AWS does not answer with any. */
export async function filterValues(send: Send, questions: readonly FilterQuestion[]): Promise<FilterValues> {
  const asked = questions.map(async (question) => [questionKey(question), await valuesOf(send, question)] as const);
  return new Map((await Promise.all(asked)).filter(([, values]) => values.length > 0));
}

async function valuesOf(send: Send, { os, property, set }: FilterQuestion): Promise<readonly string[]> {
  const about = { OperatingSystem: os, Property: property as PatchProperty, PatchSet: set, MaxResults: 50 };
  try {
    const properties = await allPages(
      (NextToken) => send(new DescribePatchPropertiesCommand({ ...about, NextToken })),
      ({ Properties }) => Properties,
    );
    return properties.flatMap(({ Name }) => Name ?? []);
  } catch (error) {
    // A property that AWS has no list of, or a test double that does not know the operation.
    if (hasCode(error, /^(ValidationException|UnknownOperation|InvalidAction|NotImplemented)/)) return [];
    throw error;
  }
}
