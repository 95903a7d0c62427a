import { posix } from 'node:path';
import { withoutSlash } from '../../python/projects/without-slash';

/** Files with passwords and tokens that are in no build context. The user's own lines let in what an image needs. */
export const SECRET_FILES: readonly string[] = ['.env', '.env.local', '.env.*.local', '.envrc'];

/** What files with keys, passwords and tokens are called by convention; a name or the part of a pattern after its last slash. */
const SECRET_NAMES: readonly RegExp[] = [
  /\.(?:pem|key|p12|pfx|jks|keystore|kdbx|ppk)$/i,
  /^id_(?:rsa|dsa|ecdsa|ed25519)/,
  /^\.(?:netrc|pypirc|pgpass|git-credentials)$/,
  /^(?:\*|[\w-]+)?\.env(?:$|[.*])/,
  /(?:^|[._*-])(?:secrets?|credentials?)(?:$|[._*-])/i,
  /^service[-_]account.*\.json$/i,
];

/** One line of a `.gitignore`. */
interface Line {
  /** Relative to the folder of the file, with wildcards; without slashes around it. */
  readonly path: string;
  /** Whether it holds at any depth. */
  readonly isAnywhere: boolean;
  readonly isException: boolean;
}

/**
 * Returns the lines of a `.gitignore` that name files that look like secrets, as an ignore file of BuildKit in the same
 * folder has them. Such a file lies on a developer's disk alone, and would come into an image with its folder. Lines that
 * take a file back are kept for the given folders alone: those of others stay out of the context.
 *
 * @param folder folder of the file, relative to the workspace root
 * @param projects folders of the image's projects, relative to the workspace root
 */
export function ignoredSecrets(
  text: string,
  folder: string,
  projects: readonly string[],
): readonly string[] {
  const lines = linesOf(text);
  const isSecret = ({ path, isException }: Line): boolean =>
    !isException && SECRET_NAMES.some((name) => name.test(posix.basename(path)));
  const first = lines.findIndex(isSecret);
  if (first === -1) return [];
  // What is taken back may have been meant by a line before.
  return lines.slice(first).flatMap((line): readonly string[] => {
    const pattern = line.isAnywhere ? `**/${line.path}` : line.path;
    if (isSecret(line)) return line.isAnywhere && SECRET_FILES.includes(line.path) ? [] : [pattern];
    return line.isException ? exceptions(line, folder, projects).map((each) => `!${each}`) : [];
  });
}

function exceptions(
  { path, isAnywhere }: Line,
  folder: string,
  projects: readonly string[],
): readonly string[] {
  const below = projects
    .map((project) => posix.relative(folder, project))
    .filter((project) => project === '' || !project.startsWith('..'));
  if (isAnywhere) return below.map((project) => posix.join(project, '**', path));
  return below.some((project) => project === '' || path.startsWith(`${project}/`)) ? [path] : [];
}

/** Lines as git reads them: a pattern with a slash before its end holds in the folder of the file alone. */
function linesOf(text: string): readonly Line[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line): readonly Line[] => {
      const isException = line.startsWith('!');
      const written = withoutSlash(isException ? line.slice(1) : line);
      const pattern = written.replace(/^(?:\*\*\/)+/, '');
      const path = pattern.replace(/^\//, '');
      return path === ''
        ? []
        : [{ path, isException, isAnywhere: pattern !== written || !pattern.includes('/') }];
    });
}
