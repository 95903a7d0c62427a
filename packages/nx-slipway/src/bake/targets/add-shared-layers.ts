import type { SharedPackages } from '../../images/bindings/stage-bindings';
import {
  crossRequirements,
  crossSharedInstall,
  sharedInstall,
} from '../../images/shared-layers/shared-install';
import type { SharedLayer } from '../../images/shared-layers/shared-layer';
import { COMMON_MACHINES } from '../../python/pep508/marker-environment';
import { builtOn, isBuiltNowhere } from '../../python/wheels/package-wheels';
import type { Link } from './bake-file-builder';
import type { BindingScope } from './binding-scope';
import { addCrossDockerfile } from './cross-dockerfile';
import { installDockerfile, type PackageLayers } from './generated-target';
import { SPLIT_LAYER, splitFolders, splitStep } from './split-layer';
import { targetName } from './target-name';

/** One target per shared layer, the same for all images that install the same into it. */
export function addSharedLayers(
  { builderStage, layers }: SharedPackages,
  scope: BindingScope,
): readonly PackageLayers[] {
  return layers.map((layer) => ({
    link: addSharedLayer(
      layer,
      (isBuiltNowhere(layer.wheels) ? scope.keptLink : scope.builderLink)(builderStage),
      scope,
    ),
    folders: splitFolders(layer.parts),
  }));
}

function addSharedLayer(
  layer: SharedLayer,
  builder: Link,
  { bakeFile, runFolder, crossing }: BindingScope,
): Link {
  const names = [layer.name, builder.replace(/^target:/, '')];
  // Locks of their own may have other versions of the packages of a group.
  let name = targetName('packages', ...names);
  for (let other = 2; bakeFile.targets.has(name); other += 1) {
    name = targetName('packages', ...names, `${other}`);
  }
  const { requirements, parts, wheels } = layer;
  // Locks of pip do not say what is known of the same files by others.
  const content = ['packages', ...names, requirements, parts, ...(crossing ? [wheels] : [])];
  const link = bakeFile.share(content, name, () => {
    for (const [index, content] of requirements.entries()) {
      bakeFile.addFile(`${name}/${index + 1}.txt`, content);
    }
    if (parts !== undefined) bakeFile.addFile(`${name}/split-layer.py`, SPLIT_LAYER);
    // Whatever else is built, so that the context is the same.
    for (const { file, text } of COMMON_MACHINES.flatMap((each) =>
      crossRequirements(layer, each),
    )) {
      bakeFile.addFile(`${name}/${file}`, text);
    }
    return {
      context: `${runFolder}/${name}`,
      'dockerfile-inline':
        crossing && !wheels.isSame
          ? crossInstall(name, layer, { bakeFile, crossing })
          : installDockerfile('builder', splitStep(sharedInstall(layer), parts)),
      contexts: { builder },
    };
  });
  if (crossing && wheels.isSame) bakeFile.markPortable(link);
  return link;
}

/** The text of a Dockerfile that installs a layer for several platforms. */
function crossInstall(
  name: string,
  layer: SharedLayer,
  { bakeFile, crossing }: Required<Pick<BindingScope, 'bakeFile' | 'crossing'>>,
): string {
  const { parts, wheels } = layer;
  const crossSteps = crossing.machines.flatMap((machine) => {
    const step = crossSharedInstall(layer, machine);
    // What is left to build is added before files are split.
    const isLast = builtOn(wheels, machine).length === 0;
    return step ? [[machine, isLast ? splitStep(step, parts) : step] as const] : [];
  });
  const install = {
    step: splitStep(sharedInstall(layer), parts),
    crossSteps: Object.fromEntries(crossSteps),
    wheels,
  };
  return addCrossDockerfile(name, install, { bakeFile, crossing });
}
