import { posix } from 'node:path';
import { leadingFlags } from '../dockerfile/leading-flags';
import { mountFields } from '../dockerfile/mount-fields';
import { splitInstruction } from '../dockerfile/split-instruction';
import type { ClosureStage } from './target-closure';

/** Ids of the secrets, or of the SSH agents, that the RUNs of stages have mounted. */
export function mountedIds(
  stages: readonly ClosureStage[],
  type: 'secret' | 'ssh',
): ReadonlySet<string> {
  const mounts = stages
    .flatMap(({ stage }) => stage.instructions)
    .filter(({ keyword }) => keyword === 'RUN')
    .flatMap(({ text }) => leadingFlags(splitInstruction({ text, at: [] }).rest).flags)
    .filter(({ name }) => name === 'mount')
    .map(({ value }) => mountFields(value))
    .filter((fields) => fields.get('type')?.text === type);
  return new Set(
    mounts.map((fields) => {
      const target = fields.get('target') ?? fields.get('dst') ?? fields.get('destination');
      // BuildKit names a secret without an id after the file it is to be.
      return (
        fields.get('id')?.text ?? (type === 'ssh' ? 'default' : posix.basename(target?.text ?? ''))
      );
    }),
  );
}
