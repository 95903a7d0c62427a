import type { SharedPackages } from '../../images/bindings/stage-bindings';
import { DEFAULT_EPOCH } from '../../images/model/source-date-epoch';
import type { Link } from './bake-file-builder';
import type { BindingScope } from './binding-scope';
import { targetName } from './target-name';

/**
 * Adds an empty /app that exists only if no two packages of an image's shared layers own the same file
 * with different contents: which one wins would depend on the order of layers, or on chance where both are
 * in one. An installer whose lock may be incomplete checks all packages of the image there as well. Images with
 * the same layers have it in common.
 *
 * @param layers links to the shared layers, in their order
 * @param left link to what the image installs for itself; absent for nothing
 */
export function addConflictCheck(
  imageId: string,
  { together, check, builderStage, layers: shared }: SharedPackages,
  { layers, left }: { readonly layers: readonly Link[]; readonly left?: Link },
  { bakeFile, runFolder, builderLink, crossing }: BindingScope,
): Link {
  const contexts = {
    builder: builderLink(builderStage),
    ...Object.fromEntries(layers.map((link, index) => [`packages-${index + 1}`, link])),
    ...(check !== undefined && left !== undefined && { left }),
  };
  const name = targetName('conflict-check', imageId);
  const isPortable = check === undefined && shared.every(({ wheels }) => wheels.isSame);
  const isCrossed =
    crossing !== undefined &&
    !isPortable &&
    (check === undefined || crossing.platforms.every((each) => CHECKED.includes(each)));
  const link = bakeFile.share(['conflict-check', contexts, together, check], name, () => {
    if (isCrossed) {
      bakeFile.linkOwn(name, 'builder', { platforms: crossing.platforms, alsoFor: [] });
    }
    bakeFile.addFile(`${name}/check-conflicts.py`, CONFLICT_CHECK);
    bakeFile.addFile(`${name}/together.json`, JSON.stringify(together));
    if (check) {
      bakeFile.addFile(`${name}/check-requirements.py`, check.program);
      bakeFile.addFile(`${name}/asked.txt`, check.asked.map((line) => `${line}\n`).join(''));
    }
    return {
      context: `${runFolder}/${name}`,
      'dockerfile-inline': checkDockerfile(layers.length, {
        isCrossed,
        hasCheck: check !== undefined,
        hasLeft: 'left' in contexts,
      }),
      contexts,
    };
  });
  if (crossing && isPortable) bakeFile.markPortable(link);
  return link;
}

/** Platforms that an installer's check can be run for on another one; see `Installer.check`. */
const CHECKED: readonly string[] = ['linux/amd64', 'linux/arm64'];

function checkDockerfile(
  layers: number,
  {
    isCrossed,
    hasCheck,
    hasLeft,
  }: { readonly isCrossed: boolean; readonly hasCheck: boolean; readonly hasLeft: boolean },
): string {
  const mounts = [
    ...Array.from({ length: layers }, (_, index) => [
      `packages-${index + 1}`,
      `/layers/${index + 1}`,
    ]),
    ...(hasLeft ? [['left', '/left']] : []),
  ].map(([from, target]) => `    --mount=type=bind,from=${from},source=/venv,target=${target} \\`);
  const command = [
    'python /check/check-conflicts.py',
    ...(hasCheck ? ['python /check/check-requirements.py'] : []),
  ].join(' && ');
  return [
    `FROM ${isCrossed ? '--platform=$BUILDPLATFORM ' : ''}builder AS check`,
    ...(hasCheck ? ['ARG TARGETARCH'] : []),
    `RUN ${hasCheck ? '--network=none ' : ''}--mount=type=bind,target=/check \\`,
    ...mounts,
    `    ${command} && mkdir -p /checked/app && touch -d @${DEFAULT_EPOCH} /checked/app`,
    '',
    'FROM scratch',
    'COPY --from=check /checked /',
    '',
  ].join('\n');
}

/** Reads what installers record of each package: its files and their hashes (PyPA, RECORD). */
const CONFLICT_CHECK = `import csv, glob, json, os, re, sys

together = [set(names) for names in json.load(open("/check/together.json"))]
owners = {}
for record in sorted(glob.glob("/layers/*/lib/python*/site-packages/*.dist-info/RECORD")):
    name = re.sub(r"[-_.]+", "-", os.path.basename(os.path.dirname(record)).split("-")[0]).lower()
    with open(record, newline="") as rows:
        for path, digest, _ in csv.reader(rows):
            if digest and not path.endswith(".pyc"):
                owners.setdefault(os.path.normpath(path), {}).setdefault(digest, set()).add(name)
found = {}
for path, contents in sorted(owners.items()):
    names = set().union(*contents.values())
    if len(contents) > 1 and not any(names <= known for known in together):
        found.setdefault(tuple(sorted(names)), path)
for names, path in found.items():
    print(f"same file: {' '.join(names)}: {path}")
sys.exit(bool(found))
`;
