import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import { scene } from './scene.ts';

interface Graph {
  readonly graph: {
    readonly nodes: Readonly<
      Record<
        string,
        {
          readonly data: {
            readonly root: string;
            readonly targets: Readonly<Record<string, unknown>>;
          };
        }
      >
    >;
    readonly dependencies: Readonly<Record<string, readonly { readonly target: string }[]>>;
  };
}

/** What `nx graph` says of every project; names of targets and dependencies are sorted, each once. */
export async function projectGraph(): Promise<{
  readonly roots: Readonly<Record<string, string>>;
  readonly targets: Readonly<Record<string, readonly string[]>>;
  readonly edges: Readonly<Record<string, readonly string[]>>;
}> {
  const file = join(scene.folder, '.nx/graph.json');
  await runQuiet(scene, 'nx', ['graph', `--file=${file}`]);
  const { graph } = JSON.parse(await readFile(file, 'utf8')) as Graph;
  await rm(file);
  const sorted = (names: readonly string[]) => [...new Set(names)].sort();
  return {
    roots: Object.fromEntries(
      Object.entries(graph.nodes).map(([name, { data }]) => [name, data.root]),
    ),
    targets: Object.fromEntries(
      Object.entries(graph.nodes).map(([name, { data }]) => [
        name,
        sorted(Object.keys(data.targets)),
      ]),
    ),
    edges: Object.fromEntries(
      Object.entries(graph.dependencies).map(([name, targets]) => [
        name,
        sorted(targets.map(({ target }) => target)),
      ]),
    ),
  };
}
