import type { Engine } from '../../engine/engine';
import { readRevision } from '../../git/read-revision';
import {
  type BuiltImage,
  basesOf,
  type CurrentBases,
  checkBuilt,
} from '../../images/bases/check-built';
import { externalBase } from '../../images/model/external-base';
import type { Image } from '../../images/model/image';
import { referencedImage } from '../../images/model/image-catalogue';
import { imagesBuiltFrom } from '../../images/model/images-built-from';
import { registryOf } from '../../images/references/registry-of';
import { repositoryOf } from '../../images/references/repository-of';
import { parseTags } from '../../images/tags/parse-tags';
import { planReferences } from '../../images/tags/plan-references';
import { formatProblem } from '../../problems/format-problem';
import type { Problem } from '../../problems/problem';
import { inParallel } from '../../process/in-parallel';
import { formatBaseCheck } from '../../report/format-base-check';
import type { NormalizedPluginOptions } from '../../workspace/options/plugin-options';
import type { AskedStack, BaseCheck, BaseCheckOptions } from './base-check';
import { findBuilt, type WantedImage } from './find-built';

/** What built images are checked with. */
interface ImagesAsked extends AskedStack {
  readonly plugin: NormalizedPluginOptions;
  readonly engine: Engine;
}

/** Bases that are asked for at a time. */
const AT_ONCE = 4;

/**
 * Compares the base of each built or pushed image of a stack, and of what is built from it, with the digest that the
 * tag of the base has now. Pulls no image.
 */
export async function checkImages(
  options: Pick<BaseCheckOptions, 'tags' | 'repositories'>,
  asked: ImagesAsked,
): Promise<BaseCheck> {
  const { stack, workspace, workspaceRoot: cwd, run, engine, plugin } = asked;
  const { wanted, unnamed } = await planLooking(options, asked);
  const context = { run, cwd, ...(plugin.builder && { builder: plugin.builder }) };
  const built = [...unnamed, ...(await findBuilt(wanted, engine, context))];
  const isOnOther = referencedImage(workspace.images.catalogue, stack.from) !== undefined;
  const all = isOnOther ? built : [dockerfileOf(stack), ...built];
  const current: CurrentBases = new Map(
    await inParallel(basesOf(all), AT_ONCE, async (name) => {
      const resolved = await engine.resolveDigest(name, { run });
      const [why = ''] = 'problem' in resolved ? formatProblem(resolved.problem).split('\n') : [];
      return [name, 'problem' in resolved ? { why } : resolved] as const;
    }),
  );
  const images = checkBuilt(all, current, keptDigests(asked));
  const ofState = (state: string) => images.filter((each) => each.state === state);
  const [outdated, unchecked] = [ofState('outdated'), ofState('unchecked')];
  const isRenewed = outdated.every(({ where }) => where !== stack.dockerfile);
  const problems: Problem[] = [];
  if (outdated.length > 0) {
    const count = outdated.filter(({ where }) => where !== stack.dockerfile).length;
    problems.push(
      isRenewed
        ? { kind: 'images-behind-base', count, pushTarget: plugin.pushTargetName }
        : { kind: 'bases-outdated', stack: stack.name, count },
    );
  }
  if (unchecked.length > 0) problems.push({ kind: 'bases-unchecked', count: unchecked.length });
  if (built.length === 0) {
    const { buildTargetName: buildTarget } = plugin;
    problems.push({ kind: 'images-not-found', stack: stack.name, buildTarget });
  }
  const isChecked = unchecked.length === 0 && built.length > 0;
  const [first] = outdated;
  return {
    result: first ? 'outdated' : isChecked ? 'current' : 'unchecked',
    text: formatBaseCheck(images),
    problems,
    data: { images },
  };
}

/** Digests that images of a stack are built on in place of its FROM, by image id. */
function keptDigests({
  stack,
  workspace: { images },
}: Pick<ImagesAsked, 'stack' | 'workspace'>): ReadonlyMap<string, string> {
  const all = [...images.catalogue.images.values()];
  const from = stack.from.split('@')[1];
  return new Map(
    all.flatMap((image) => {
      const digest = externalBase(images.catalogue, image)?.split('@')[1];
      const isOwn = image.dockerfile === stack.dockerfile;
      return isOwn && digest !== undefined && digest !== from ? [[image.id, digest] as const] : [];
    }),
  );
}

/** The FROM of a stack, which is to be on the newest base as well. */
function dockerfileOf({ name, from, dockerfile }: AskedStack['stack']): BuiltImage {
  const [base = '', digest] = from.split('@');
  const labels = {
    'org.opencontainers.image.base.name': base,
    ...(digest !== undefined && { 'org.opencontainers.image.base.digest': digest }),
  };
  return { image: name, where: dockerfile, labels: [labels] };
}

/** What to look for, and images that have no name to look for. */
async function planLooking(
  { tags, repositories }: Pick<BaseCheckOptions, 'tags' | 'repositories'>,
  { stack, workspace, workspaceRoot, run, plugin }: ImagesAsked,
): Promise<{ readonly wanted: readonly WantedImage[]; readonly unnamed: readonly BuiltImage[] }> {
  const { images, python } = workspace;
  const own = [...images.catalogue.images.values()].filter(
    ({ dockerfile }) => dockerfile === stack.dockerfile,
  );
  const revision = await readRevision({ run, workspaceRoot, env: process.env });
  const naming = {
    tags: parseTags(tags?.length ? tags : plugin.tags),
    repositories: repositories?.length ? repositories : plugin.repositories,
    namespace: plugin.namespace,
  };
  const isPushed = (image: Image): boolean =>
    naming.repositories.length > 0 ||
    registryOf(image.reference) !== 'docker.io' ||
    image.reference.startsWith('docker.io/');
  const unnamed: BuiltImage[] = [];
  const wanted = [...own, ...imagesBuiltFrom(images, stack.dockerfile)].map((image) => {
    if (!isPushed(image)) return { image, published: [] };
    const version = python.get(image.root)?.pyproject.version;
    const planned = planReferences(image, naming, {
      revision,
      ...(version !== undefined && { version }),
    });
    for (const problem of planned.problems) {
      // A template that says nothing for this commit is no fault.
      if (problem.kind === 'tags-none') continue;
      const [unreachable = ''] = formatProblem(problem).split('\n');
      unnamed.push({ image: image.id, where: naming.repositories.join(' '), unreachable });
    }
    const byRepository = new Map<string, string[]>();
    for (const reference of planned.references) {
      const repository = repositoryOf(reference);
      byRepository.set(repository, [...(byRepository.get(repository) ?? []), reference]);
    }
    return { image, published: [...byRepository.values()] };
  });
  return { wanted, unnamed };
}
