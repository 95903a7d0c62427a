import { posix } from 'node:path';
import { normalizeName } from '../../../python/pep508/normalize-name';
import type { StageState } from '../part';
import { withMovedPaths } from './moved-paths';
import { moved } from './moves';
import type { PlannedCode } from './plan-code';

/** Rewrites paths of the old image as those of the new one. */
export interface CommandPaths {
  /** In a word of a command, which may be a script. */
  readonly inWord: (word: string) => string;
  /** In an ENTRYPOINT, HEALTHCHECK or another instruction that is carried over. */
  readonly inSetting: (text: string) => string;
  /** In `NAME=value`, where only absolute paths are told from other texts. */
  readonly inVariable: (text: string) => string;
  /** In the target of a COPY or ADD. */
  readonly inTarget: (text: string) => string;
}

/** What a path of the old image is told by. */
interface OldImage {
  /** Folders that hold packages or installers, absolute. */
  readonly environments: ReadonlySet<string>;
  /** Normalised names of the locked packages. */
  readonly locked: ReadonlySet<string>;
  readonly final: Pick<StageState, 'workdir'>;
  readonly code: Pick<PlannedCode, 'moves' | 'workdir'>;
}

/** Returns what rewrites the paths of code that has moved, and those of programs, which are in /venv. */
export function commandPaths({ environments, locked, final, code }: OldImage): CommandPaths {
  const { moves } = code;
  const workdirs = { before: final.workdir, after: code.workdir ?? '/' };
  const program = (text: string): string =>
    text.replace(PROGRAM, (path, prefix: string | undefined, name: string) => {
      const folder = posix.resolve(final.workdir, prefix ?? '.');
      const isInstalled =
        isEnvironment(folder, environments) ||
        (folder === '/usr/local' && locked.has(normalizeName(name))) ||
        (/^\/usr(\/local)?$/.test(folder) && /^python(\d(\.\d+)?)?$/.test(name));
      return isInstalled ? `/venv/bin/${name}` : path;
    });
  const inWord = (word: string): string => withMovedPaths(program(word), moves, workdirs);
  return {
    inWord,
    inSetting: (text) => (/^(VOLUME|LABEL|EXPOSE|ARG|SHELL)\b/.test(text) ? text : inWord(text)),
    inVariable: (text) => {
      const [, name = '', value = ''] = /^([^=]*=)(.*)$/s.exec(text) ?? [];
      return value.startsWith('/') ? `${name}${moved(program(value), moves)}` : text;
    },
    inTarget: (text) => {
      const [head = '', ...heredoc] = text.split('\n');
      const target = head.replace(/([^\s",]+)("?\s*\]?)$/, (_, path: string, end: string) => {
        const place = moved(path.replace(/(?<=.)\/$/, ''), moves);
        return `${place}${path.endsWith('/') && place !== '/' ? '/' : ''}${end}`;
      });
      return [target, ...heredoc].join('\n');
    },
  };
}

/** A program in the folder `bin` of another one. */
const PROGRAM = /(?<![\w./@%+~$}-])([\w./@+~-]*\/)?bin\/([\w.-]+)/g;

function isEnvironment(folder: string, environments: ReadonlySet<string>): boolean {
  return environments.has(folder) || /\/(\.?venv|\.local)$/.test(folder);
}
