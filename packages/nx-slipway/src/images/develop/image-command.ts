import type { Dockerfile, Stage } from '../../dockerfile/dockerfile';
import { jsonWords } from '../../dockerfile/json-words';
import { shellWord } from '../../dockerfile/quote-words';
import { stageChain } from '../../dockerfile/stages/stage-chain';

/**
 * What the container of a stage runs, as one command of a shell and without the `exec` before it. Undefined where the
 * Dockerfile does not say, or says it in a way that nothing can be added to.
 */
export function imageCommand(dockerfile: Dockerfile, stage: Stage | undefined): string | undefined {
  const chain = stageChain(dockerfile, stage);
  const last = (keyword: string): string | undefined => {
    for (const { instructions } of chain) {
      const found = instructions.findLast((each) => each.keyword === keyword);
      if (found) return found.text.slice(keyword.length).trim();
    }
    return undefined;
  };
  const [entrypoint, command] = [last('ENTRYPOINT'), last('CMD')];
  if (entrypoint === undefined) return command === undefined ? undefined : shellText(command);
  const words = [entrypoint, command ?? '[]'].map(jsonWords);
  const [first, second] = words;
  return first && second ? textOf([...first, ...second]) : undefined;
}

function shellText(command: string): string | undefined {
  const words = jsonWords(command);
  return words ? textOf(words) : withoutExec(command);
}

function textOf(words: readonly string[]): string | undefined {
  const [shell, flag, script, ...rest] = words;
  const isShell = /^(?:\/bin\/)?(?:sh|bash)$/.test(shell ?? '') && flag === '-c';
  if (isShell && script !== undefined) return rest.length === 0 ? withoutExec(script) : undefined;
  return words.length === 0 ? undefined : words.map(shellWord).join(' ');
}

/** A script of several commands is more than one program. */
function withoutExec(script: string): string | undefined {
  return /[;&|\n<>()`]/.test(script.replaceAll(/'[^']*'/g, ''))
    ? undefined
    : script.trim().replace(/^exec\s+/, '');
}
