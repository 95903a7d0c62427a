import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TargetKey } from '../src/bake/keys/plan-keys';
import type { BuildTask } from '../src/build/build-task';
import { imageInputs, type TargetInput } from '../src/images/nx/image-inputs';
import { runCommand } from '../src/process/run-command';
import { linkFollower } from '../src/workspace/files/follow-links';
import { collectFacts } from '../src/workspace/model/collect-facts';
import { configuredSettings } from '../src/workspace/model/configured-settings';
import { workspaceModel } from '../src/workspace/model/workspace-model';
import { readKeysOf } from '../test-support/image-keys-of';
import { runFactsOf } from '../test-support/run-facts';
import { NAMESPACE } from '../test-support/workspace-files';
import { contextOf, folderOf, IGNORE_FILE, optionsOf, type Subject } from './subject';

/** What the plugin says of a service. */
export interface Answer {
  readonly key: TargetKey;
  /** Of the target that builds its image. */
  readonly inputs: readonly TargetInput[];
}

/** Asks the plugin for the keys and inputs of all services, as its executors and its graph do. */
export async function askPlugin(
  root: string,
  subjects: readonly Subject[],
): Promise<ReadonlyMap<string, Answer>> {
  const files = readOwnFiles(root, subjects);
  const names = new Map(subjects.map(({ name }) => [`services/${name}`, name]));
  const { facts } = collectFacts(
    Object.keys(files).filter((file) => !file.endsWith('ignore')),
    new Map(),
    new Map(),
    (file) => files[file] ?? '',
  );
  const targetNames = { buildTargetName: 'build-image', pushTargetName: 'push-image' };
  const findSettings = configuredSettings({ facts, targetDefaults: {}, targetNames });
  const hasFile = (file: string): boolean => file in files;
  const model = workspaceModel(facts, names, {
    ...{ namespace: NAMESPACE, hasFile, findSettings },
    list: () => [],
  });
  const tasks = subjects.map(
    (subject): BuildTask => ({
      id: `${subject.name}:build-image`,
      project: subject.name,
      dependencies: [],
      options: optionsOf(subject),
    }),
  );
  const runFacts = {
    ...runFactsOf(files),
    workspace: model,
    contextFolders: new Set(subjects.map(contextOf)),
  };
  const keys = await readKeysOf(tasks, runFacts, { root, run: runCommand });
  const { images, python, lockRoots } = model;
  const context = { model: images, python, lockRoots, hasFile, list: () => [] };
  return new Map(
    subjects.map(({ name }) => {
      const own = images.byRoot.get(`services/${name}`) ?? [];
      const key = keys.get(own[0]?.id ?? '') ?? { kind: 'keyless' as const, problems: [] };
      const inputs = imageInputs(own, { ...context, followLinks: linkFollower(root) });
      return [name, { key, inputs }];
    }),
  );
}

/** Texts of what services have and the plugin reads, by path. */
function readOwnFiles(root: string, subjects: readonly Subject[]): Record<string, string> {
  const ignores = subjects
    .filter(({ files }) => IGNORE_FILE in files)
    .flatMap((subject) => [contextOf(subject), folderOf(subject)])
    .map((folder) => `${folder}/${IGNORE_FILE}`);
  const own = subjects.flatMap(({ name, ignore }) =>
    [
      'Dockerfile',
      'project.json',
      'pyproject.toml',
      ...(ignore ? ['Dockerfile.dockerignore'] : []),
    ].map((file) => `services/${name}/${file}`),
  );
  const paths = [...own, ...ignores];
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}
