/**
 * Files beside a pyproject.toml whose names stand in code as a text of their own: the application reads them when it runs.
 *
 * @param files of the project, relative to its folder
 * @param code texts of its modules
 */
export function namedFiles(files: readonly string[], code: readonly string[]): ReadonlySet<string> {
  const names = files.filter((file) => /^[^/]+\.\w+$/.test(file) && !file.endsWith('.py'));
  return new Set(names.filter((name) => code.some((text) => holds(text, name))));
}

function holds(text: string, name: string): boolean {
  return [`"${name}"`, `'${name}'`, `/${name}"`, `/${name}'`].some((each) => text.includes(each));
}
