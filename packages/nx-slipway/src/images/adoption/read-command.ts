import { jsonWords } from '../../dockerfile/json-words';
import { carried, type Part, recognised, type StageState } from './part';

/** Reads a CMD. @param rest what stands behind the keyword */
export function readCmd(rest: string, state: StageState): Part {
  const { words, note } = wordsOfCommand(rest, state);
  return recognised(`command: ${words.join(' ')}${note}`, { command: words });
}

/** Reads an ENTRYPOINT, which stays what it is: arguments of `docker run` go behind it. */
export function readEntrypoint(rest: string, state: StageState): Part {
  const { words, note } = wordsOfCommand(rest, state);
  return carried(`entrypoint as it is${note}`, {
    entrypoint: words,
    settings: [`ENTRYPOINT ${JSON.stringify(words).replaceAll('","', '", "')}`],
  });
}

/**
 * A command in exec form. One that a shell would only split at blanks needs no shell, and gets its signals without one.
 */
function wordsOfCommand(
  rest: string,
  { shell }: StageState,
): { readonly words: readonly string[]; readonly note: string } {
  const list = jsonWords(rest);
  if (list) {
    const words = withoutRunner(list);
    return { words, note: words === list ? '' : ` (${RUNNER_NOTE})` };
  }
  const script = rest.replace(/\b(?:poetry|uv) run (?:--\S+ )*/g, '');
  const isPlain = !/["'`\\$&|;<>*?()[\]{}~#!]|^\w+=/.test(script);
  return isPlain
    ? { words: script.split(/\s+/), note: ' (in exec form: it gets the signals itself)' }
    : {
        words: [...shell, script],
        note: ' (a shell runs it, as before: write `exec` before the program so that it gets the signals)',
      };
}

const RUNNER_NOTE = 'without `poetry run` or `uv run`: /venv is on PATH';

function withoutRunner(words: readonly string[]): readonly string[] {
  if (!/^(poetry|uv)$/.test(words[0] ?? '') || words[1] !== 'run') return words;
  const start = words.findIndex((word, index) => index > 1 && !word.startsWith('-'));
  return start < 0 ? words : words.slice(start);
}
