import { getAllFileDataInContext } from 'nx/src/utils/workspace-context';

/**
 * The content hash of every file Nx knows of, by path relative to the workspace root. Nx keeps them up
 * to date natively and hands them over without any file being read. The function is Nx's own, not part
 * of its devkit; it is the same from Nx 22.6 to 24. One call for all files costs less than a glob per
 * file, which is what the devkit offers.
 */
export async function fileHashes(workspaceRoot: string): Promise<ReadonlyMap<string, string>> {
  const files = await getAllFileDataInContext(workspaceRoot);
  return new Map(files.map(({ file, hash }) => [file, hash]));
}
