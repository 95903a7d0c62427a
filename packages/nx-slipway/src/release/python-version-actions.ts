import { posix } from 'node:path';
import type { ProjectGraph, Tree } from '@nx/devkit';
import { VersionActions } from 'nx/release';
import { valid } from 'semver';
import { formatProblem } from '../problems/format-problem';
import { ProblemsError } from '../problems/problems-error';
import { followDependencies } from '../python/projects/follow-dependencies';
import { releasedVersion } from '../python/pyproject/released-version';
import { requirementsOn } from '../python/pyproject/requirements-on';
import { versionSource } from '../python/pyproject/version-source';
import { editTomlStrings } from '../python/toml/edit-toml-strings';
import { UNTAGGED_VERSION } from '../python/versions/git-version';
import { semverOfPep440 } from '../python/versions/semver-of-pep440';
import { bytesOf, textOf } from '../workspace/files/file-text';
import { guardFlush } from '../workspace/nx/flush-whole';
import { followContentHash } from './follow-content-hash';
import { type Manifest, readManifest } from './read-manifest';
import { writeLockedVersion } from './write-locked-version';
import { writtenVersion } from './written-version';

/**
 * How `nx release` reads and writes versions of Python projects: in pyproject.toml and in the locks that hold
 * them. A stack, and a project whose version comes from git, have no file to write: their tag is all.
 *
 * A class, because Nx makes an instance of it for each project.
 */
export class PythonVersionActions extends VersionActions {
  validManifestFilenames: string[] | null = ['pyproject.toml'];
  override excludeManifestsFromFormatting = true;

  override async init(tree: Tree): Promise<void> {
    // A release writes pyprojects and locks as generators do.
    guardFlush(tree.root, []);
    const manifest = readManifest(tree, this.#root);
    const isTagged = manifest
      ? versionSource(manifest.toml, manifest.pyproject).from === 'git'
      : this.finalConfigForProject.manifestRootsToUpdate.length === 0;
    if (isTagged) this.validManifestFilenames = null;
    else await super.init(tree);
  }

  /** Takes an explicit version in Python's words as well: `1.2.0rc1`. */
  override async calculateNewVersion(
    ...[current, input, ...reason]: Parameters<VersionActions['calculateNewVersion']>
  ): ReturnType<VersionActions['calculateNewVersion']> {
    const asSemver = valid(input) === null ? semverOfPep440(input) : undefined;
    return await super.calculateNewVersion(current, asSemver ?? input, ...reason);
  }

  async readCurrentVersionFromSourceManifest(
    tree: Tree,
  ): Promise<{ currentVersion: string; manifestPath: string }> {
    const manifest = readManifest(tree, this.#root);
    // Where there is no tag yet either, a first release counts on from nothing.
    const untagged = { currentVersion: UNTAGGED_VERSION, manifestPath: this.#root };
    if (!manifest) return untagged;
    const released = releasedVersion(manifest.toml, manifest.pyproject, manifest.text);
    if ('problem' in released) {
      // Nx says something of its own in place of what is thrown here.
      process.stderr.write(`\n${formatProblem(released.problem)}\n`);
      throw new ProblemsError([released.problem]);
    }
    return released.from === 'git'
      ? untagged
      : { currentVersion: released.version, manifestPath: manifest.file };
  }

  /** An image's registry knows tags, of which nobody can say which is the project's last version. */
  async readCurrentVersionFromRegistry(): Promise<null> {
    return null;
  }

  async readCurrentVersionOfDependency(
    tree: Tree,
    projectGraph: ProjectGraph,
    dependency: string,
  ): Promise<{ currentVersion: string | null; dependencyCollection: string | null }> {
    const manifest = readManifest(tree, this.#root);
    const name = packageName(tree, projectGraph, dependency);
    const [first] = manifest && name !== undefined ? requirementsOn(manifest.toml, name) : [];
    return {
      currentVersion: first?.constraint ?? null,
      dependencyCollection: first?.collection ?? null,
    };
  }

  async updateProjectVersion(tree: Tree, newVersion: string): Promise<string[]> {
    const version = writtenVersion(newVersion, this.projectGraphNode.name);
    if (this.manifestsToUpdate.length === 0) {
      return [`🏷️  ${newVersion} is written nowhere: the version comes from the git tag`];
    }
    const logs: string[] = [];
    for (const { manifestPath } of this.manifestsToUpdate) {
      const manifest = readManifest(tree, posix.dirname(manifestPath));
      if (!manifest) continue;
      const { toml, pyproject, text } = manifest;
      const source = versionSource(toml, pyproject);
      if (source.from !== 'pyproject') {
        const released = releasedVersion(toml, pyproject, text);
        throw new ProblemsError('problem' in released ? [released.problem] : []);
      }
      manifest.write(editTomlStrings(text, [{ path: source.path, change: () => version }]));
      logs.push(`✍️  New version ${version} written to manifest: ${manifestPath}`);
      const { dir, normalizedName: name = '' } = pyproject;
      for (const lock of await writeLockedVersion(tree, { dir, name, version })) {
        logs.push(`✍️  New version ${version} written to lock: ${lock}`);
      }
    }
    return logs;
  }

  async updateProjectDependencies(
    tree: Tree,
    projectGraph: ProjectGraph,
    dependenciesToUpdate: Record<string, string>,
  ): Promise<string[]> {
    const versions = new Map(
      Object.entries(dependenciesToUpdate).flatMap(([dependency, wanted]): [string, string][] => {
        const name = packageName(tree, projectGraph, dependency);
        // Nx puts the operator before it that npm would have; the one in the pyproject stays.
        const version = wanted.replace(/^[~^=<>]+/, '');
        return name === undefined || valid(version) === null
          ? []
          : [[name, writtenVersion(version, dependency)]];
      }),
    );
    return this.manifestsToUpdate.flatMap(({ manifestPath }) => {
      const dir = posix.dirname(manifestPath);
      const manifest = readManifest(tree, dir);
      if (!manifest) return [];
      const { text, count, problems } = followDependencies(manifest, versions, (collection) =>
        this.#keepsRanges(collection),
      );
      if (problems.length > 0) throw new ProblemsError(problems);
      if (count === 0) return [];
      manifest.write(text);
      this.#followContentHash(tree, dir, manifest.toml);
      const noun = count === 1 ? 'dependency' : 'dependencies';
      return [`✍️  Updated ${count} ${noun} in manifest: ${manifestPath}`];
    });
  }

  get #root(): string {
    return this.projectGraphNode.data.root;
  }

  #keepsRanges(collection: string): boolean {
    const kept: boolean | readonly string[] | undefined =
      this.finalConfigForProject.preserveMatchingDependencyRanges;
    return typeof kept === 'object' ? kept.includes(collection) : (kept ?? true);
  }

  #followContentHash(tree: Tree, dir: string, before: Manifest['toml']): void {
    const lock = posix.join(dir, 'poetry.lock');
    const bytes = tree.read(lock);
    const after = readManifest(tree, dir);
    if (bytes === null || !after) return;
    tree.write(lock, bytesOf(followContentHash(textOf(bytes), before, after.toml)));
  }
}

/** Normalised name of a project's package; undefined for a project without a pyproject. */
function packageName(tree: Tree, { nodes }: ProjectGraph, project: string): string | undefined {
  const root = nodes[project]?.data.root;
  return root === undefined ? undefined : readManifest(tree, root)?.pyproject.normalizedName;
}
