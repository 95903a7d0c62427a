/**
 * A name that is valid in an image reference: lower case, letters and digits separated by single
 * separators. The npm scope of a project's name is left off.
 *
 * Rule: `path-component` of the OCI distribution specification,
 * `[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*`.
 */
export function imageName(name: string): string {
  const component = name
    .replace(/^@[^/]*\//, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/[._-]{2,}/g, '-')
    .replace(/^[._-]+|[._-]+$/g, '');
  return component === '' ? 'image' : component;
}
