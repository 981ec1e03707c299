/** Reads every page of a list. */

interface Page {
  readonly NextToken?: string | undefined;
}

/**
 * All items of a paged operation. The API model says that the last page's token is an empty string, the services
 * often leave it out: both end the list.
 */
export async function allPages<Answer extends Page, Item>(
  readPage: (token: string | undefined) => Promise<Answer>,
  items: (answer: Answer) => readonly Item[] | undefined,
  onPage?: (soFar: number) => void,
): Promise<Item[]> {
  const all: Item[] = [];
  let token: string | undefined;
  do {
    const answer: Answer = await readPage(token);
    // A page can be larger than a call can have arguments.
    for (const item of items(answer) ?? []) all.push(item);
    onPage?.(all.length);
    token = answer.NextToken;
  } while (token);
  return all;
}
