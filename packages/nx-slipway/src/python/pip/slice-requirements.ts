import type { RequirementsFile } from './requirements-file';

/**
 * A requirements file without what does not decide an installation: comments, local lines, the order
 * of requirements and of their hashes. Options and nested files come first, in their order.
 *
 * @param preinstalled names of packages that are installed apart from it
 */
export function sliceRequirements(
  { lines }: RequirementsFile,
  preinstalled: ReadonlySet<string> = new Set(),
): string {
  // Options on one line stay on one: pip reads `--extra-index-url x --index-url y` as it would the other order.
  const options = new Map<number, string>();
  for (const { kind, line, text } of lines) {
    if (kind !== 'option' && kind !== 'file') continue;
    const before = options.get(line);
    options.set(line, before === undefined ? text : `${before} ${text}`);
  }
  const packages = lines.flatMap((line) => {
    if (line.kind !== 'package' && line.kind !== 'url') return [];
    if (line.kind === 'package' && preinstalled.has(line.requirement.name)) return [];
    const head = line.kind === 'package' ? line.requirement.text : line.url;
    return [[head, ...line.options].join(' ')];
  });
  return [...options.values(), ...packages.sort()].map((line) => `${line}\n`).join('');
}
