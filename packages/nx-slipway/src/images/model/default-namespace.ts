import { imageName } from './image-name';

/**
 * The namespace of a workspace that names none: the scope of its root package.json's name, else that
 * name, else the name of its folder.
 */
export function defaultNamespace(packageName: string | undefined, folder: string): string {
  const scope = packageName && /^@([^/]+)\//.exec(packageName)?.[1];
  return imageName(scope || packageName || folder);
}
