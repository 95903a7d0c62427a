import { indexLogins } from '../../python/pyproject/index-logins';
import { textReader } from '../../workspace/files/text-reader';
import type { WorkspaceModel } from '../../workspace/model/workspace-model';

/**
 * Reads the logins of the package indexes that pyprojects and the other settings of uv name, as a netrc file; undefined
 * where the environment has none for them.
 */
export async function readLogins(
  { lockRoots, python }: Pick<WorkspaceModel, 'lockRoots' | 'python'>,
  options: {
    readonly workspaceRoot: string;
    readonly environment: Readonly<Record<string, string | undefined>>;
  },
): Promise<string | undefined> {
  const { workspaceRoot, environment } = options;
  // Few have any, and there are files to be read for it.
  if (!Object.keys(environment).some((name) => name.startsWith('UV_INDEX_'))) return undefined;
  const { settingsIndexes } = await import('../../workspace/bindings/settings-indexes.js');
  const declared = [...lockRoots, ...python.values()];
  return indexLogins(
    [
      ...declared.flatMap(({ pyproject }) => pyproject.uv.indexes),
      ...settingsIndexes(python.values(), textReader(workspaceRoot)),
    ],
    environment,
  );
}
