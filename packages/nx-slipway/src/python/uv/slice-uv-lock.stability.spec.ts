import { parse } from '@decimalturn/toml-patch';
import { expect, test } from 'vitest';
import { seededRandom } from '../../../test-support/seeded-random';
import { parseUvLock } from './parse-uv-lock';
import { sliceUvLock } from './slice-uv-lock';

/** A workspace as its lock shows it; packages and lists by name. */
interface Model {
  readonly markers: readonly string[];
  readonly packages: Readonly<Record<string, Package>>;
}

interface Package {
  readonly versions: readonly string[];
  readonly isLocal: boolean;
  readonly needs: readonly string[];
  readonly extras: Readonly<Record<string, readonly string[]>>;
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

const selection = { package: 'api', extras: ['fast'], groups: ['http'] };
const seeds = Array.from({ length: 12 }, (_, seed) => seed);

const unrelated: Readonly<Record<string, (model: Model) => Model>> = {
  'a new member that needs everything': (model) =>
    withPackage(withPackage(model, 'new-third', third('1')), 'new-member', {
      ...local(),
      needs: ['new-third', ...Object.keys(model.packages)],
    }),
  'a new member before all others': (model) =>
    withPackage(model, 'aaa', { ...local(), needs: ['p0'] }),
  'another version of the project itself': (model) => changed(model, 'api', { versions: ['9.9'] }),
  'another version of a library': (model) => changed(model, 'lib', { versions: ['9.9'] }),
  'a group of its own': (model) =>
    changed(withPackage(model, 'new-tool', third('1')), 'api', {
      groups: { ...model.packages.api?.groups, docs: ['new-tool', 'p1'] },
    }),
  'an extra of its own': (model) =>
    changed(withPackage(model, 'new-tool', third('1')), 'api', {
      extras: { ...model.packages.api?.extras, aa: ['new-tool'] },
    }),
  'a group and an extra of a library': (model) =>
    changed(model, 'lib', { groups: { dev: ['p9'] }, extras: { x: ['p8'] } }),
  'an extra of a shared package that somebody else asks for': (model) =>
    changed(model, 'p1', { extras: { ...model.packages.p1?.extras, zz: ['p9'] } }),
  'markers of a fork elsewhere': (model) => ({ ...model, markers: ["sys_platform == 'win32'"] }),
  'another version of a package that only the other service needs': (model) =>
    changed(model, 'alone', { versions: ['2'] }),
  'a second version of that package': (model) => changed(model, 'alone', { versions: ['1', '2'] }),
};

test.each(Object.keys(unrelated))('a slice is the same byte for byte after %s', (name) => {
  for (const seed of seeds) {
    const model = randomModel(seed);
    const after = unrelated[name]?.(model) ?? model;
    expect(render(after)).not.toBe(render(model));
    expect(slice(after), `seed ${seed}`).toBe(slice(model));
  }
});

test.each(['api', 'lib'])('a slice changes with what %s needs', (name) => {
  for (const seed of seeds) {
    const model = randomModel(seed);
    const needs = [...(model.packages[name]?.needs ?? []), 'alone'];
    expect(slice(changed(model, name, { needs })), `seed ${seed}`).not.toBe(slice(model));
  }
});

test('a slice holds every package that it names', () => {
  for (const seed of seeds) {
    const { package: packages } = parse(slice(randomModel(seed)));
    const names = new Set(packages.map((each: { name: string }) => each.name));
    const named = [...slice(randomModel(seed)).matchAll(/\{ name = "([^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(named.filter((name) => !names.has(name))).toEqual([]);
  }
});

function slice(model: Model): string {
  const text = render(model);
  const { lock } = parseUvLock(parse(text), { file: 'uv.lock', text });
  return lock ? sliceUvLock(lock, selection, '.').text : '';
}

/** Ten packages of which each may need later ones, two services and a library. */
function randomModel(seed: number): Model {
  const random = seededRandom(seed);
  const some = (names: readonly string[]) => names.filter(() => random() < 0.3);
  const names = Array.from({ length: 10 }, (_, index) => `p${index}`);
  const packages = names.map((name, index) => {
    const later = names.slice(index + 1);
    return [name, { ...third('1'), needs: some(later), extras: { more: some(later) } }] as const;
  });
  return {
    markers: [],
    packages: {
      ...Object.fromEntries(packages),
      alone: third('1'),
      lib: { ...local(), needs: some(names), extras: { cache: some(names) } },
      api: {
        ...local(),
        needs: ['lib', 'p0', ...some(names.slice(1))],
        extras: { fast: some(names), slow: some(names) },
        groups: { http: some(names), dev: some(names) },
      },
      worker: { ...local(), needs: ['lib', 'alone', ...some(names)], groups: { dev: some(names) } },
    },
  };
}

function third(version: string): Package {
  return { versions: [version], isLocal: false, needs: [], extras: {}, groups: {} };
}

function local(): Package {
  return { ...third('1.0'), isLocal: true };
}

function withPackage(model: Model, name: string, added: Package): Model {
  return { ...model, packages: { ...model.packages, [name]: added } };
}

function changed(model: Model, name: string, change: Partial<Package>): Model {
  return withPackage(model, name, { ...(model.packages[name] ?? local()), ...change });
}

/** The lock as uv lays it out. */
function render({ markers, packages }: Model): string {
  const names = Object.keys(packages).sort();
  const members = names.filter((name) => packages[name]?.isLocal);
  const blocks = names.flatMap((name) => {
    const each = packages[name] ?? local();
    return each.versions.map((version) => block(name, version, each));
  });
  return [
    'version = 1\nrevision = 5\nrequires-python = ">=3.12"',
    ...(markers.length > 0
      ? [`resolution-markers = [\n${markers.map((each) => `    "${each}",\n`).join('')}]`]
      : []),
    `\n[manifest]\nmembers = [\n${members.map((each) => `    "${each}",\n`).join('')}]`,
    ...blocks,
  ].join('\n');

  function block(name: string, version: string, each: Package): string {
    const source = each.isLocal
      ? `{ editable = "projects/${name}" }`
      : '{ registry = "https://index.example/simple" }';
    const provided = Object.keys(each.extras).map((extra) => `"${extra}"`);
    return [
      `\n[[package]]\nname = "${name}"\nversion = "${version}"\nsource = ${source}`,
      ...(each.versions.length > 1
        ? [`resolution-markers = [\n    "python_full_version < '3.${version}'",\n]`]
        : []),
      ...list('dependencies', each.needs),
      ...(each.isLocal
        ? []
        : [`wheels = [\n    { url = "https://files.example/${name}-${version}.whl" },\n]`]),
      ...table('optional-dependencies', each.extras),
      ...table('dev-dependencies', each.groups),
      ...(each.isLocal ? [`\n[package.metadata]\nprovides-extras = [${provided.join(', ')}]`] : []),
      ...(each.isLocal ? table('metadata.requires-dev', each.groups) : []),
    ].join('\n');
  }

  function table(name: string, lists: Package['extras']): readonly string[] {
    const rows = Object.keys(lists)
      .sort()
      .flatMap((key) => list(key, lists[key] ?? []));
    return rows.length === 0 ? [] : [`\n[package.${name}]`, ...rows];
  }

  function list(key: string, needs: readonly string[]): readonly string[] {
    const entries = [...new Set(needs)]
      .sort()
      .flatMap((name) =>
        (packages[name]?.versions ?? []).map((version, _, all) =>
          all.length > 1
            ? `    { name = "${name}", version = "${version}", source = { registry = "https://index.example/simple" } },\n`
            : `    { name = "${name}"${name === 'p1' ? ', extra = ["more"]' : ''} },\n`,
        ),
      );
    return entries.length === 0 ? [] : [`${key} = [\n${entries.join('')}]`];
  }
}
