import type { Dockerfile } from '../../dockerfile/dockerfile';
import { execWords } from './definition/read-words';
import { isWorkspaceFolder } from './development';

/**
 * Whether a generated Dockerfile makes an image to develop in: a shell in the mounted workspace. No role of the
 * workspace changes that, so that who does not know them can ask; one that runs a script in a shell is another one.
 */
export function isForDevelopment({ stages }: Dockerfile): boolean {
  const instructions = stages.at(-1)?.instructions ?? [];
  const last = (keyword: string): string =>
    instructions.findLast((each) => each.keyword === keyword)?.text ?? '';
  const words = execWords(last('CMD')) ?? [];
  const folder = /^WORKDIR\s+(\S+)/i.exec(last('WORKDIR'))?.[1];
  const isThere = folder !== undefined && isWorkspaceFolder(folder);
  return words[0] === 'bash' && (words.length === 1 || isThere);
}
