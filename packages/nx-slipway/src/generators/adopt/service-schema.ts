import { shellWord } from '../../dockerfile/quote-words';
import type { AdoptedOptions } from '../../images/adoption/adoption';
import type { ServiceSchema } from '../service/schema';

/** Returns the options of the service generator that make the new image of an adoption. */
export function serviceSchema(
  { command, extras, groups, apt, buildApt, sources, files, env, label, ...single }: AdoptedOptions,
  {
    name,
    image,
    stack,
    installer,
  }: {
    readonly name: string;
    readonly image: string | undefined;
    readonly stack: string;
    /** The one that is asked for, over that of the Dockerfile. */
    readonly installer: ServiceSchema['installer'];
  },
): ServiceSchema {
  const lists = { extras, groups, apt, buildApt, sources, files, env, label };
  const given = Object.entries(lists).filter(([, list]) => list.length > 0);
  return {
    name,
    ...(image !== undefined && { image }),
    ...{ stack, layout: 'layered' as const },
    ...single,
    ...(installer !== undefined && { installer }),
    ...Object.fromEntries(given.map(([key, list]) => [key, [...list]])),
    ...(command !== undefined && { command: JSON.stringify(command) }),
  };
}

/** The same options as a command line, for people. */
export function serviceCommand(schema: ServiceSchema): string {
  const { name, ...options } = schema;
  const words = Object.entries(options).flatMap(([key, value]) => {
    if (key === 'layout') return [];
    const option = `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const texts =
      Array.isArray(value) && (key === 'env' || key === 'label') ? value : [String(value)];
    return texts.map((text) => `${option}=${shellWord(text)}`);
  });
  return `nx g nx-slipway:service ${name} ${words.join(' ')}`;
}
