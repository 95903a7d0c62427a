import type { Dockerfile } from '../../dockerfile/dockerfile';
import { execWords, fitOf } from './definition/read-words';
import type { RoleDefinition, RoleDefinitions } from './definition/role-definition';
import { isForDevelopment } from './is-for-development';
import { servers } from './servers/servers';

/**
 * The role that a generated Dockerfile was written for. A role that a file describes is told by the command of the last
 * stage, of several that fit by the one with the most words in common; a command of the user's has no HEALTHCHECK, and
 * two roles that fit equally well make it one of the user's. Else what exposes a port listens on it, and a shell is
 * for development.
 *
 * @param roles those of nx-slipway and of the workspace: one that is missing is taken for a command
 */
export function roleOfDockerfile(dockerfile: Dockerfile, roles: RoleDefinitions): string {
  const instructions = dockerfile.stages.at(-1)?.instructions ?? [];
  const has = (name: string): boolean => instructions.some(({ keyword }) => keyword === name);
  const command = instructions.findLast(({ keyword }) => keyword === 'CMD')?.text ?? '';
  const words = execWords(command) ?? [];
  const probe = instructions.findLast(({ keyword }) => keyword === 'HEALTHCHECK')?.text;
  const role = probe === undefined ? undefined : bestFit(words, probe, roles);
  if (role !== undefined) return role;
  if (has('EXPOSE')) return 'http';
  return isForDevelopment(dockerfile) ? 'dev' : 'command';
}

function bestFit(
  words: readonly string[],
  probe: string,
  roles: RoleDefinitions,
): string | undefined {
  // A role of the workspace may start a server in a way of its own; with other options it is the role http.
  const isServer = Object.hasOwn(servers, words[0] ?? '');
  const fits = [...roles].flatMap(([name, definition]) => {
    const fit = fitOf(words, definition);
    const isOther = words[0] === 'python' && !fit?.isNamed && !hasProbe(probe, definition);
    return fit === undefined || (isServer && !fit.isWhole) || isOther ? [] : [{ name, ...fit }];
  });
  const [best, second] = fits.sort(
    (a, b) => Number(b.isWhole) - Number(a.isWhole) || b.shared - a.shared,
  );
  const isClear = second?.isWhole !== best?.isWhole || second?.shared !== best?.shared;
  return best && isClear ? best.name : undefined;
}

/** Whether a HEALTHCHECK is that of a role: `python -m` alone may be anything. */
function hasProbe(text: string, { probe = [] }: RoleDefinition): boolean {
  const isThere = (word: string): boolean => text.includes(JSON.stringify(word));
  const groups = probe.filter((each) => typeof each !== 'string');
  return (
    probe.length > 0 &&
    probe.every((each) => typeof each !== 'string' || isThere(each)) &&
    (groups.length === 0 || groups.some((each) => each.words.every(isThere)))
  );
}
