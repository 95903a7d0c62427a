import type { Dockerfile } from '../../dockerfile/dockerfile';
import { isDockerfile } from '../../dockerfile/dockerfile-name';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import type { Problem } from '../../problems/problem';
import { parseRequirementsFile } from '../../python/pip/parse-requirements-file';
import type { RequirementsFile } from '../../python/pip/requirements-file';
import { parsePyproject } from '../../python/pyproject/parse-pyproject';
import type { Pyproject } from '../../python/pyproject/pyproject';
import { asString, asTable } from '../../python/toml/toml-value';
import { withoutMark } from '../files/file-text';
import { parseTomlText } from '../files/read-toml';

/** What one file says, as plain data that can be cached. */
export type FileFacts =
  | {
      readonly kind: 'dockerfile';
      readonly dockerfile: Dockerfile;
      readonly problems: readonly Problem[];
    }
  | {
      readonly kind: 'pyproject';
      /** Absent where the file is broken. */
      readonly pyproject?: Pyproject;
      readonly problems: readonly Problem[];
    }
  | { readonly kind: 'requirements'; readonly requirements: RequirementsFile }
  | {
      /** A project.json or package.json. */
      readonly kind: 'manifest';
      /** What Nx would name a project after it. */
      readonly name?: string;
      /** False for a root package.json that only holds a workspace together. */
      readonly isProject: boolean;
      /** Options of its targets by target, those of each configuration apart. */
      readonly targets: Readonly<Record<string, readonly TargetOptions[]>>;
      /** Names of targets that it says how to run: those with an executor or a command, and scripts. */
      readonly runs: readonly string[];
      /** One of its targets builds, pushes or runs an image by an executor of ours. */
      readonly asksForImages: boolean;
    };

/** Options of a target, as they are written. */
export type TargetOptions = Readonly<Record<string, unknown>>;

const IMAGE_EXECUTOR = /^nx-slipway:(build|push|run)-image$/;

/**
 * The files {@link readFileFacts} reads: Dockerfiles, pyproject.toml, requirements files, project.json,
 * package.json. What requirements files name is read as well, whatever it is called.
 */
export function hasFacts(file: string): boolean {
  return (
    (isDockerfile(file) ||
      /(^|\/)(pyproject\.toml|requirements(-[^/]+)?\.txt|project\.json|package\.json)$/.test(
        file,
      )) &&
    !/(^|\/)(node_modules|\.venv|site-packages)\//.test(file)
  );
}

/**
 * What a file says.
 *
 * @param read gives the file's text; it may throw, since a file that was listed may be gone by now
 * @returns undefined for a file that is gone
 */
export function readFileFacts(file: string, read: (file: string) => string): FileFacts | undefined {
  let text: string;
  try {
    text = read(file);
  } catch {
    return undefined;
  }
  if (file.endsWith('.json')) return manifestFacts(file, text);
  if (isDockerfile(file)) return { kind: 'dockerfile', ...parseDockerfile(text, file) };
  if (!file.endsWith('.toml')) {
    return { kind: 'requirements', requirements: parseRequirementsFile(text, file) };
  }
  const toml = parseTomlText(text, file);
  return 'problem' in toml
    ? { kind: 'pyproject', problems: [toml.problem] }
    : { kind: 'pyproject', ...parsePyproject(toml.value, file, text) };
}

/** Nx itself reports a manifest that does not parse. */
function manifestFacts(file: string, text: string): FileFacts {
  let json: unknown;
  try {
    json = JSON.parse(withoutMark(text));
  } catch {
    return { kind: 'manifest', isProject: true, targets: {}, runs: [], asksForImages: false };
  }
  const manifest = asTable(json);
  const name = asString(asTable(manifest.nx).name) ?? asString(manifest.name);
  const targets = manifest.targets ?? asTable(manifest.nx).targets;
  return {
    kind: 'manifest',
    ...(name !== undefined && { name }),
    isProject: file !== 'package.json' || 'nx' in manifest,
    targets: targetOptions(targets),
    runs: [
      ...Object.entries(asTable(targets)).flatMap(([target, value]) => {
        const { executor, command } = asTable(value);
        return executor === undefined && command === undefined ? [] : [target];
      }),
      ...Object.keys(asTable(manifest.scripts)),
    ],
    asksForImages: Object.values(asTable(targets)).some((value) =>
      IMAGE_EXECUTOR.test(asString(asTable(value).executor) ?? ''),
    ),
  };
}

/** Of each target its options, and those with each of its configurations over them. */
export function targetOptions(targets: unknown): Record<string, readonly TargetOptions[]> {
  return Object.fromEntries(
    Object.entries(asTable(targets)).map(([name, target]) => {
      const { options, configurations } = asTable(target);
      const plain = asTable(options);
      const configured = Object.values(asTable(configurations)).map((each) => ({
        ...plain,
        ...asTable(each),
      }));
      return [name, [plain, ...configured]];
    }),
  );
}
