import { posix } from 'node:path';
import { findNodeAtLocation, getNodeValue, parseTree } from 'jsonc-parser';
import type { Image } from '../../images/model/image';
import type { JobProblem } from '../../problems/kinds/commands/job-problem';
import { lineAt } from '../../problems/line-at';
import { asStrings, asTable } from '../../python/toml/toml-value';
import { withoutMark } from '../../workspace/files/file-text';
import { setInJson } from '../edit-json';
import type { FileEdit } from '../file-edit';

/** The target of a job, in Nx's terms. */
interface JobTarget {
  readonly executor: string;
  readonly continuous?: true;
  readonly dependsOn: readonly [string];
  readonly options: { readonly image?: string; readonly command: readonly string[] };
}

/** A job as it is asked for. */
export interface JobOptions {
  /** Name of the target. */
  readonly name: string;
  readonly args: readonly string[];
  readonly isContinuous: boolean;
  /** A target of that name may be overwritten. */
  readonly force: boolean;
}

/** What a job is planned from. */
export interface JobFacts {
  /** The image that the command runs in. */
  readonly image: Image;
  readonly buildTarget: string;
  /** Names of targets that this plugin gives the project. */
  readonly inferred: ReadonlySet<string>;
  readonly read: (file: string) => string | undefined;
}

/**
 * Plans the target of a job in the project.json of its project, which is written if it is missing.
 *
 * @returns edits, and whether they take the place of a target
 */
export function planJob(
  options: JobOptions,
  facts: JobFacts,
):
  | { readonly edits: readonly FileEdit[]; readonly replaces: boolean }
  | { readonly problem: JobProblem } {
  const { name, force } = options;
  const { image, inferred, read } = facts;
  if (inferred.has(name)) return { problem: { kind: 'target-inferred', target: name } };
  const [manifest, npm] = ['project.json', 'package.json'].map((file) =>
    posix.join(image.root, file),
  ) as [string, string];
  const others = [
    ['scripts', name],
    ['nx', 'targets', name],
  ];
  const other = others.map((path) => placeIn(npm, read(npm), path)).find((place) => place);
  if (other) return { problem: { kind: 'target-taken', place: other.place, target: name } };
  const target = targetOf(options, facts);
  const text = read(manifest);
  if (text === undefined) {
    return { edits: [edit(manifest, newManifest(image, name, target))], replaces: false };
  }
  const existing = placeIn(manifest, text, ['targets', name]);
  if (existing && isSame(existing.value, target)) return { edits: [], replaces: false };
  return existing && !force && !isUnedited(existing.value)
    ? { problem: { kind: 'target-taken', place: existing.place, target: name } }
    : {
        edits: [edit(manifest, setInJson(text, ['targets', name], target))],
        replaces: existing !== undefined,
      };
}

function targetOf(
  { args, isContinuous }: JobOptions,
  { image: { name }, buildTarget }: JobFacts,
): JobTarget {
  return {
    executor: 'nx-slipway:run-image',
    ...(isContinuous && { continuous: true }),
    dependsOn: [name === undefined ? buildTarget : `${buildTarget}-${name}`],
    options: { ...(name !== undefined && { image: name }), command: args },
  };
}

/** Whether a target runs the same, whatever else somebody has added to it. */
function isSame(existing: unknown, { executor, continuous, options }: JobTarget): boolean {
  const given = existing as Partial<JobTarget> | null;
  const key = (target: Partial<JobTarget> | null | undefined) =>
    JSON.stringify([
      target?.executor,
      target?.continuous === true,
      target?.options?.image,
      target?.options?.command,
    ]);
  return key(given) === key({ executor, ...(continuous && { continuous }), options });
}

/** Whether a target has nothing but what this generator writes, so that another command loses nothing else. */
function isUnedited(existing: unknown): boolean {
  const { executor, continuous, dependsOn, options, ...others } = asTable(existing);
  const { image: _, command, ...more } = asTable(options);
  const isOurs = executor === 'nx-slipway:run-image' && Array.isArray(command);
  const isPlain = continuous === undefined || continuous === true;
  const buildsOne = asStrings(dependsOn).length === 1 && (dependsOn as unknown[]).length === 1;
  return (
    isOurs && isPlain && buildsOne && [others, more].every((each) => Object.keys(each).length === 0)
  );
}

/** A project.json that says what the plugin has inferred so far, since Nx lets the file decide. */
function newManifest({ root, project }: Image, name: string, target: JobTarget): string {
  const schema = posix.join(
    posix.relative(root, '.') || '.',
    'node_modules/nx/schemas/project-schema.json',
  );
  const manifest = {
    $schema: schema.startsWith('.') ? schema : `./${schema}`,
    name: project,
    projectType: 'application',
    targets: { [name]: target },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function placeIn(file: string, text: string | undefined, path: readonly string[]) {
  const source = withoutMark(text ?? '');
  const root = parseTree(source);
  const node = root && findNodeAtLocation(root, [...path]);
  if (!node) return undefined;
  const place = { file, line: lineAt(source, node.offset) };
  return { place, value: getNodeValue(node) as unknown };
}

function edit(file: string, content: string): FileEdit {
  return { file, content, owner: 'framework' };
}
