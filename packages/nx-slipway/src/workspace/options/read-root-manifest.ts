import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutMark } from '../files/file-text';

/** Name and repository in the workspace's package.json; it may have neither. */
export interface RootManifest {
  readonly name: string | undefined;
  /** URL of the repository. */
  readonly source?: string;
}

/** Reads the workspace's package.json; of one that cannot be read nothing is known. */
export function readRootManifest(workspaceRoot: string): RootManifest {
  try {
    const text = readFileSync(join(workspaceRoot, 'package.json'), 'utf8');
    const { name, repository } = JSON.parse(withoutMark(text)) as {
      name?: unknown;
      repository?: unknown;
    };
    const url =
      typeof repository === 'object' && repository !== null && 'url' in repository
        ? repository.url
        : repository;
    return {
      name: typeof name === 'string' ? name : undefined,
      ...(typeof url === 'string' && { source: url.replace(/^git\+/, '').replace(/\.git$/, '') }),
    };
  } catch {
    return { name: undefined };
  }
}
