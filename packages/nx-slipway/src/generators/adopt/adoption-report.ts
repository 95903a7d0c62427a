import { posix } from 'node:path';
import type { Adoption } from '../../images/adoption/adoption';
import { mayNamePaths, oldWords } from '../../images/adoption/code/old-words';
import { withoutLogins } from '../../problems/logins';
import type { Problem } from '../../problems/problem';
import { formatAdoption } from '../../report/format-adoption';
import type { NamedImage } from './adopted-images';
import type { AdoptedStack } from './choose-adopted-stack';
import type { AdoptSchema } from './schema';
import { serviceCommand, serviceSchema } from './service-schema';

/** Describes what became of each instruction, and the command with their options. */
export function describeAdoption(
  { adoption, file, final, image, finalImage }: NamedImage,
  {
    name,
    old,
    stack: { stack, from },
    installer,
    replace,
  }: {
    readonly name: string;
    readonly old: string;
    readonly stack: AdoptedStack;
    readonly installer: AdoptSchema['installer'];
    readonly replace: boolean;
  },
): string {
  const named = replace ? finalImage : image;
  const options = serviceSchema(adoption.options, { name, image: named, stack, installer });
  return [
    `${old} -> ${replace ? final : file}, stack ${stack}${from === undefined ? '' : ` (new, on ${from})`}`,
    '',
    withoutLogins(formatAdoption(adoption)),
    '',
    'The new image in one command:',
    `  ${serviceCommand(options)}`,
    '',
  ].join('\n');
}

/** A note for each instruction that is left for a person; one for lines that are left for the same reason. */
export function leftInstructions(
  { instructions }: Pick<Adoption, 'instructions'>,
  file: string,
): readonly Problem[] {
  const left = instructions.filter(({ verdict }) => verdict === 'left');
  return left.flatMap(({ line, text, what, next = '' }, at): readonly Problem[] => {
    const before = left[at - 1];
    if (before?.what === what && before.next === next) return [];
    const instruction = text.split(' ')[0] ?? text;
    return [{ kind: 'adopt-instruction-left', place: { file, line }, instruction, what, next }];
  });
}

/** A note for each path or program that a file names and the new image has elsewhere. */
export function staleWords(
  { old }: Pick<Adoption, 'old'>,
  dir: string,
  read: (file: string) => string | undefined,
): readonly Problem[] {
  const texts = old.files.filter(mayNamePaths).flatMap((file): [string, string][] => {
    const text = read(posix.join(dir, file));
    return text === undefined || text.includes('\0') ? [] : [[file, text]];
  });
  return oldWords(new Map(texts), old).map(({ file, line, words, now }) => ({
    kind: 'adopt-old-words',
    ...{ place: { file: posix.join(dir, file), line }, words, now },
  }));
}

/** What to type after it, with the options that say which file and image are meant. */
export function nextSteps(
  { dockerfile, stage, image, installer, replace, compare }: AdoptSchema,
  { name, old }: { readonly name: string; readonly old: string },
): string {
  if (replace) return `Next:\n  nx build-image ${name}`;
  const given = Object.entries({ dockerfile, stage, image, installer }).flatMap(
    ([option, value]) => (value === undefined ? [] : [` --${option}=${value}`]),
  );
  const command = `nx g nx-slipway:adopt ${name}${given.join('')}`;
  return [
    'Next:',
    ...(compare
      ? []
      : [`  ${command} --compare   # builds both images and shows their differences`]),
    `  ${command} --replace   # puts the new file in the place of ${old}`,
  ].join('\n');
}
