import { posix } from 'node:path';
import type { NxJsonConfiguration } from '@nx/devkit';
import type { Image } from '../../images/model/image';
import type { FindSettings, ImageSetting } from '../../images/model/image-setting';
import { asArray, asString, asTable } from '../../python/toml/toml-value';
import { type FileFacts, type TargetOptions, targetOptions } from './file-facts';

/** Where targets of images are configured. */
export interface SettingSources {
  /** By path relative to the workspace root. */
  readonly facts: ReadonlyMap<string, FileFacts>;
  readonly targetDefaults: NxJsonConfiguration['targetDefaults'];
  readonly targetNames: { readonly buildTargetName: string; readonly pushTargetName: string };
}

/**
 * The settings that project.json, package.json and nx.json give an image's targets, configurations included. Which
 * of several defaults Nx would take is not worked out: each counts, so that what any of them takes is an input.
 */
export function configuredSettings(sources: SettingSources): FindSettings {
  const defaults = defaultOptions(sources.targetDefaults);
  return (image) => {
    const own = targetsOf(image, sources.targetNames);
    const written = ['project.json', 'package.json'].flatMap((name) => {
      const fact = sources.facts.get(posix.join(image.root, name));
      return fact?.kind === 'manifest' ? [fact.targets] : [];
    });
    const given = own.flatMap((target) => written.flatMap((targets) => targets[target] ?? []));
    const fallbacks = defaults.filter(({ keys }) => keys.some((key) => isMeant(key, own)));
    const all = [{}, ...fallbacks.map(({ options }) => options)].flatMap((fallback) =>
      [{}, ...given].map((options) => settingOf({ ...fallback, ...options }, image)),
    );
    const distinct = new Map(all.map((setting) => [JSON.stringify(setting), setting]));
    const isPlain = [...distinct.keys()].every((text) => text === '{}');
    // What is configured stands for the plain form, unless some target is without it.
    if (isPlain) return [];
    const certain = given.length > 0 || fallbacks.length > 0;
    return [...distinct].flatMap(([text, setting]) => (certain && text === '{}' ? [] : [setting]));
  };
}

/** Targets that build an image. */
function targetsOf(
  { name }: Image,
  { buildTargetName: build, pushTargetName: push }: SettingSources['targetNames'],
): readonly string[] {
  const ofAll = [build, push];
  return name === undefined ? ofAll : [...ofAll, ...ofAll.map((each) => `${each}-${name}`)];
}

interface DefaultOptions {
  /** Names of targets or executors, or patterns of them. */
  readonly keys: readonly string[];
  readonly options: TargetOptions;
}

/** Since Nx 24 the defaults of one key may be a list, whose entries say what they are for. */
function defaultOptions(defaults: unknown): readonly DefaultOptions[] {
  return Object.entries(asTable(defaults)).flatMap(([key, value]) => {
    const entries = Array.isArray(value) ? asArray(value) : [value];
    return entries.flatMap((entry) =>
      (targetOptions({ [key]: entry })[key] ?? []).map((options) => ({ keys: [key], options })),
    );
  });
}

function isMeant(key: string, targets: readonly string[]): boolean {
  if (/^nx-slipway:(build|push)-image$/.test(key)) return true;
  const pattern = key.split('*').map((part) => part.replace(/[^\w]/g, '\\$&'));
  return targets.some((target) => new RegExp(`^${pattern.join('.*')}$`).test(target));
}

function settingOf(options: TargetOptions, { root, project }: Image): ImageSetting {
  const filled = (text: string): string =>
    text
      .replaceAll('{projectRoot}', root)
      .replaceAll('{projectName}', project)
      .replace(/^\{workspaceRoot\}\/?/, '');
  const texts = (value: unknown): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(asTable(value)).map(([name, each]) => [name, filled(String(each))]),
    );
  const [buildArgs, contexts] = [texts(options.buildArgs), texts(options.contexts)];
  const [context, target] = [asString(options.context), asString(options.target)];
  return {
    ...(Object.keys(buildArgs).length > 0 && { buildArgs }),
    ...(Object.keys(contexts).length > 0 && { contexts }),
    ...(context !== undefined && { context: posix.normalize(filled(context) || '.') }),
    ...(target !== undefined && { target }),
  };
}
