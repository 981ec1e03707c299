/** What a generator returns, whatever it yields. */
export async function drained<Result>(events: AsyncGenerator<unknown, Result>): Promise<Result> {
  for (;;) {
    const next = await events.next();
    if (next.done) return next.value;
  }
}
