import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { COMPRESSIONS, type Compression } from '../../images/options/compression';
import { ENGINE_NAMES, type EngineName } from '../../images/options/engine-capabilities';
import { closest } from '../../problems/closest';
import type { PluginOptionProblem } from '../../problems/kinds/nx-problem';
import type { Place } from '../../problems/place';
import { withoutMark } from '../files/file-text';

/** Options of the plugin in nx.json. */
export interface PluginOptions {
  /** Stands before every image's name: `acme` makes `acme/api`; empty for nothing. */
  readonly namespace?: string;
  readonly buildTargetName?: string;
  readonly runTargetName?: string;
  /** Whether images share layers of third-party packages, as `shared-layers.json` groups them. */
  readonly sharedLayers?: boolean;
  readonly pushTargetName?: string;
  /** Name of the target of stacks that compares built images with the newest base. */
  readonly checkBaseTargetName?: string;
  /** Name of the target that runs a project's tests in the stack's stage `dev`; without a name projects have no such target. */
  readonly testTargetName?: string;
  /** The same of its linter. */
  readonly lintTargetName?: string;
  /** Name of the target that locks a project with its own installer; without a name projects have no such target. */
  readonly lockTargetName?: string;
  /** Name of the target that runs an image on its sources; without a name projects have no such target. */
  readonly devTargetName?: string;
  /** Where images are pushed to: `registry.example/team/{{image}}`; none for their names alone. */
  readonly repositories?: readonly string[];
  /** Templates of the tags they are pushed under, as docs/reference/tags.md has them; none for `latest`. */
  readonly tags?: readonly string[];
  /** Where builds keep layers beside the builder, as the executor's option of that name. */
  readonly cacheBackend?: string;
  /** Files that describe roles, or folders of them, relative to the workspace root. */
  readonly roles?: string | readonly string[];
  /** Who builds: `docker`, or `podman`. */
  readonly engine?: EngineName;
  /** buildx builder of every build. */
  readonly builder?: string;
  /** What layers are compressed with that images are pushed with. */
  readonly compression?: Compression;
}

/** What an option may be. */
interface OptionSchema {
  readonly isValid: (value: unknown) => boolean;
  /** What to write: `a text such as "acme"`. */
  readonly expected: string;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
function text(example: string): OptionSchema {
  return {
    isValid: isText,
    expected: `a text such as ${JSON.stringify(example)}`,
  };
}
function texts(example: string): OptionSchema {
  return {
    isValid: (value) => Array.isArray(value) && value.every(isText),
    expected: `a list of texts such as [${JSON.stringify(example)}]`,
  };
}

function oneOf(names: readonly string[]): OptionSchema {
  return {
    isValid: (value) => names.some((name) => name === value),
    expected: names.map((name) => JSON.stringify(name)).join(' or '),
  };
}

/** Every option of the plugin. The compiler finds one that is missing here. */
const OPTIONS: Readonly<Record<keyof PluginOptions, OptionSchema>> = {
  namespace: text('acme'),
  buildTargetName: text('build-image'),
  runTargetName: text('run-image'),
  pushTargetName: text('push-image'),
  checkBaseTargetName: text('check-base'),
  testTargetName: text('test'),
  lintTargetName: text('lint'),
  lockTargetName: text('lock'),
  devTargetName: text('dev'),
  sharedLayers: { isValid: (value) => typeof value === 'boolean', expected: 'true or false' },
  repositories: texts('ghcr.io/acme/{{image}}'),
  tags: texts('type=sha'),
  cacheBackend: text('registry'),
  roles: {
    isValid: (value) => isText(value) || (Array.isArray(value) && value.every(isText)),
    expected: 'a folder such as "tools/roles", or a list of files and folders',
  },
  engine: oneOf(ENGINE_NAMES),
  builder: text('default'),
  compression: oneOf(COMPRESSIONS),
};

/** Returns what is wrong with the plugin's options, and where they are set. @param nxJson text of nx.json */
export function checkPluginOptions(
  options: unknown,
  nxJson: string | undefined,
): readonly PluginOptionProblem[] {
  if (options === undefined || options === null) return [];
  if (!isObject(options)) {
    const expected = 'an object such as { "namespace": "acme" }';
    return [{ ...invalid('options', options, expected), place: placeOf(nxJson) }];
  }
  return Object.entries(options).flatMap(([option, value]): PluginOptionProblem[] => {
    const place = placeOf(nxJson, option);
    const schema = schemaOf(option);
    if (!schema) {
      const meant = closest(option, Object.keys(OPTIONS));
      return [{ kind: 'plugin-option-unknown', place, option, ...(meant && { meant }) }];
    }
    return value === undefined || schema.isValid(value)
      ? []
      : [{ ...invalid(option, value, schema.expected), place }];
  });
}

/** Returns the options that are as they should be. The others are as if they were not set. */
export function validOptions(options: unknown): PluginOptions {
  const valid = Object.entries(isObject(options) ? options : {}).filter(([option, value]) =>
    schemaOf(option)?.isValid(value),
  );
  return Object.fromEntries(valid) as PluginOptions;
}

function schemaOf(option: string): OptionSchema | undefined {
  return Object.hasOwn(OPTIONS, option) ? OPTIONS[option as keyof PluginOptions] : undefined;
}

function invalid(option: string, value: unknown, expected: string) {
  return {
    kind: 'plugin-option-invalid' as const,
    option,
    value: JSON.stringify(value) ?? String(value),
    expected,
  };
}

/** Returns whether a value is an object of JSON. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where nx.json sets an option of the plugin; the file alone where it is set in what nx.json extends. */
function placeOf(nxJson: string | undefined, option?: string): Place {
  const file = 'nx.json';
  const source = withoutMark(nxJson ?? '');
  const root = parseTree(source);
  const entries = root && findNodeAtLocation(root, ['plugins'])?.children;
  const own = entries?.find((entry) =>
    isOwnPlugin(String(findNodeAtLocation(entry, ['plugin'])?.value ?? '')),
  );
  const path = option === undefined ? ['options'] : ['options', option];
  const node = own && findNodeAtLocation(own, path);
  if (!node) return { file };
  const before = source.slice(0, node.offset).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Whether nx.json means this plugin: by its package name or by a path to it. */
export function isOwnPlugin(plugin: string): boolean {
  return /(^|\/)nx-slipway(\/|$)/.test(plugin);
}
