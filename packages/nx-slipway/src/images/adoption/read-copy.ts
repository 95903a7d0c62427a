import { posix } from 'node:path';
import type { Instruction, Reference } from '../../dockerfile/dockerfile';
import { withoutSlash } from '../../python/projects/without-slash';
import { codeCopy } from './code/code-copy';
import { copiedFiles, isMetadataSource } from './code/copied-files';
import {
  absolute,
  type CopyWords,
  copyWords,
  ownerNote,
  trimmed,
  withoutOwner,
} from './copy-words';
import {
  type CodeCopy,
  carried,
  expanded,
  HAS_UV,
  left,
  type Part,
  recognised,
  type StageContext,
  type StageState,
} from './part';
import { isImageOfUv } from './stage-roles';

/** Reads a COPY or ADD. @param from what it takes files from, if it is no context */
export function readCopy(
  { keyword, text, line }: Instruction,
  from: Reference | undefined,
  context: StageContext,
): { readonly parts: readonly Part[]; readonly state: StageState } {
  const { state } = context;
  const copy = copyWords(text, keyword);
  if (from !== undefined) return { parts: [fromElsewhere(text, copy, from, context)], state };
  const target = expanded(copy.target, state);
  const sources = copy.sources.flatMap((source) => expanded(source, state) ?? []);
  const isKnown = target !== undefined && sources.length === copy.sources.length;
  if (copy.isHeredoc || !isKnown || sources.some(isRemote)) {
    return { parts: [verbatim(text, isKnown || copy.isHeredoc, context)], state };
  }
  if (copy.flags.some((flag) => /^--parents\b(?!=false)/.test(flag))) {
    return { parts: [withParents(sources)], state };
  }
  const own = sources.map((source) => withinProject(source, context));
  const outside = own.filter((each) => each.kind === 'outside').map(({ path }) => path);
  const files = own
    .filter(({ kind }) => kind === 'project')
    .flatMap(({ path }) => copiedFiles(path, context.facts.files));
  const copies = files.map(
    (path): CodeCopy => ({ ...codeCopy(path, target, { ...copy, keyword }, context), line }),
  );
  const inside = own.filter(({ kind }) => kind !== 'outside').map(({ path }) => path);
  const title = inside.every(isMetadataSource) ? 'for installing' : 'code';
  const parts = [
    ...(inside.length > 0 ? [recognised(`${title}: ${inside.join(', ')}${ownerNote(text)}`)] : []),
    ...own.flatMap(({ around }) => (around === undefined ? [] : takesMore(around, context))),
    ...copy.flags.filter((flag) => flag.startsWith('--exclude=')).map(leavesOut),
    ...(outside.length > 0 ? [fromOutside(keyword, outside, { ...copy, target }, context)] : []),
  ];
  const elsewhere = own
    .filter(({ kind }) => kind !== 'project')
    .map(({ path }) => ({ path, target: placeOf(path, copy, target, state) }));
  return {
    parts,
    state: {
      ...state,
      copies: [...state.copies, ...copies],
      elsewhere: [...state.elsewhere, ...elsewhere],
    },
  };
}

/** The path that a file or the content of a folder has in the image. A name with an ending counts as a file. */
function placeOf(path: string, { sources }: CopyWords, target: string, state: StageState): string {
  const place = absolute(target, state);
  const isBelow =
    /\.\w+$/.test(posix.basename(path)) && (place.endsWith('/') || sources.length > 1);
  return withoutSlash(isBelow ? posix.join(place, posix.basename(path)) : place);
}

function isRemote(source: string): boolean {
  return /^(https?|git|ssh):|^[\w-]+@[\w.-]+:/.test(source);
}

/** Files keep their folders below the target, which are others in the new build context. */
function withParents(sources: readonly string[]): Part {
  return left(
    `copies ${sources.join(', ')} with their folders (--parents)`,
    'Write it into the stage of the new file that needs it: paths are relative to the workspace root there, and `/./` is where the folders begin.',
  );
}

/** Of a folder around the project, the new image has the project and what it depends on. */
function takesMore(around: string, { facts: { dir } }: StageContext): Part {
  const folder = around === '.' ? 'the whole build context' : around;
  return left(
    `copies ${folder}, of which the new image has ${dir} and its libraries`,
    'If it needs other files, copy them by name in the stage `application` of the new file.',
  );
}

/** What is installed, or taken as sources, comes by an instruction of the template. */
function leavesOut(flag: string): Part {
  return left(
    `${flag} does not count for code`,
    'Write what the image must not have into the ignore file of the new Dockerfile, below its last line.',
  );
}

/** What needs no file of the workspace stays as it is in the stage that runs. */
function verbatim(text: string, isKnown: boolean, { runs, state }: StageContext): Part {
  return runs && isKnown
    ? carried(`as it is${ownerNote(text)}`, { copies: [withoutOwner(withPlace(text, state))] })
    : left(
        'copies what the file does not say by itself',
        'Write it into the stage of the new file that needs it.',
      );
}

function fromOutside(
  keyword: string,
  outside: readonly string[],
  { flags, target }: CopyWords,
  { runs, state }: StageContext,
): Part {
  const words = [keyword, ...flags, ...outside, absolute(target, state)].join(' ');
  return runs
    ? carried(`files outside of the project: ${outside.join(', ')}`, {
        copies: [withoutOwner(words)],
      })
    : left(
        `takes ${outside.join(', ')} from outside of the project`,
        'Copy it in the stage `application` of the new file, or make it a library of the workspace.',
      );
}

/** What a source of a COPY is to the project. */
interface WithinProject {
  readonly kind: 'project' | 'library' | 'outside';
  /** Relative to the project's folder, or to the workspace root if it is outside. */
  readonly path: string;
  /** The folder that is copied, if it holds the project and others beside it. */
  readonly around?: string;
}

function withinProject(
  source: string,
  { facts: { dir, context, libraries } }: StageContext,
): WithinProject {
  const path = withoutSlash(posix.join(context, posix.join('/', source).slice(1)));
  if (dir === '.' || path === dir) return { kind: 'project', path: path === dir ? '.' : path };
  if (path.startsWith(`${dir}/`)) return { kind: 'project', path: path.slice(dir.length + 1) };
  if (dir.startsWith(`${path}/`) || path === '.') {
    return { kind: 'project', path: '.', around: path };
  }
  const isLibrary = libraries.some(
    (each) => path === each || path.startsWith(`${each}/`) || each.startsWith(`${path}/`),
  );
  const isLock = isMetadataSource(path);
  return { kind: isLibrary || isLock ? 'library' : 'outside', path };
}

/** Files of another stage or image: packages, code that went through a stage, or what a foreign stage made. */
function fromElsewhere(
  text: string,
  words: CopyWords,
  from: Reference,
  context: StageContext,
): Part {
  const sources = words.sources.map((source) => expanded(source, context.state) ?? source);
  const { environments, installers, runs } = context;
  const state = from.stage === undefined ? undefined : context.stageState(from.stage);
  const isUv = from.stage === undefined ? isImageOfUv(from.text) : installers.has(from.stage);
  if (isUv) return HAS_UV;
  if (state) {
    const isPackages = sources.every(
      (source) =>
        ENVIRONMENT.test(source) ||
        [...environments].some((each) => source === each || source.startsWith(`${each}/`)),
    );
    if (isPackages) return recognised('packages: from the stage that installs them');
    if (sources.every((source) => state.exported.includes(source))) {
      return recognised('packages: the list that was exported there');
    }
    const isCode = sources.every((source) =>
      state.copies.some(
        ({ target }) => target === trimmed(source) || target.startsWith(`${trimmed(source)}/`),
      ),
    );
    if (isCode) return recognised('code and packages: from the stage that installs them');
    return left(
      `takes ${sources.join(', ')} out of a stage that installs packages`,
      'Nobody knows which step made it. Write that step into a stage of its own in the new file, and copy it from there.',
    );
  }
  return runs
    ? carried(
        `files of ${from.stage === undefined ? '' : 'the stage '}${from.text}${ownerNote(text)}`,
        { copies: [withoutOwner(withPlace(text, context.state))] },
      )
    : left(
        `takes ${sources.join(', ')} for building`,
        'Copy it in the stage `application` of the new file.',
      );
}

/** An instruction with an absolute target: in the new file no WORKDIR stands before it. */
function withPlace(text: string, state: StageState): string {
  const [head = '', ...heredoc] = text.split('\n');
  const [, before = '', target = ''] = /^(.*\s)(\S+)$/.exec(head) ?? [];
  const isList = head.trimEnd().endsWith(']');
  const place = isList ? undefined : expanded(target, state);
  if (place !== undefined) return [`${before}${absolute(place, state)}`, ...heredoc].join('\n');
  return text.replace(/"([^"\\]*)"\]$/, (_, last: string) => `"${absolute(last, state)}"]`);
}

/** Where packages and installers lie by custom. */
const ENVIRONMENT =
  /(^|\/)\.?venv\b|site-packages|dist-packages|(^|\/)\.local(\/|$)|^\/install\b|^\/wheels?\b|^\/usr\/local(\/(bin|lib)\b.*)?\/?$|\/poetry\b|\/pypoetry\b|\/uv\b/;
