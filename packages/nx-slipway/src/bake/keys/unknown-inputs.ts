import { isFolderContext } from '../../dockerfile/context-kind';
import { familiarReference } from '../../images/model/image-catalogue';
import type { KeyProblem } from '../../problems/kinds/dockerfiles/key-problem';
import type { DefinitionScope } from './definition-scope';
import type { TargetReading } from './read-targets';

type ProblemScope = Pick<DefinitionScope, 'targets' | 'fileOf' | 'sourcePolicy'>;

/** Why the content of a target cannot be known before it is built, by the reading for one platform. */
export function unknownInputs(
  name: string,
  { reading, unknown, withoutConfig }: TargetReading,
  frontend: string | undefined,
  { targets, fileOf, sourcePolicy }: ProblemScope,
): readonly KeyProblem[] {
  const file = fileOf(name);
  const { contexts = {} } = targets[name] ?? {};
  const remotes = reading.result?.remotes.filter(({ isPinned }) => !isPinned) ?? [];
  const foreign = Object.entries(contexts).filter(
    ([, value]) => !isFolderContext(value) && !/^(target:|docker-image:\/\/)/.test(value),
  );
  return [
    ...(sourcePolicy === undefined
      ? []
      : [{ kind: 'key-source-policy', file: sourcePolicy } as const]),
    ...reading.errors.map(({ text, line }) => ({
      kind: 'key-dockerfile-unread' as const,
      place: { file, ...(line !== undefined && { line }) },
      detail: text,
    })),
    ...(frontend === undefined || isDockersFrontend(frontend)
      ? []
      : [{ kind: 'key-frontend-unknown', place: { file, line: 1 }, frontend } as const]),
    ...[...new Set(unknown.map(({ image }) => image))].map((image) => ({
      kind: 'key-base-unresolved' as const,
      reference: familiarReference(image),
    })),
    ...withoutConfig.map(({ image }) => ({
      kind: 'key-base-unread' as const,
      place: { file },
      reference: familiarReference(image),
    })),
    ...(remotes.length > 0
      ? foreign.map(([context, value]) => ({
          kind: 'key-context-unknown' as const,
          context,
          value,
        }))
      : []),
    ...(foreign.length > 0
      ? []
      : remotes.map(({ source }) => ({
          kind: 'key-remote-source' as const,
          place: { file, ...lineOf(source, reading) },
          url: source.replace(/^git:\/\//, ''),
        }))),
  ];
}

/** Docker's own frontend is the one that files are read by here; others may mean anything. */
function isDockersFrontend(frontend: string): boolean {
  return /^(docker\.io\/)?docker\/dockerfile(-upstream)?([:@].*)?$/.test(frontend);
}

/** Line of the instruction that names a source. */
function lineOf(source: string, { stages }: TargetReading['reading']): { readonly line?: number } {
  const name = source.replace(/^[a-z+]+:\/\//, '').replace(/#.*/, '');
  const found = stages
    .flatMap(({ instructions }) => instructions)
    .find(({ keyword, text }) => keyword === 'ADD' && text.includes(name));
  return found ? { line: found.line } : {};
}
