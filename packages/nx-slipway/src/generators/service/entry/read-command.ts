import type { Problem } from '../../../problems/problem';
import type { Pyproject } from '../../../python/pyproject/pyproject';

/** An image's command line, or why it cannot be read. */
export type ReadCommand = { readonly args: readonly string[] } | { readonly problem: Problem };

/**
 * Reads `--command`: a JSON list is taken as it is; else the first word is a console script of the
 * project. Without one the project's only script is meant.
 */
export function readCommand(command: string | undefined, pyproject: Pyproject): ReadCommand {
  const known = [...pyproject.scripts.keys()].sort();
  if (command?.startsWith('[')) {
    const args = parseList(command);
    return args
      ? { args }
      : {
          problem: {
            kind: 'generator-option-invalid',
            option: 'command',
            value: command,
            expected: 'a list as JSON has it: ["python", "-m", "jobs"]',
          },
        };
  }
  const args = command === undefined ? (known.length === 1 ? known : []) : command.split(/\s+/);
  const [script] = args;
  return script !== undefined && known.includes(script)
    ? { args }
    : {
        problem: {
          kind: 'command-unknown',
          place: { file: pyproject.file },
          command: script ?? '--command',
          known,
        },
      };
}

function parseList(text: string): readonly string[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.length > 0 && list.every((arg) => typeof arg === 'string')
      ? list
      : undefined;
  } catch {
    return undefined;
  }
}
