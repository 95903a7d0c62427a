import { aside, left, type Part, recognised, type StageContext } from '../part';
import type { ShellCommand } from './shell-commands';

/** Options whose value is a word of its own. */
const VALUES = new Set(['-o', '-t', '--target-release', '-c', '--option']);

/** Reads a call of `apt-get` or `apt`; undefined for another program. */
export function readApt(
  { words, text }: ShellCommand,
  { runs, builds }: Pick<StageContext, 'runs' | 'builds'>,
): readonly Part[] | undefined {
  const [program = ''] = words;
  if (!/^(?:\/usr\/bin\/)?apt(?:-get)?$/.test(program)) return undefined;
  const [verb = '', ...names] = plainWords(words.slice(1));
  switch (verb) {
    case 'update':
    case 'clean':
    case 'autoclean':
    case 'autoremove':
      return names.length > 0 && verb === 'autoremove'
        ? [removal(names)]
        : [aside("apt: nx-slipway's own steps do it")];
    case 'purge':
    case 'remove':
      return [removal(names)];
    case 'install':
      return installation(names, { runs, builds });
    default:
      return [
        left(
          `\`${text}\` changes the base image itself`,
          'Start the stack from a newer image: nx g nx-slipway:upgrade-base.',
        ),
      ];
  }
}

function plainWords(words: readonly string[]): readonly string[] {
  return words.filter(
    (word, index) => !word.startsWith('-') && !VALUES.has(words[index - 1] ?? ''),
  );
}

function installation(
  names: readonly string[],
  { runs, builds }: Pick<StageContext, 'runs' | 'builds'>,
): readonly Part[] {
  const plain = names.filter((name) => NAME.test(name.replace(/=.*$/, '')));
  const packages = plain.map((name) => name.replace(/=.*$/, '')).sort();
  const pinned = plain.filter((name) => name.includes('='));
  const odd = names.filter((name) => !plain.includes(name));
  const options = [...(runs ? ['--apt'] : []), ...(builds ? ['--build-apt'] : [])].join(' and ');
  return [
    ...(packages.length > 0
      ? [
          recognised(`${options || 'apt'}: ${packages.join(', ')}`, {
            ...(runs && { apt: packages }),
            ...(builds && { buildApt: packages }),
          }),
        ]
      : []),
    ...pinned.map((name) =>
      left(
        `${name}: the version is not taken over`,
        'The Debian release of the stack decides versions; pin it in the Dockerfile of the stack if it has to be this one.',
      ),
    ),
    ...odd.map((name) =>
      left(`${name} is no name of a Debian package`, 'Give the package by its name: --apt=<name>.'),
    ),
  ];
}

const NAME = /^[a-z0-9][a-z0-9.+-]+$/;

function removal(names: readonly string[]): Part {
  return names.every((name) => NAME.test(name))
    ? recognised(`removed again: ${names.join(', ')}`, { removed: names })
    : left(
        `removes ${names.join(' ')}`,
        'Remove from --apt what the image does not need when it runs.',
      );
}
