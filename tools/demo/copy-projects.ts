import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));

/** Where each project is an example. */
const PROJECTS = {
  'libs/greetings': 'two-roles',
  'services/shop': 'two-roles',
  'services/mail': 'poetry',
} as const;

/** Copies projects of the examples into a workspace, without what generators wrote, as a team has them at first. */
export async function copyProjects(
  workspace: string,
  folders: readonly (keyof typeof PROJECTS)[],
): Promise<void> {
  for (const folder of folders) {
    await cp(join(examples, PROJECTS[folder], folder), join(workspace, folder), {
      recursive: true,
      filter: (source) => !/Dockerfile/.test(basename(source)),
    });
  }
}
