import { posix } from 'node:path';
import type { Stage } from './dockerfile';
import { leadingFlags } from './leading-flags';
import { type MappedText, mappedWords } from './mapped-text';
import { mountFields } from './mount-fields';
import { splitInstruction } from './split-instruction';

/**
 * What a set of stages takes out of the build context by name: sources of `COPY` and `ADD` and of bind
 * mounts, relative to the context's root, sorted; `.` is the whole of it. Variables, URLs and heredocs
 * are left out.
 */
export function contextSources(stages: readonly Stage[]): string[] {
  const sources = stages
    .flatMap((stage) => stage.instructions)
    // The lines below the first are those of heredocs.
    .flatMap(({ text }) => sourcesOf({ text: text.replace(/\n.*/s, ''), at: [] }))
    .filter((source) => !/[$<]|:\/\/|^git@/.test(source))
    .map((source) => posix.normalize(source.replace(/^\/+/, '')).replace(/(?<=.)\/+$/, ''))
    .filter((source) => !source.startsWith('..'));
  return [...new Set(sources)].sort();
}

function sourcesOf(instruction: MappedText): string[] {
  const { keyword, rest } = splitInstruction(instruction);
  const { flags, rest: args } = leadingFlags(rest);
  if (keyword === 'RUN') {
    return flags
      .filter(({ name }) => name === 'mount')
      .map(({ value }) => mountFields(value))
      .filter((fields) => !fields.has('from') && (fields.get('type')?.text ?? 'bind') === 'bind')
      .map((fields) => (fields.get('source') ?? fields.get('src'))?.text ?? '.');
  }
  if (keyword !== 'COPY' && keyword !== 'ADD') return [];
  return flags.some(({ name }) => name === 'from') ? [] : wordsOf(args).slice(0, -1);
}

/** In the JSON form or the plain one. */
function wordsOf(args: MappedText): string[] {
  const plain = mappedWords(args).map(({ text }) => text);
  if (!args.text.startsWith('[')) return plain;
  try {
    return (JSON.parse(args.text) as unknown[]).map(String);
  } catch {
    return plain;
  }
}
