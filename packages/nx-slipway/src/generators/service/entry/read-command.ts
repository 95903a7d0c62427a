import { posix } from 'node:path';
import { jsonWords } from '../../../dockerfile/json-words';
import type { Problem } from '../../../problems/problem';
import { normalizeName } from '../../../python/pep508/normalize-name';
import type { Pyproject } from '../../../python/pyproject/pyproject';
import { isCopied } from '../runtime/is-copied';
import type { InstalledPackages } from './installed-packages';
import type { SourceModules } from './source-modules';

/** An image's command line, or why it cannot be read. */
export type ReadCommand = { readonly args: readonly string[] } | { readonly problem: Problem };

/** What is known of the image that a command runs in. */
export interface CommandFacts {
  readonly project: { readonly pyproject: Pyproject };
  readonly modules: Pick<SourceModules, 'others'>;
  /** Absent where the Dockerfile does not say what the image installs: then it may have any program. */
  readonly installed?: Pick<InstalledPackages, 'versions'>;
  /** Files that the image holds beside the wheel, relative to the project's folder. */
  readonly copied: readonly string[];
}

/** What a shell would read in another way than an image does, which starts the command without one. */
const SHELL_CHARACTERS = /["'`\\$&|;<>]/;

/**
 * Reads `--command`: a JSON list is taken as it is; else the first word is Python, a console script of the
 * project, or one that has the name of an installed package, as most have. Without a command the project's only
 * script is meant.
 */
export function readCommand(command: string | undefined, facts: CommandFacts): ReadCommand {
  if (command?.startsWith('[')) {
    const args = jsonWords(command) ?? [];
    return args.length > 0
      ? withModule(args, facts)
      : invalid(command, 'a list as JSON has it: ["python", "-m", "jobs"]');
  }
  if (command !== undefined && SHELL_CHARACTERS.test(command)) {
    return invalid(
      command,
      'it as a JSON list, because no shell reads the command: ["sh", "-c", "…"]',
    );
  }
  const { pyproject } = facts.project;
  const known = [...pyproject.scripts.keys()].sort();
  const args = command === undefined ? (known.length === 1 ? known : []) : command.split(/\s+/);
  const [program] = args;
  return program !== undefined && (known.includes(program) || mayHave(program, facts))
    ? withModule(args, facts)
    : {
        problem: {
          kind: 'command-unknown',
          place: { file: pyproject.file },
          ...(program !== undefined && { command: program }),
          project: pyproject.name ?? pyproject.dir,
          known,
        },
      };
}

function mayHave(program: string, { installed }: CommandFacts): boolean {
  return program === 'python' || !installed || installed.versions.has(normalizeName(program));
}

/** Refuses `python -m` with a module of the project that its wheel leaves out. */
function withModule(
  args: readonly string[],
  { project: { pyproject }, modules, copied }: CommandFacts,
): ReadCommand {
  const [program = '', option, name] = args;
  if (!/^python3?$/.test(program) || option !== '-m' || name === undefined) return { args };
  const names = [name, `${name}.__main__`];
  const file = modules.others.find((module) => names.includes(module.name))?.file;
  if (file === undefined || isCopied(file, copied)) return { args };
  const place = { file: posix.join(pyproject.dir, file) };
  return { problem: { kind: 'app-not-installed', place, pyproject: pyproject.file } };
}

function invalid(value: string, expected: string): ReadCommand {
  return { problem: { kind: 'generator-option-invalid', option: 'command', value, expected } };
}
