import { fileURLToPath } from 'node:url';

/** Projects as a team has them before it gets to know nx-slipway. */
export const projectsFolder = fileURLToPath(new URL('projects', import.meta.url));
