/** Reads every page of a list, and notices a list that has no end. */
import { UserError } from '../errors.js';

interface Page {
  readonly NextToken?: string | undefined;
}

/**
 * All items of a paged operation. The API model says that the last page's token is an empty string, the services
 * often leave it out: both end the list.
 * @throws UserError `endless-list` for a token that has come before, and past any number of pages that an account can have
 */
export async function allPages<Answer extends Page, Item>(
  readPage: (token: string | undefined) => Promise<Answer>,
  items: (answer: Answer) => readonly Item[] | undefined,
  onPage?: (soFar: number) => void,
): Promise<Item[]> {
  const all: Item[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const answer: Answer = await readPage(token);
    // A page can be larger than a call can have arguments.
    for (const item of items(answer) ?? []) all.push(item);
    onPage?.(all.length);
    token = answer.NextToken;
    if (token && (seen.has(token) || seen.size >= mostPages)) throw endless(seen.has(token), seen.size + 1);
    if (token) seen.add(token);
  } while (token);
  return all;
}

/** The smallest pages of a long list are of fifty nodes: more than 100,000 of them are nobody's. */
const mostPages = 2000;

function endless(isRepeated: boolean, pages: number): UserError {
  return new UserError('The server sent a list that never ends.', {
    code: 'endless-list',
    detail: isRepeated
      ? `After ${pages} pages it repeated a NextToken.`
      : `After ${pages} pages it still sent a NextToken.`,
    nextSteps: ['AWS does not answer like this. Check --endpoint-url, AWS_ENDPOINT_URL and any proxy.'],
    exitCode: 1,
  });
}
