import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Problem } from '../problems/problem';
import { parseUvLock } from '../python/parse-uv-lock';
import type { PythonProject } from '../python/python-project';
import { reduceRootPyproject } from '../python/reduce-root-pyproject';
import { sliceUvLock } from '../python/slice-uv-lock';
import type { TomlTable } from '../python/toml-value';
import type { UvLock } from '../python/uv-lock';
import type { UvLockSelection } from '../python/uv-lock-closure';
import { parseTomlText } from './read-toml';

/** The slice of a lock for one image, as the files of the context that stands in for the stage `lock`. */
export interface LockSlice {
  readonly files?: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

/** Cuts slices out of the workspace's locks; each lock is read once for all images. */
export type LockReader = (project: PythonProject, selection: UvLockSelection) => LockSlice;

/** A reader for the locks below a workspace's root. */
export function lockReader(workspaceRoot: string): LockReader {
  const read = new Map<string, { lock?: UvLock; root?: TomlTable; problems: readonly Problem[] }>();

  const open = ({ lockDir, lockFile }: PythonProject): ReturnType<typeof read.get> & object => {
    const known = read.get(lockFile);
    if (known) {
      return known;
    }
    const text = readFileSync(join(workspaceRoot, lockFile), 'utf8');
    const toml = parseTomlText(text, lockFile);
    const rootFile = posix.join(lockDir, 'pyproject.toml');
    const root = parseTomlText(readFileSync(join(workspaceRoot, rootFile), 'utf8'), rootFile);
    const opened = {
      ...('value' in root && { root: root.value }),
      ...('value' in toml ? parseUvLock(toml.value, { file: lockFile, text }) : { problems: [] }),
    };
    const broken = [toml, root].flatMap((each) => ('problem' in each ? [each.problem] : []));
    const result = { ...opened, problems: [...broken, ...opened.problems] };
    read.set(lockFile, result);
    return result;
  };

  return (project, selection) => {
    if (!project.hasLock) {
      return { problems: [{ kind: 'lock-missing', place: { file: project.lockFile }, dir: project.lockDir }] };
    }
    const { lock, root, problems } = open(project);
    if (!lock || !root) {
      return { problems };
    }
    const slice = sliceUvLock(lock, selection, project.dir);
    return slice.problems.length > 0
      ? { problems: slice.problems }
      : {
          files: { 'uv.lock': slice.text, 'pyproject.toml': reduceRootPyproject(root, slice) },
          problems: [],
        };
  };
}
