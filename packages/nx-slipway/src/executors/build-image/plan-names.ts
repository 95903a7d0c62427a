import type { Attestation, ImagePush } from '../../bake/image-push';
import { externalBase } from '../../images/model/external-base';
import type { Image } from '../../images/model/image';
import { parseTags } from '../../images/tags/parse-tags';
import { planAnnotations } from '../../images/tags/plan-annotations';
import {
  type NamingOptions,
  type PlannedReferences,
  planReferences,
} from '../../images/tags/plan-references';
import { sharedReferences } from '../../images/tags/shared-references';
import type { TagFacts } from '../../images/tags/tag-facts';
import type { RunFacts, TaskPlan } from './plan-run';

/** Facts that names of images are planned from. */
export type NamingFacts = Pick<RunFacts, 'workspace' | 'git' | 'naming' | 'keys'>;

/** Tasks with what is wrong with their names, and the names. */
export interface NamedTasks {
  readonly tasks: readonly TaskPlan[];
  /** Full references by image id. */
  readonly references: ReadonlyMap<string, readonly string[]>;
  readonly push: PlannedPush;
  /** Whether a name holds a key; those are made up as long as no keys are given. */
  readonly haveKeys: boolean;
}

/** Stands for keys in names that are planned before them: names are no part of a key. */
const KEY_TO_COME = '0'.repeat(64);

/** What goes to registries when it is built; bases of the workspace only where a task asks for them. */
export interface PlannedPush {
  readonly images: readonly ImagePush[];
  /** Ids of the bases among them, by the id of the image they go with. */
  readonly basesOf: ReadonlyMap<string, readonly string[]>;
  /** Files for their digests, by image id; relative to the workspace root. */
  readonly digestFiles: ReadonlyMap<string, string>;
}

/**
 * Names the images of all tasks. A task's own tags count wherever its images go; those of the workspace,
 * and all repositories, only where they are pushed, so that an everyday build keeps one name. Two images
 * that would get one name fail both.
 */
export function planNames(tasks: readonly TaskPlan[], facts: NamingFacts): NamedTasks {
  const named = new Map<string, PlannedReferences>();
  const pushes = new Map<string, ImagePush>();
  const digestFiles = new Map<string, string>();
  const bases = new Map<string, readonly Image[]>();
  let haveKeys = false;
  for (const planned of tasks) {
    const isPushed = planned.options.push && planned.options.outputs.length === 0;
    if (isPushed && planned.task.options.bases) {
      for (const image of planned.images) bases.set(image.id, basesOf(image, facts));
    }
    for (const image of withBases(planned, bases)) {
      // Of two tasks that ask for one image the first counts.
      if (named.has(image.id)) continue;
      const naming = namingOf(planned, isPushed, facts);
      haveKeys ||= naming.tags.templates.some(({ source }) => source.kind === 'key');
      const names = planReferences(image, naming, tagFacts(image, facts));
      named.set(image.id, names);
      if (isPushed) {
        const { attest = [], digestFile } = planned.task.options;
        pushes.set(image.id, pushOf(image, names.references, attest, facts));
        if (digestFile) digestFiles.set(image.id, digestFile);
      }
    }
  }
  const shared = sharedReferences(new Map([...named].map(([id, own]) => [id, own.references])));
  return {
    tasks: tasks.map((planned) => {
      const found = withBases(planned, bases).flatMap(({ id }) => [
        ...(named.get(id)?.problems ?? []),
        ...(shared.get(id) ?? []),
      ]);
      return { ...planned, problems: [...planned.problems, ...found] };
    }),
    references: new Map([...named].map(([id, { references }]) => [id, references])),
    haveKeys,
    push: {
      images: [...pushes.values()],
      basesOf: new Map([...bases].map(([id, own]) => [id, own.map((image) => image.id)])),
      digestFiles,
    },
  };
}

function withBases(
  { images }: TaskPlan,
  bases: ReadonlyMap<string, readonly Image[]>,
): readonly Image[] {
  return [...new Set(images.flatMap((image) => [image, ...(bases.get(image.id) ?? [])]))];
}

/** The images of the workspace that an image is built from. */
function basesOf(image: Image, { workspace }: NamingFacts): readonly Image[] {
  const reached = new Set([image]);
  for (const { id } of reached) {
    for (const { image: base, reference } of workspace.images.links.get(id)?.upstream ?? []) {
      if (reference.how === 'from') reached.add(base);
    }
  }
  reached.delete(image);
  return [...reached];
}

function namingOf(
  { options, task }: TaskPlan,
  isPushed: boolean,
  { naming }: NamingFacts,
): NamingOptions {
  const ofWorkspace = isPushed ? naming : { tags: [], repositories: [] };
  const tags = options.tags.length > 0 ? options.tags : ofWorkspace.tags;
  const own = isPushed ? task.options.repositories : undefined;
  return {
    tags: parseTags(tags),
    repositories: own?.length ? own : ofWorkspace.repositories,
    namespace: naming.namespace,
  };
}

function tagFacts({ id, root }: Image, { workspace, git, naming, keys }: NamingFacts): TagFacts {
  const version = git.versions.get(root) ?? workspace.python.get(root)?.pyproject.version;
  const key = keys ? keys.get(id) : KEY_TO_COME;
  return {
    revision: naming.revision,
    ...(version !== undefined && { version }),
    ...(key !== undefined && { key }),
  };
}

function pushOf(
  image: Image,
  references: readonly string[],
  attestations: readonly Attestation[],
  facts: NamingFacts,
): ImagePush {
  const base = externalBase(facts.workspace.images.catalogue, image);
  return {
    image,
    references,
    attestations,
    annotations: planAnnotations(tagFacts(image, facts)),
    ...(base !== undefined && { base }),
  };
}
