import { posix } from 'node:path';
import type { Dockerfile, Stage } from '../../dockerfile/dockerfile';
import { jsonWords } from '../../dockerfile/json-words';

/** Names of stages that generated Dockerfiles have. */
const GENERATED = new Set([
  ...[
    'lock',
    'dependencies',
    'libraries',
    'application',
    'foundation',
    'runtime',
    'system',
    'builder',
  ],
  ...['wheels', 'base', 'base-builder', 'base-app', 'dev'],
]);

/** Where carried text is written to. */
export interface CarriedPlace {
  /** Folder of the old build context, relative to the workspace root; the new one is the root itself. */
  readonly context: string;
  /** New names of stages, by old name. */
  readonly names: ReadonlyMap<string, string>;
}

/** Names for carried stages that no generated one has; only those that change. */
export function newNames(stages: readonly Stage[]): ReadonlyMap<string, string> {
  return new Map(
    stages.flatMap(({ name = '' }): [string, string][] =>
      GENERATED.has(name) ? [[name, `carried-${name}`]] : [],
    ),
  );
}

/**
 * Returns a stage as it is written, comments included, with the paths of the new build context.
 *
 * @returns undefined where a path cannot be rewritten without doubt
 */
export function carriedStage(
  { text, stages }: Dockerfile,
  stage: Stage,
  place: CarriedPlace,
): string | undefined {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .split('\n');
  const end = stages[stage.index + 1]?.line ?? lines.length + 1;
  const own = lines.slice(stage.line - 1, end - 1);
  // What stands before the next FROM belongs to it.
  while (/^\s*(#.*)?$/.test(own.at(-1) ?? 'x')) own.pop();
  const starts = [stage.line, ...stage.instructions.map(({ line }) => line)];
  const parts = starts.map((start, at) =>
    own.slice(start - stage.line, (starts[at + 1] ?? end) - stage.line).join('\n'),
  );
  const written = parts.map((part) => {
    // What stands between two instructions is no part of the first one.
    const [, own = part, after = ''] = /^(.*?)((?:\n[ \t]*(?:#.*)?)*)$/s.exec(part) ?? [];
    const text = rewritten(own, place);
    return text === undefined ? undefined : `${text}${after}`;
  });
  return written.every((part) => part !== undefined) ? written.join('\n') : undefined;
}

/** An instruction with new names of stages, and with paths relative to the workspace root. */
export function rewritten(text: string, { context, names }: CarriedPlace): string | undefined {
  const named = text
    .replace(
      /^(\s*FROM\s+(?:--\S+\s+)*)(\S+)(\s+AS\s+)?(\S+)?/i,
      (_, head, from, as = '', name = '') =>
        `${head}${renamed(from, names)}${as}${renamed(name, names)}`,
    )
    .replace(/((?:--|,)from=)([\w.-]+)/g, (_, head, name) => `${head}${renamed(name, names)}`);
  if (context === '.') return named;
  if (/^\s*(COPY|ADD)\s/i.test(named) && !/--from=/.test(named)) return withPaths(named, context);
  if (/^\s*RUN\s/i.test(named) && /--mount=\S*/.test(named)) {
    return named.replace(/--mount=(\S+)/g, (mount, fields: string) => {
      const isBind = !/(^|,)type=(?!bind)/.test(fields) && !/(^|,)from=/.test(fields);
      if (!isBind) return mount;
      return /(^|,)(source|src)=/.test(fields)
        ? mount.replace(/((?:^|[,=])(?:source|src)=)/, `$1${context}/`)
        : `${mount},source=${context}`;
    });
  }
  return named;
}

function renamed(name: string, names: ReadonlyMap<string, string>): string {
  return names.get(name.toLowerCase()) ?? name;
}

/** A COPY whose sources are below a folder. */
function withPaths(text: string, context: string): string | undefined {
  const files = text.trimStart().split('\n')[0]?.split(/\s+/).slice(1, -1) ?? [];
  if (files.length > 0 && files.every((word) => /^(?:--|<<)/.test(word))) return text;
  const line = text.replace(/[ \t]*\\\n\s*/g, ' ');
  const [, head = '', body = ''] = /^(\s*\w+\s+(?:--\S+\s+)*)(.*)$/s.exec(line) ?? [];
  const list = jsonWords(body.trim());
  if (!list && (body.includes('<<') || body.includes('\n') || /["']/.test(body))) return undefined;
  const words = list ?? body.trim().split(/\s+/);
  const sources = words
    .slice(0, -1)
    .map((source) =>
      /^(https?|git|ssh):|^[\w-]+@/.test(source) ? source : below(context, source),
    );
  const all = [...sources, words.at(-1) ?? ''];
  return `${head}${list ? JSON.stringify(all) : all.join(' ')}`;
}

function below(context: string, source: string): string {
  const path = posix.join(context, posix.join('/', source));
  return source.endsWith('/') && !path.endsWith('/') ? `${path}/` : path;
}
