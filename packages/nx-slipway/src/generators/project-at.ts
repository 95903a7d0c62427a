/**
 * Returns the name of the Nx project in a folder.
 *
 * @param projects folders by name, relative to the workspace root
 */
export function projectAt(
  projects: ReadonlyMap<string, string>,
  folder: string,
): string | undefined {
  return [...projects].find(([, root]) => root === folder)?.[0];
}
