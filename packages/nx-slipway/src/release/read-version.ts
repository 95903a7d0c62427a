import { tagsCommand } from '../git/git-commands';
import { readGitVersions } from '../git/read-git-versions';
import type { Problem } from '../problems/problem';
import type { RunCommand } from '../process/run-command';
import type { PythonProject } from '../python/pyproject/python-project';
import { releasedVersion } from '../python/pyproject/released-version';
import { highestTag, UNTAGGED_VERSION } from '../python/versions/git-version';
import { parseTomlText } from '../workspace/files/read-toml';
import { textReader } from '../workspace/files/text-reader';

/**
 * The version of a project outside of `nx release version`: what its pyproject holds, else the tag that is on
 * what there is, for a stack as well.
 *
 * @param python absent for a project without a pyproject
 */
export async function readVersion(
  { name, root }: { readonly name: string; readonly root: string },
  python: PythonProject | undefined,
  { run, workspaceRoot }: { readonly run: RunCommand; readonly workspaceRoot: string },
): Promise<{ readonly version: string } | { readonly problem: Problem }> {
  if (python) {
    const { file } = python.pyproject;
    const text = textReader(workspaceRoot)(file) ?? '';
    const toml = parseTomlText(text, file);
    if ('problem' in toml) return toml;
    const released = releasedVersion(toml.value, python.pyproject, text);
    if ('problem' in released || released.from === 'pyproject') return released;
  }
  const place = python?.pyproject.place ?? { file: root };
  const normalizedName = python?.pyproject.normalizedName ?? name;
  const project = { dir: root, name, normalizedName, takesVersionFromGit: true, place };
  const tags = await run(tagsCommand(workspaceRoot));
  const tagged = highestTag(tags.stdout.split('\n'), [name, normalizedName]);
  const { versions } = await readGitVersions([project], { run, workspaceRoot });
  const version = versions.get(root) ?? UNTAGGED_VERSION;
  return version === tagged?.version
    ? { version }
    : { problem: { kind: 'release-untagged', place, project: name, version } };
}
