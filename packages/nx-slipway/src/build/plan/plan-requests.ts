import { posix } from 'node:path';
import { missesArgument } from '../../dockerfile/parse-dockerfile';
import type { Image } from '../../images/model/image';
import { dockerfileOf, type ImageCatalogue } from '../../images/model/image-catalogue';
import { checkPlatforms } from '../../images/options/check-platforms';
import { checkTargetOptions } from '../../images/options/check-target-options';
import { DEFAULT_ENGINE } from '../../images/options/engine-capabilities';
import type { ImageOptions, ImageRequest } from '../../images/options/image-options';
import { parseBuilders } from '../../images/options/parse-builders';
import { parseSecret } from '../../images/options/parse-secret';
import { type LabelFacts, planLabels } from '../../images/options/plan-labels';
import { planRequest } from '../../images/options/plan-request';
import { dockerfileWarnings } from '../../problems/kinds/dockerfiles/dockerfile-problem';
import type { Problem } from '../../problems/problem';
import type { BuildTask } from '../build-task';
import type { RunFacts, RunRequests, TaskPlan } from '../run-plan';
import { engineNameProblems, namedEngines, withEngineProblems } from './engine-problems';
import { failDependents } from './fail-dependents';
import { missingPackages } from './platform-notes';

/** Decides what each task asks for, and what keeps it from being built whatever its images are called. */
export function planRequests(tasks: readonly BuildTask[], facts: RunFacts): RunRequests {
  const { catalogue } = facts.workspace.images;
  const builders = [...new Set(tasks.flatMap(({ options }) => options.builder ?? []))].sort();
  const engines = namedEngines(tasks);
  const [engine = DEFAULT_ENGINE] = engines;
  const planned = tasks.map((task): TaskPlan => {
    const checked = planTask(task, facts);
    const problems = [
      ...checked.problems,
      ...(builders.length > 1 ? [{ kind: 'builders-differ', builders } as const] : []),
      ...engineNameProblems(task, engines),
    ];
    return { ...checked, problems };
  });
  const placed = withPlatformProblems(planned, facts);
  const checked = withEngineProblems(placed, engine, facts.compressions);
  const [builder, ...spareBuilders] = parseBuilders(builders[0]);
  const [bakeFolder] = tasks.flatMap(({ options }) => options.bakeFolder ?? []);
  return {
    tasks: checked,
    print: tasks.some(({ options }) => options.print || options.bakeFolder !== undefined),
    ...(bakeFolder !== undefined && { bakeFolder }),
    explain: tasks.some(({ options }) => options.explain),
    engine,
    ...(builder && { builder }),
    spareBuilders,
    ...(facts.logins !== undefined && { env: { [LOGINS]: facts.logins } }),
    bake: {
      requests: requestsOf(failDependents(checked)),
      catalogue,
      bindings: new Map(
        [...facts.bindings].flatMap(([id, { bindings }]) =>
          bindings ? [[id, bindings] as const] : [],
        ),
      ),
      versions: facts.git.versions,
      localPlatform: facts.localPlatform,
      // A plan that is kept may be built by another machine.
      canCross: facts.canCross === true && engine === DEFAULT_ENGINE && bakeFolder === undefined,
      labels: new Map(
        [...catalogue.images.values()].map((image) => [
          image.id,
          planLabels(catalogue, image, labelFacts(image, facts)),
        ]),
      ),
    },
  };
}

function labelFacts({ root }: Image, { source, workspace }: RunFacts): LabelFacts {
  const metadata = workspace.python.get(root)?.pyproject.metadata;
  return { ...(source !== undefined && { source }), ...(metadata && { metadata }) };
}

/** What a task asks for, with the problems that it would have as the only one of its run. */
function planTask(task: BuildTask, facts: RunFacts): TaskPlan {
  const { byRoot, catalogue } = facts.workspace.images;
  const root = facts.projectRoots.get(task.project) ?? task.project;
  const dockerfile = [...catalogue.dockerfiles.keys()].find((file) => posix.dirname(file) === root);
  const project = { name: task.project, root, ...(dockerfile !== undefined && { dockerfile }) };
  const request = planRequest(project, byRoot.get(root) ?? [], task.options, facts.caBundle);
  const { platforms } = request.options;
  const own = placedIn(facts.workspace.problems, root).filter(
    ({ kind }) => !dockerfileWarnings.has(kind),
  );
  // A Dockerfile that does not parse makes no image, which is not to be said as if there were none.
  const isBroken = own.some(({ kind }) => kind === 'dockerfile-broken');
  const problems = [
    ...(task.problems ?? []),
    ...own,
    ...request.problems.filter(({ kind }) => !isBroken || kind !== 'project-without-image'),
    ...contextProblems(task.project, request.options, facts),
    ...bakeFolderProblems(task),
    ...secretProblems(task.project, request.options, facts),
    ...request.images.flatMap(({ id }) => facts.bindings.get(id)?.problems ?? []),
    ...request.images.flatMap((image) => argumentProblems(image, catalogue)),
    ...request.images.flatMap((image) => missingPackages({ image, platforms }, facts)),
    ...request.images.flatMap((image) =>
      checkTargetOptions(image, facts.configuredTargets.get(task.project) ?? []),
    ),
  ];
  return { ...request, options: withLogins(request.options, facts.logins), task, problems };
}

/** Images that can be built; of two tasks that ask for one, `build-image` and `build-image-worker`, the first counts. */
function requestsOf(tasks: readonly TaskPlan[]): readonly ImageRequest[] {
  const requests = new Map<string, ImageRequest>();
  for (const { images, options, problems } of tasks) {
    for (const image of problems.length === 0 ? images : []) {
      requests.set(image.id, requests.get(image.id) ?? { image, options });
    }
  }
  return [...requests.values()];
}

/** What keeps an image from being built with the arguments that it is asked for with. */
function argumentProblems(image: Image, catalogue: ImageCatalogue): readonly Problem[] {
  const dockerfile = dockerfileOf(catalogue, image);
  return dockerfile ? missesArgument(dockerfile) : [];
}

/** Adds to tasks what goes wrong between the platforms of theirs and of others. */
function withPlatformProblems(
  tasks: readonly TaskPlan[],
  { workspace, localPlatform }: RunFacts,
): readonly TaskPlan[] {
  const askedOf = ({ task, images, options }: TaskPlan) =>
    images.map((image) => ({ task: task.id, image, options }));
  // Of two tasks that ask for one image the first counts.
  const all = tasks.flatMap(askedOf).reverse();
  const requested = new Map(all.map((each) => [each.image.id, each]));
  const scope = { catalogue: workspace.images.catalogue, requested, localPlatform };
  return tasks.map((checked) => {
    const found = askedOf(checked).flatMap((each) => checkPlatforms(each, scope));
    return { ...checked, problems: [...checked.problems, ...found] };
  });
}

function contextProblems(
  project: string,
  { context }: ImageOptions,
  { contextFolders }: RunFacts,
): readonly Problem[] {
  if (context === undefined || contextFolders.has(context)) return [];
  const expected = 'a folder of the workspace, relative to its root';
  return [{ kind: 'option-invalid', project, option: 'context', value: context, expected }];
}

function bakeFolderProblems({ project, options }: BuildTask): readonly Problem[] {
  const { bakeFolder: value = 'bake' } = options;
  const isInside = !/^(\.{0,2}|\.\.\/.*|\/.*)$/.test(posix.normalize(value));
  const expected = 'a folder below the workspace root, relative to it: dist/bake';
  return isInside
    ? []
    : [{ kind: 'option-invalid', project, option: 'bakeFolder', value, expected }];
}

function secretProblems(
  project: string,
  { secrets }: ImageOptions,
  { missingSecrets }: RunFacts,
): readonly Problem[] {
  return secrets.flatMap((secret): Problem[] => {
    const source = missingSecrets.get(secret);
    const { id } = parseSecret(secret);
    return source === undefined ? [] : [{ kind: 'secret-source-missing', project, id, source }];
  });
}

/** Variable of the engine's client that holds logins of package indexes. */
const LOGINS = 'NX_SLIPWAY_NETRC';

/** The logins as the secret that generated steps know; a netrc of the user's own comes before it. */
function withLogins(options: ImageOptions, logins: string | undefined): ImageOptions {
  return logins === undefined || options.secrets.some((each) => parseSecret(each).id === 'netrc')
    ? options
    : { ...options, secrets: [...options.secrets, `id=netrc,env=${LOGINS}`] };
}

/** Problems of files in a project's folder. */
function placedIn(problems: readonly Problem[], root: string): readonly Problem[] {
  return problems.filter((problem) => {
    const file = 'place' in problem ? problem.place?.file : undefined;
    // Each image of a circle has it, wherever it is reported.
    const files = problem.kind === 'image-cycle' ? problem.files : [file ?? ''];
    return files.some((each) => each !== '' && posix.dirname(each) === root);
  });
}
