/**
 * Whether a named context, in bake's words, is a folder: not `target:…`, `docker-image://…`, or a repository.
 *
 * Rule: `ParseContextNames` of buildx and `DetectGitContext` of BuildKit's `dockerui`.
 */
export function isFolderContext(value: string): boolean {
  return !/^[a-z0-9+-]+:\/\/|^target:|^git@|^github\.com\//.test(value);
}
