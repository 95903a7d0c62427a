import { posix } from 'node:path';
import type { Instruction, Stage } from './dockerfile';
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
    .flatMap((instruction) => namedSources(instruction).sources)
    .filter((source) => !/[$<]|:\/\/|^git@/.test(source))
    .map((source) => posix.normalize(source.replace(/^\/+/, '')).replace(/(?<=.)\/+$/, ''))
    .filter((source) => !source.startsWith('..'));
  return [...new Set(sources)].sort();
}

/** What an instruction takes out of the build context or from elsewhere by name, as it is written. */
export interface NamedSources {
  readonly sources: readonly string[];
  /** Whether it says what it expects to get: `ADD --checksum=…`. */
  readonly hasChecksum: boolean;
}

/** The sources of one instruction; none of one that takes no files, or takes them from a stage or image. */
export function namedSources({ text }: Pick<Instruction, 'text'>): NamedSources {
  // The lines below the first are those of heredocs.
  const instruction = { text: text.replace(/\n.*/s, ''), at: [] };
  const { keyword, rest } = splitInstruction(instruction);
  const { flags, rest: args } = leadingFlags(rest);
  const has = (name: string): boolean => flags.some((flag) => flag.name === name);
  if (keyword === 'RUN') {
    const sources = flags
      .filter(({ name }) => name === 'mount')
      .map(({ value }) => mountFields(value))
      .filter((fields) => !fields.has('from') && (fields.get('type')?.text ?? 'bind') === 'bind')
      .map((fields) => (fields.get('source') ?? fields.get('src'))?.text ?? '.');
    return { sources, hasChecksum: false };
  }
  const takesFiles = (keyword === 'COPY' || keyword === 'ADD') && !has('from');
  return { sources: takesFiles ? wordsOf(args).slice(0, -1) : [], hasChecksum: has('checksum') };
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
