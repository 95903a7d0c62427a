import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Service } from './service.ts';

/** What the project of the base stages has beside its name. */
interface Parts {
  readonly python?: Readonly<Record<string, unknown>>;
}

/**
 * Writes the project.json files that Nx needs of Python projects where no plugin reads pyproject: the
 * services depend on the library and on the base stages, which nobody but their author tells Nx.
 */
export async function writeProjectFiles(
  workspace: string,
  services: readonly Service[],
  { python }: Parts,
): Promise<void> {
  const implicitDependencies = ['greetings', ...(python ? ['python'] : [])];
  const projects = [
    { root: 'libs/greetings', json: { name: 'greetings' } },
    ...(python ? [{ root: 'images/python', json: { name: 'python', ...python } }] : []),
    ...services.map(({ name }) => ({
      root: `services/${name}`,
      json: { name, implicitDependencies },
    })),
  ];
  for (const { root, json } of projects) {
    await writeFile(
      join(workspace, root, 'project.json'),
      `${JSON.stringify(json, undefined, 2)}\n`,
    );
  }
}
