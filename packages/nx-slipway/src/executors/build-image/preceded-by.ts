/** What is known already, then what is to come. */
export async function* precededBy<T, R>(
  known: readonly T[],
  rest: AsyncGenerator<T, R>,
): AsyncGenerator<T, R> {
  yield* known;
  return yield* rest;
}
