import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import picomatch from 'picomatch';
import { planBake } from '../src/bake/plan-bake';
import type { TargetKey } from '../src/bake/plan-keys';
import { planRun } from '../src/executors/build-image/plan-run';
import { readKeys } from '../src/executors/build-image/read-keys';
import { imageInputs } from '../src/images/image-inputs';
import { collectFacts } from '../src/workspace/collect-facts';
import { configuredSettings } from '../src/workspace/configured-settings';
import { linkFollower } from '../src/workspace/follow-links';
import { workspaceModel } from '../src/workspace/workspace-model';
import { knowingEngine } from '../test-support/knowing-engine';
import { runFactsOf } from '../test-support/run-facts';
import { NAMESPACE } from '../test-support/workspace-files';
import type { Subject } from './random-workspace';

/** What the plugin says of a service. */
export interface Answer {
  readonly key: TargetKey;
  /** Whether a file is an input of the image's targets. */
  readonly isInput: (file: string) => boolean;
}

/** Asks the plugin for the keys and inputs of all services, as its executors and its graph do. */
export async function askPlugin(
  root: string,
  subjects: readonly Subject[],
): Promise<ReadonlyMap<string, Answer>> {
  const files = Object.fromEntries(
    subjects.flatMap(({ name, ignore }) =>
      [
        'Dockerfile',
        'project.json',
        'pyproject.toml',
        ...(ignore ? ['Dockerfile.dockerignore'] : []),
      ]
        .map((file) => `services/${name}/${file}`)
        .map((file) => [file, readFileSync(join(root, file), 'utf8')] as const),
    ),
  );
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
  const tasks = subjects.map(({ name, args, context, hasNamed }) => ({
    id: `${name}:build-image`,
    project: name,
    dependencies: [],
    options: {
      buildArgs: args,
      ...(context !== 'root' && {
        context: context === 'link' ? `links/${name}` : `services/${name}`,
      }),
      ...(hasNamed && { contexts: { named: `named/${name}` } }),
    },
  }));
  const runFacts = { ...runFactsOf(files), workspace: model, isFolder: () => true };
  const run = planRun(tasks, runFacts);
  const folders = { workspaceRoot: root, runFolder: join(root, '.run') };
  const { keys } = await readKeys(run, planBake({ ...run.bake, ...folders }), {
    ...folders,
    recordsFolder: join(root, '.records'),
    run: knowingEngine(),
  });
  return new Map(
    subjects.map(({ name }) => {
      const images = model.images.byRoot.get(`services/${name}`) ?? [];
      const key = keys.get(images[0]?.id ?? '') ?? { kind: 'keyless' as const, problems: [] };
      const surroundings = {
        ...{ model: model.images, python: model.python, lockRoots: model.lockRoots, hasFile },
        followLinks: linkFollower(root),
      };
      return [name, { key, isInput: inputMatcher(imageInputs(images, surroundings), name) }];
    }),
  );
}

/** As Nx reads inputs: some pattern takes the file, and none leaves it out. */
function inputMatcher(inputs: ReturnType<typeof imageInputs>, name: string): Answer['isInput'] {
  const patterns = inputs
    .filter((each): each is string => typeof each === 'string')
    .map((each) =>
      each.replace('{projectRoot}', `services/${name}`).replace('{workspaceRoot}/', ''),
    );
  const matcher = (pattern: string) => (file: string) =>
    file === pattern || picomatch(pattern, { dot: true })(file);
  const taken = patterns.filter((each) => !each.startsWith('!')).map(matcher);
  const left = patterns
    .filter((each) => each.startsWith('!'))
    .map((each) => matcher(each.slice(1)));
  return (file) => taken.some((each) => each(file)) && !left.some((each) => each(file));
}
