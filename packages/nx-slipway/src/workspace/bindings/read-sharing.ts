import type { Sharing } from '../../images/bindings/plan-bindings';
import { installers } from '../../images/installers/installers';
import type { LayerGroups } from '../../images/shared-layers/layer-groups';
import type { ImageStack } from '../../images/shared-layers/stack-of-image';
import { useLayers } from '../../images/shared-layers/use-layers';
import type { MarkerEnvironment } from '../../python/pep508/marker-environment';
import type { PythonProject } from '../../python/pyproject/python-project';
import type { Selection } from '../../python/pyproject/selection';
import type { ThirdPartyPackage } from '../../python/pyproject/third-party-package';
import type { ImageLock } from '../locks/lock-reader';
import { withoutForeignFiles } from '../locks/without-foreign-files';

/** What an image shares layers by. */
export interface SharingFacts {
  readonly stack: ImageStack;
  readonly environment: MarkerEnvironment;
  readonly project: PythonProject;
  readonly selection: Selection;
  readonly lock: ImageLock;
  /** All third-party packages of the image. */
  readonly closure: readonly ThirdPartyPackage[];
}

/** How an image is built with the shared layers of its stack; undefined where it has none of them. */
export function readSharing(
  { stack, environment, project, selection, lock, closure }: SharingFacts,
  { stacks, together, ...bounds }: LayerGroups,
): Sharing | undefined {
  const groups = stacks.get(stack.name) ?? [];
  if (groups.length === 0) return undefined;
  const { hasOwnBuilder } = stack;
  const layers = useLayers(closure, groups, { ...bounds, together, hasOwnBuilder });
  if (layers.length === 0) return undefined;
  const names = new Set(layers.flatMap(({ packages }) => packages));
  const { files } = lock.slice({ names, environment });
  if (!files) return undefined;
  const { installLeft, check } = installers[project.installer];
  const left = closure.filter(({ name }) => !names.has(name));
  const dependencies = left.length === 0 ? 'nothing' : installLeft?.(project, selection);
  return {
    shared: {
      builderStage: stack.builderStage,
      layers,
      together: togetherIn(names, together),
      ...(check !== undefined && { check: { program: check, asked: lock.asked() } }),
    },
    lock: withoutForeignFiles(files, environment),
    ...(dependencies && { dependencies }),
  };
}

/** Those sets that an image has anything of, so that others' do not concern it. */
function togetherIn(
  names: ReadonlySet<string>,
  together: LayerGroups['together'],
): LayerGroups['together'] {
  return together.filter((set) => set.some((each) => names.has(each)));
}
