import { isCancel, select } from '@clack/prompts';

/** Asks for one of several values on the terminal; undefined where nobody can be asked or answers. */
export type Ask = <T extends string>(
  message: string,
  options: readonly { readonly value: T; readonly hint: string }[],
) => Promise<T | undefined>;

/** Asks the person who runs the generator. */
export const ask: Ask = async (message, options) => {
  // Nx says so for `--no-interactive` and in CI.
  if (!process.stdin.isTTY || process.env.NX_INTERACTIVE === 'false' || process.env.CI) {
    return undefined;
  }
  const answer = await select<string>({
    message,
    options: options.map(({ value, hint }) => ({ value, label: value, hint })),
  });
  return isCancel(answer) ? undefined : options.find(({ value }) => value === answer)?.value;
};
