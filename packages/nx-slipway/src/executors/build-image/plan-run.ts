import { posix } from 'node:path';
import type { BakeInputs } from '../../bake/bake-inputs';
import { missesArgument } from '../../dockerfile/parse-dockerfile';
import type { GitVersions } from '../../engine/read-git-versions';
import type { SeamPlan } from '../../images/bindings/seam-plan';
import type { Image } from '../../images/model/image';
import { dockerfileOf, type ImageCatalogue } from '../../images/model/image-catalogue';
import { isGeneratedService } from '../../images/model/is-generated-service';
import { checkPlatforms } from '../../images/options/check-platforms';
import { DEFAULT_ENGINE, type EngineName } from '../../images/options/engine-capabilities';
import type { ImageOptions, ImageRequest } from '../../images/options/image-options';
import { parseBuilders } from '../../images/options/parse-builders';
import { parseSecret } from '../../images/options/parse-secret';
import { planLabels } from '../../images/options/plan-labels';
import { planRequest } from '../../images/options/plan-request';
import { planVersionNotes } from '../../images/options/plan-version-notes';
import { measureStacks, type SharingBytes } from '../../images/shared-layers/measure-sharing';
import type { ParsedPartition } from '../../images/shared-layers/parse-partition';
import { unusedGroups } from '../../images/shared-layers/unused-groups';
import type { WorkspaceNaming } from '../../images/tags/tag-facts';
import { dockerfileChecks, dockerfileWarnings } from '../../problems/dockerfile-problem';
import type { Problem } from '../../problems/problem';
import type { ReadSeams } from '../../workspace/bindings/read-seams';
import { sharingStacks } from '../../workspace/bindings/sharing-stacks';
import type { WorkspaceModel } from '../../workspace/model/workspace-model';
import type { BuildTask } from './build-task';
import { annotationNotes, engineNameProblems, withEngineProblems } from './engine-problems';
import { failDependents } from './fail-dependents';
import { namedEngines } from './named-engines';
import { type PlannedPush, planNames } from './plan-names';

/** Facts a run is planned from; all reading is done by the time. */
export interface RunFacts {
  readonly workspace: WorkspaceModel;
  /** Seams of every image that may be asked for, by image id. */
  readonly seams: ReadonlyMap<string, ReadSeams>;
  /** Shared layers of third-party packages. */
  readonly layers: ParsedPartition;
  /** Problems with the sources of a project's secrets. */
  readonly secrets: (project: string, secrets: readonly string[]) => readonly Problem[];
  /** Whether a path relative to the workspace root is that of a folder in it. */
  readonly isFolder: (path: string) => boolean;
  /** Folder of a project. */
  readonly rootOf: (project: string) => string;
  readonly caBundle?: string;
  readonly source?: string;
  /** What the engine builds for where no platform is named: `linux/amd64`. */
  readonly localPlatform: string;
  readonly git: GitVersions;
  readonly naming: WorkspaceNaming;
  /** Image keys, `sha256` in hexadecimal, by image id; for tags of `type=key`. Absent before there is a plan. */
  readonly keys?: ReadonlyMap<string, string>;
  /** Logins of package indexes as a netrc file; a secret. */
  readonly logins?: string;
}

/** One task of a planned run. */
export interface TaskPlan {
  readonly task: BuildTask;
  readonly images: readonly Image[];
  readonly options: ImageOptions;
  /** Why the task fails before the engine is called. */
  readonly problems: readonly Problem[];
}

/** A run before the engine is called. */
export interface RunPlan {
  readonly tasks: readonly TaskPlan[];
  readonly bake: Omit<BakeInputs, 'workspaceRoot' | 'runFolder'>;
  /** What goes to registries when it is built. */
  readonly push: PlannedPush;
  /** Whether it is to be planned once more with the keys of what it plans, which are in names. */
  readonly lacksKeys: boolean;
  /** What the user should know though nothing fails for it. */
  readonly notes: readonly Problem[];
  /** The one engine of the run. */
  readonly engine: EngineName;
  /** The one buildx builder of the run, where one is named. */
  readonly builder?: string;
  /** Builders that take over where that one goes away. */
  readonly spareBuilders: readonly string[];
  /** Variables of the engine's client that secrets come from; never printed. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the third-party packages of the run's images come to; absent where they share no layers. */
  readonly sharing?: SharingBytes;
  /** Show the plan and stop. */
  readonly print: boolean;
  /** Show what exists and what would be built, and stop. */
  readonly explain: boolean;
}

/** Decides what each task builds, and which tasks cannot. */
export function planRun(tasks: readonly BuildTask[], facts: RunFacts): RunPlan {
  const { catalogue, byRoot } = facts.workspace.images;
  const builders = [...new Set(tasks.flatMap(({ options }) => options.builder ?? []))].sort();
  const engines = namedEngines(tasks);
  const [engine = DEFAULT_ENGINE] = engines;
  const alone = tasks.map((task): TaskPlan => {
    const root = facts.rootOf(task.project);
    const project = { name: task.project, root };
    const request = planRequest(project, byRoot.get(root) ?? [], task.options, facts.caBundle);
    const own = placedIn(facts.workspace.problems, root).filter((problem) => !isWarning(problem));
    // A Dockerfile that does not parse makes no image, which is not to be said as if there were none.
    const isBroken = own.some(({ kind }) => kind === 'dockerfile-broken');
    const problems = [
      ...own,
      ...request.problems.filter(({ kind }) => !isBroken || kind !== 'project-without-image'),
      ...(builders.length > 1 ? [{ kind: 'builders-differ', builders } as const] : []),
      ...engineNameProblems(task, engines),
      ...contextProblems(task.project, request.options, facts),
      ...facts.secrets(task.project, request.options.secrets),
      ...request.images.flatMap(({ id }) => facts.seams.get(id)?.problems ?? []),
      ...request.images.flatMap((image) => argumentProblems(image, catalogue)),
    ];
    return { ...request, options: withLogins(request.options, facts.logins), task, problems };
  });
  const named = planNames(alone, facts);
  const planned = failDependents(
    withEngineProblems(withPlatformProblems(named.tasks, facts), engine),
  );
  // Two tasks may ask for one image, `build-image` and `build-image-worker`; the first one's options count.
  const requests = new Map<string, ImageRequest>();
  for (const { images, options, problems } of planned) {
    for (const image of problems.length === 0 ? images : []) {
      const tags = named.references.get(image.id) ?? [];
      requests.set(image.id, requests.get(image.id) ?? { image, options: { ...options, tags } });
    }
  }
  const seams = [...facts.seams].flatMap(([id, read]): [string, SeamPlan][] =>
    read.seams ? [[id, read.seams]] : [],
  );
  const [builder, ...spareBuilders] = parseBuilders(builders[0]);
  const { partition } = facts.layers;
  const stacks = sharingStacks(new Map([...facts.seams].filter(([id]) => requests.has(id))));
  return {
    tasks: planned,
    print: tasks.some(({ options }) => options.print),
    explain: tasks.some(({ options }) => options.explain),
    engine,
    ...(builder && { builder }),
    spareBuilders,
    ...(partition && { sharing: measureStacks(stacks, partition) }),
    ...(facts.logins !== undefined && { env: { [LOGINS]: facts.logins } }),
    push: named.push,
    lacksKeys: named.haveKeys && !facts.keys,
    bake: {
      requests: [...requests.values()],
      catalogue,
      seams: new Map(seams),
      versions: facts.git.versions,
      localPlatform: facts.localPlatform,
      labels: new Map(
        [...catalogue.images.values()].map((image) => [
          image.id,
          planLabels(catalogue, image, facts),
        ]),
      ),
    },
    notes: [
      ...facts.workspace.problems.filter(
        (each) => isWarning(each) && !dockerfileChecks.has(each.kind),
      ),
      ...[...requests.keys()].flatMap((id) => facts.seams.get(id)?.seams?.notes ?? []),
      ...(partition && hasAllServices(requests, catalogue) ? unusedGroups(stacks, partition) : []),
      ...annotationNotes(named.push.images, engine),
      ...facts.git.notes,
      ...planVersionNotes(
        catalogue,
        [...requests.values()].map(({ image }) => image),
        facts.git.versions,
      ),
    ],
  };
}

/** What keeps an image from being built with the arguments that it is asked for with. */
function argumentProblems(image: Image, catalogue: ImageCatalogue): readonly Problem[] {
  const dockerfile = dockerfileOf(catalogue, image);
  return dockerfile ? missesArgument(dockerfile) : [];
}

/** Whether a run builds every service, so that what none of its images has no image has. */
function hasAllServices(
  requests: ReadonlyMap<string, ImageRequest>,
  catalogue: ImageCatalogue,
): boolean {
  return [...catalogue.images.values()].every((image) => {
    const file = dockerfileOf(catalogue, image);
    return requests.has(image.id) || !file || !isGeneratedService(file);
  });
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
  const asked = new Map(all.map((each) => [each.image.id, each]));
  const scope = { catalogue: workspace.images.catalogue, asked, localPlatform };
  return tasks.map((planned) => {
    const found = askedOf(planned).flatMap((each) => checkPlatforms(each, scope));
    return { ...planned, problems: [...planned.problems, ...found] };
  });
}

function contextProblems(
  project: string,
  { context }: ImageOptions,
  { isFolder }: RunFacts,
): readonly Problem[] {
  if (context === undefined || isFolder(context)) return [];
  const expected = 'a folder of the workspace, relative to its root';
  return [{ kind: 'option-invalid', project, option: 'context', value: context, expected }];
}

/** Variable of the engine's client that holds logins of package indexes. */
const LOGINS = 'NX_SLIPWAY_NETRC';

/** The logins as the secret that generated steps know; a netrc of the user's own comes before it. */
function withLogins(options: ImageOptions, logins: string | undefined): ImageOptions {
  return logins === undefined || options.secrets.some((each) => parseSecret(each).id === 'netrc')
    ? options
    : { ...options, secrets: [...options.secrets, `id=netrc,env=${LOGINS}`] };
}

function isWarning({ kind }: Problem): boolean {
  return dockerfileWarnings.has(kind);
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
