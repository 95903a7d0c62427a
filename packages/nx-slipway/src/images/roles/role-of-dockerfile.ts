import type { Dockerfile } from '../../dockerfile/dockerfile';
import { builtInRoles } from './definition/built-in-roles';
import { execWords, fitOf } from './definition/read-words';
import type { RoleDefinitions } from './definition/role-definition';
import { servers } from './servers/servers';

/**
 * The role that a generated Dockerfile was written for. A role that a file describes is told by the command of the last
 * stage, of several that fit by the one with the most words in common; a command of the user's has no HEALTHCHECK, and
 * two roles that fit equally well make it one of the user's. Else what exposes a port listens on it, and a shell is
 * for development.
 *
 * @param roles those of nx-slipway, and of the workspace where they are known
 */
export function roleOfDockerfile(
  { stages }: Dockerfile,
  roles: RoleDefinitions = builtInRoles,
): string {
  const instructions = stages.at(-1)?.instructions ?? [];
  const has = (name: string): boolean => instructions.some(({ keyword }) => keyword === name);
  const command = instructions.findLast(({ keyword }) => keyword === 'CMD')?.text ?? '';
  const words = execWords(command) ?? [];
  const role = has('HEALTHCHECK') ? bestFit(words, roles) : undefined;
  if (role !== undefined) return role;
  if (has('EXPOSE')) return 'http';
  return words[0] === 'bash' ? 'dev' : 'command';
}

function bestFit(words: readonly string[], roles: RoleDefinitions): string | undefined {
  // A role of the workspace may start a server in a way of its own; with other options it is the role http.
  const isServer = Object.hasOwn(servers, words[0] ?? '');
  const fits = [...roles].flatMap(([name, definition]) => {
    const fit = fitOf(words, definition);
    return fit === undefined || (isServer && !fit.isWhole) ? [] : [{ name, ...fit }];
  });
  const [best, second] = fits.sort(
    (a, b) => Number(b.isWhole) - Number(a.isWhole) || b.shared - a.shared,
  );
  const isClear = second?.isWhole !== best?.isWhole || second?.shared !== best?.shared;
  return best && isClear ? best.name : undefined;
}
