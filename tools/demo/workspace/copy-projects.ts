import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const examples = fileURLToPath(new URL('../../../examples', import.meta.url));

/** Where each project is an example. */
const PROJECTS = {
  'libs/greetings': 'two-roles',
  'services/shop': 'two-roles',
  'services/mail': 'poetry',
} as const;

type ProjectFolder = keyof typeof PROJECTS;

/** Copies projects of the examples into a workspace, without what generators wrote, as a team has them at first. */
export async function copyProjects(
  workspace: string,
  folders: readonly ProjectFolder[],
): Promise<void> {
  for (const folder of folders) {
    await cp(sourceOf(folder), join(workspace, folder), {
      recursive: true,
      filter: (source) => !/Dockerfile/.test(basename(source)),
    });
  }
}

/** Returns the folders that projects are copied from, absolute. */
export function copiedProjects(): readonly string[] {
  return (Object.keys(PROJECTS) as ProjectFolder[]).map(sourceOf);
}

function sourceOf(folder: ProjectFolder): string {
  return join(examples, PROJECTS[folder], folder);
}
