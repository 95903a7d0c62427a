/** The line of each system's file that names the branch. */
const BRANCH =
  /^ {4}branches: \[(?<github>[^\s\],]+)\]$|\$CI_COMMIT_BRANCH == (?:"(?<gitlab>[^"]+)"|\$CI_DEFAULT_BRANCH)$/m;

/**
 * Returns the branch that generated workflows were written for, which is absent for the system's default; undefined
 * where the line is not as it was generated.
 */
export function standingBranch(text: string): { readonly branch?: string } | undefined {
  const found = BRANCH.exec(text.replaceAll('\r\n', '\n'));
  if (!found) return undefined;
  const branch = found.groups?.github ?? found.groups?.gitlab;
  return branch === undefined ? {} : { branch };
}
