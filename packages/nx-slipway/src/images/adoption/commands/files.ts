import { posix } from 'node:path';
import { aside, left, type Part, recognised, type StageContext } from '../part';
import type { ShellCommand } from './shell-commands';

/** Reads commands about files and folders, and those that change nothing; undefined for another program. */
export function readFiles(
  { words, text }: ShellCommand,
  { state, environments }: Pick<StageContext, 'state' | 'environments'>,
): Part | undefined {
  const [first = ''] = words;
  const paths = words.slice(1).filter((word) => !word.startsWith('-'));
  const absolute = paths.map((path) => posix.resolve(state.workdir, path));
  switch (posix.basename(first)) {
    case 'set':
    case 'true':
    case ':':
    case 'cd':
    case 'echo':
    case 'sync':
      return aside('changes nothing in the image');
    case '.':
    case 'source':
      return aside('environment: /venv is on PATH');
    case 'find':
      return /\.py[co]|__pycache__/.test(text)
        ? aside('removes bytecode, which the new image has on purpose')
        : undefined;
    case 'python':
    case 'python3':
      return words[1] === '-m' && words[2] === 'compileall'
        ? recognised('bytecode: nx-slipway compiles it')
        : undefined;
    case 'rm':
      return absolute.every((path) => DISPOSABLE.test(path) || isIn(path, environments))
        ? aside('cleans up what the new image does not hold')
        : undefined;
    case 'mkdir':
      return absolute.every((path) => isHome(path, state) || isIn(path, environments))
        ? recognised('folder: the new image has one for the application')
        : left(
            `creates ${paths.join(', ')}`,
            'If the service writes there, mount a volume or a tmpfs; else write the step into the stage `runtime`.',
          );
    case 'chown':
      return left(
        `gives ${paths.slice(1).join(', ')} to a user`,
        'The files of the new image belong to root and cannot be changed by the service. Mount a volume where it writes.',
      );
    default:
      return undefined;
  }
}

const DISPOSABLE =
  /\/var\/lib\/apt|\/var\/cache|\/var\/log|^\/(?:var\/)?tmp|cache\b|__pycache__|\/wheels?\b|requirements[^/]*\.txt$|\/usr\/share\/(doc|man)/;

/** A folder of the code. */
function isHome(path: string, { workdir, copies }: StageContext['state']): boolean {
  return (
    /^\/(app|code|src|srv|usr\/src)(\/app)?$/.test(path) ||
    path === workdir ||
    workdir.startsWith(`${path}/`) ||
    copies.some(({ target }) => target === path || target.startsWith(`${path}/`))
  );
}

function isIn(path: string, environments: ReadonlySet<string>): boolean {
  return [...environments].some((each) => path === each || path.startsWith(`${each}/`));
}
