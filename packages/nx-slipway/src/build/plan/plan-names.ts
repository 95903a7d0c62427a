import type { TargetKey } from '../../bake/keys/plan-keys';
import type { Attestation, ImagePush } from '../../bake/push/image-push';
import { externalBase } from '../../images/model/external-base';
import type { Image } from '../../images/model/image';
import { planAnnotations } from '../../images/tags/plan-annotations';
import { type PlannedReferences, planReferences } from '../../images/tags/plan-references';
import { sharedReferences } from '../../images/tags/shared-references';
import type { TagFacts } from '../../images/tags/tag-facts';
import type { PlannedPush, TaskPlan } from '../run-plan';
import { failDependents, failedUpstreams } from './fail-dependents';
import { isPushing, keyTags, type NamingFacts, namingOf } from './task-naming';

type Keys = ReadonlyMap<string, TargetKey>;

/** Tasks with what is wrong with their names, and the names. */
export interface NamedTasks {
  readonly tasks: readonly TaskPlan[];
  /** Full references by image id. */
  readonly references: ReadonlyMap<string, readonly string[]>;
  readonly push: PlannedPush;
}

/**
 * Names the images of all tasks. A task's own tags apply to all its repositories; those of the workspace,
 * and all repositories, only where they are pushed, so that an everyday build keeps one name. Two images
 * that would get one name fail both.
 *
 * @param keys of the images that can be built, by image id
 */
export function planNames(tasks: readonly TaskPlan[], facts: NamingFacts, keys: Keys): NamedTasks {
  const failing = new Set(
    failDependents(tasks).flatMap(({ task, problems }) => (problems.length > 0 ? [task.id] : [])),
  );
  const named = new Map<string, PlannedReferences>();
  const pushes = new Map<string, ImagePush>();
  const digestFiles = new Map<string, string>();
  const bases = new Map<string, readonly Image[]>();
  for (const planned of tasks) {
    // Keys are read of what can be built alone. What cannot has no names then, and fails for another reason.
    if (failing.has(planned.task.id) && keyTags(planned, facts).length > 0) continue;
    const isPushed = isPushing(planned);
    if (isPushed && planned.task.options.bases) {
      for (const image of planned.images) bases.set(image.id, basesOf(image, facts));
    }
    for (const image of withBases(planned, bases)) {
      // Of two tasks that ask for one image the first counts.
      if (named.has(image.id)) continue;
      const own = tagFacts(image, facts, keys);
      const names = planReferences(image, namingOf(planned, facts), own);
      named.set(image.id, names);
      if (isPushed) {
        const { attest = [], digestFile } = planned.task.options;
        pushes.set(image.id, pushOf(image, names.references, { attest, own, facts }));
        if (digestFile) digestFiles.set(image.id, digestFile);
      }
    }
  }
  const shared = sharedReferences(new Map([...named].map(([id, own]) => [id, own.references])));
  const checked = tasks.map((planned) => {
    const found = withBases(planned, bases).flatMap(({ id }) => [
      ...(named.get(id)?.problems ?? []),
      ...(shared.get(id) ?? []),
    ]);
    return { ...planned, problems: [...planned.problems, ...found] };
  });
  return {
    tasks: withoutFollowingLacks(checked, facts),
    references: new Map([...named].map(([id, { references }]) => [id, references])),
    push: {
      images: [...pushes.values()],
      basesOf: new Map([...bases].map(([id, own]) => [id, own.map((image) => image.id)])),
      digestFiles,
    },
  };
}

/** Tasks that depend on a failed one without saying that their keys are not known: the other one is the reason. */
function withoutFollowingLacks(
  tasks: readonly TaskPlan[],
  facts: NamingFacts,
): readonly TaskPlan[] {
  const failed = failedUpstreams(tasks);
  return tasks.map((planned) => {
    if (!failed.has(planned.task.id)) return planned;
    const tags = keyTags(planned, facts);
    const problems = planned.problems.filter(
      (problem) => problem.kind !== 'tag-empty' || !tags.includes(problem.template),
    );
    return { ...planned, problems };
  });
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

function tagFacts(
  { id, root }: Image,
  { workspace, git, naming }: NamingFacts,
  keys: Keys,
): TagFacts {
  const version = git.versions.get(root) ?? workspace.python.get(root)?.pyproject.version;
  const key = keys.get(id);
  return {
    revision: naming.revision,
    ...(version !== undefined && { version }),
    ...(key?.kind === 'keyed' && { key: key.key }),
  };
}

function pushOf(
  image: Image,
  references: readonly string[],
  {
    attest,
    own,
    facts,
  }: {
    readonly attest: readonly Attestation[];
    readonly own: TagFacts;
    readonly facts: NamingFacts;
  },
): ImagePush {
  const base = externalBase(facts.workspace.images.catalogue, image);
  return {
    image,
    references,
    attestations: attest,
    annotations: planAnnotations(own),
    ...(base !== undefined && { base }),
  };
}
