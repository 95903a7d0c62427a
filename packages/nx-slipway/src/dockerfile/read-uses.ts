import { leadingFlags } from './leading-flags';
import type { MappedText } from './mapped-text';
import { mountFields } from './mount-fields';
import type { SplitInstruction } from './split-instruction';

/** A source an instruction takes files from. */
export interface Use {
  readonly how: 'copy' | 'mount';
  /** The bytes of the reference as they stand in the file. */
  readonly source: MappedText;
}

/** `COPY --from=` and `RUN --mount=…,from=` of one instruction, in the order they stand. */
export function readUses({ keyword, rest }: SplitInstruction): Use[] {
  if (keyword !== 'COPY' && keyword !== 'RUN') return [];
  const uses = leadingFlags(rest).flags.flatMap((flag): Use[] => {
    if (keyword === 'COPY')
      return flag.name === 'from' ? [{ how: 'copy', source: flag.value }] : [];
    if (flag.name !== 'mount') return [];
    const fields = mountFields(flag.value);
    const source = fields.get('from');
    const type = fields.get('type')?.text.toLowerCase() ?? 'bind';
    return source && (type === 'bind' || type === 'cache') ? [{ how: 'mount', source }] : [];
  });
  return uses.filter((use) => use.source.text !== '');
}

/**
 * Where a `RUN` has a mount that lacks its dashes: BuildKit passes `mount=type=cache,…` to the shell,
 * which takes it for a variable, and the step has no mount.
 *
 * @returns its offset in the file
 */
export function mountWithoutDashes({ keyword, rest }: SplitInstruction): number | undefined {
  if (keyword !== 'RUN') return undefined;
  const command = leadingFlags(rest).rest;
  const match = /^-?mount=type=/i.exec(command.text);
  return match ? command.at[0] : undefined;
}
