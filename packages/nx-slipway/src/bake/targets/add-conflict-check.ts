import type { SharedPackages } from '../../images/bindings/stage-bindings';
import type { Link } from './bake-file-builder';
import type { BindingScope } from './binding-scope';
import { targetName } from './target-name';

/**
 * An empty /app that is there only if no two packages of an image's shared layers own the same file
 * with different contents: which one wins would depend on the order of layers, or on chance where both are
 * in one. Images with the same layers have it in common.
 *
 * @param layers links to the shared layers, in their order
 */
export function addConflictCheck(
  imageId: string,
  { together, ...shared }: SharedPackages,
  layers: readonly Link[],
  { bakeFile, runFolder, stageLink }: BindingScope,
): Link {
  const contexts = {
    builder: stageLink(shared.builderStage),
    ...Object.fromEntries(layers.map((link, index) => [`packages-${index + 1}`, link])),
  };
  const name = targetName('conflict-check', imageId);
  return bakeFile.share(['conflict-check', contexts, together], name, () => {
    bakeFile.addFile(`${name}/check-conflicts.py`, CONFLICT_CHECK);
    bakeFile.addFile(`${name}/together.json`, JSON.stringify(together));
    return {
      context: `${runFolder}/${name}`,
      'dockerfile-inline': checkDockerfile(layers.length),
      contexts,
    };
  });
}

function checkDockerfile(layers: number): string {
  const mounts = Array.from(
    { length: layers },
    (_, index) =>
      `    --mount=type=bind,from=packages-${index + 1},source=/venv,target=/layers/${index + 1} \\`,
  );
  return [
    'FROM builder AS check',
    'RUN --mount=type=bind,target=/check \\',
    ...mounts,
    '    python /check/check-conflicts.py && mkdir -p /checked/app',
    '',
    'FROM scratch',
    'COPY --from=check /checked /',
    '',
  ].join('\n');
}

/** Goes by what installers write down of each package: its files and their hashes (PyPA, RECORD). */
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
