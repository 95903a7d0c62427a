/** A package index that knows no project. */
export async function noPages(): Promise<Response> {
  return new Response('', { status: 404 });
}

/** A package index that cannot be reached. */
export async function noNetwork(): Promise<never> {
  throw new Error('no network');
}
