import { posix } from 'node:path';
import type { RequirementsProblem } from '../../problems/kinds/projects/requirements-problem';
import { isArchive } from '../pyproject/is-archive';
import { UNKNOWN_ENCODING } from './foreign-encoding';
import { LOCAL_LINES } from './remove-local-lines';
import type { RequirementsFile, RequirementsLine } from './requirements-file';
import { nestedPath } from './requirements-sets';

/** What lines are checked against. */
export interface RequirementsContext {
  /** Folder of the project. */
  readonly dir: string;
  /** Compiles the file again. */
  readonly command: string;
  /** Whether something else names it by `-c`; it may then have versions without hashes. */
  readonly isConstraints: boolean;
  readonly hasFile: (file: string) => boolean;
}

/** What pip would not install with `--require-hashes`, or not find in the stage `lock`. */
export function checkRequirements(
  requirements: RequirementsFile,
  context: RequirementsContext,
): readonly RequirementsProblem[] {
  const { file, lines, encoding } = requirements;
  if (encoding !== undefined) {
    const named = encoding !== UNKNOWN_ENCODING && { encoding };
    return [{ kind: 'requirements-encoding', place: { file }, ...named }];
  }
  const found = lines.flatMap((line) => {
    const problem = checkLine(line, file, context);
    const place = { file, line: line.line };
    return problem ? [{ ...problem, place } as RequirementsProblem] : [];
  });
  return [...found, ...checkMisread(requirements, context.dir, found)];
}

/** The step's sed edits the files beside the pyproject. A line with another problem has to be written again anyway. */
function checkMisread(
  { file, misread }: RequirementsFile,
  dir: string,
  found: readonly RequirementsProblem[],
): readonly RequirementsProblem[] {
  if (!misread || !isEdited(file, dir)) return [];
  const { line, text: requirement, as, isMarked } = misread;
  const place = { file, line };
  if (found.some((problem) => problem.place.line === line)) return [];
  if (as === 'removed') return [{ kind: 'requirements-line-removed', place, requirement }];
  return [
    {
      kind: 'requirements-local-spelling',
      place,
      requirement,
      ...(isMarked && { isMarked }),
    },
  ];
}

function isEdited(file: string, dir: string): boolean {
  return posix.dirname(file) === dir && file.endsWith('.txt');
}

type Unplaced = RequirementsProblem extends infer P
  ? P extends RequirementsProblem
    ? Omit<P, 'place'>
    : never
  : never;

function checkLine(
  line: RequirementsLine,
  file: string,
  { dir, command, isConstraints, hasFile }: RequirementsContext,
): Unplaced | undefined {
  switch (line.kind) {
    case 'broken':
      return { kind: 'requirements-line-broken', requirement: line.text, detail: line.detail };
    case 'local':
      return checkLocal(line, file, dir);
    case 'file': {
      const wanted = nestedPath(file, line.path);
      const isThere = !/^\.\.\/|^\/|:\/\//.test(wanted) && hasFile(wanted);
      return isThere ? undefined : { kind: 'requirements-nested-missing', wanted };
    }
    case 'option':
      return isLocalLinks(line)
        ? { kind: 'requirements-local-file', requirement: line.text }
        : undefined;
    case 'url':
      return isConstraints ? undefined : checkUrl(line.url, line.options, command);
    case 'package': {
      const { text: requirement, url, specifiers } = line.requirement;
      if (isConstraints) return undefined;
      if (url !== undefined) return checkUrl(url, line.options, command, requirement);
      if (!isExact(specifiers)) return { kind: 'requirement-unpinned', requirement, command };
      return isHashed(line.options)
        ? undefined
        : { kind: 'requirement-unhashed', requirement, command };
    }
  }
}

/** The step's sed sees lines one by one. */
function checkLocal(
  { text, path }: Extract<RequirementsLine, { kind: 'local' }>,
  file: string,
  dir: string,
): Unplaced | undefined {
  if (isArchive(path)) return { kind: 'requirements-local-file', requirement: text };
  if (!isEdited(file, dir)) {
    const instead = posix.join(dir, 'requirements.txt');
    return { kind: 'requirements-local-elsewhere', requirement: text, instead };
  }
  return new RegExp(LOCAL_LINES).test(text)
    ? undefined
    : { kind: 'requirements-local-spelling', requirement: text };
}

function checkUrl(
  url: string,
  options: readonly string[],
  command: string,
  requirement = url,
): Unplaced | undefined {
  if (/^(git|hg|svn|bzr)(\+|:)/.test(url)) return { kind: 'requirement-unhashable', requirement };
  return isHashed(options) || /#(.*&)?sha(256|384|512)=/.test(url)
    ? undefined
    : { kind: 'requirement-unhashed', requirement, command };
}

function isLocalLinks({ option, value = '' }: { option: string; value?: string }): boolean {
  return /^(-f|--find-links)$/.test(option) && !/^https?:\/\//.test(value);
}

/** pip's rule: one `==` without a wildcard, or `===`. */
function isExact(specifiers: readonly string[]): boolean {
  const [only = ''] = specifiers;
  return specifiers.length === 1 && /^===?/.test(only) && !only.endsWith('*');
}

function isHashed(options: readonly string[]): boolean {
  return options.some((each) => each.startsWith('--hash='));
}
