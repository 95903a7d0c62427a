import type { AdoptionFacts } from '../adoption';

/**
 * `fastapi run` without an application looks for it in the pyproject of its working directory, which the new image does
 * not have: the command names it.
 *
 * @param words of a command that nobody gives further arguments
 */
export function withFastapiEntrypoint(
  words: readonly string[],
  { fastapiEntrypoint }: Pick<AdoptionFacts, 'fastapiEntrypoint'>,
): readonly string[] {
  const [program = '', verb = '', ...rest] = words;
  const isFastapi = /(^|\/)fastapi$/.test(program) && /^(run|dev)$/.test(verb);
  if (!isFastapi || fastapiEntrypoint === undefined || namesApplication(rest)) return words;
  return [program, verb, `--entrypoint=${fastapiEntrypoint}`, ...rest];
}

/** Options of `fastapi run` whose value is the word behind them. */
const VALUES = /^--(host|port|workers|root-path|forwarded-allow-ips|reload-dir)$/;

function namesApplication(words: readonly string[]): boolean {
  return words.some(
    (word, at) =>
      /^(--(app|entrypoint)(=|$)|-e)/.test(word) ||
      (!word.startsWith('-') && !VALUES.test(words[at - 1] ?? '')),
  );
}
