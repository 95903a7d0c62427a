import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { uvLockOf } from '../../../test-support/uv-lock-of';
import {
  type LockDependency,
  type LockPackage,
  uvLockText,
} from '../../../test-support/uv-lock-text';
import { type Files, rootFiles, serviceFiles } from '../../../test-support/workspace-files';
import { workspaceOf } from '../../../test-support/workspace-of';
import { chooseGroups } from '../../images/shared-layers/choose-groups';
import type { LayerGroups } from '../../images/shared-layers/layer-groups';
import { COMMON_MACHINES } from '../../python/pep508/marker-environment';
import { lockReader } from '../locks/lock-reader';
import { readSharing } from './read-sharing';

/** Services and the packages they need, by name. */
interface Model {
  readonly services: Readonly<Record<string, readonly string[]>>;
  readonly packages: Readonly<Record<string, LockPackage>>;
}

const environment = { python: '3.13', machines: COMMON_MACHINES };
const NAMES = Array.from({ length: 10 }, (_, index) => `p${index}`);
const SERVICES = ['api', 'cron', 'mail', 'web', 'worker'];
const MARKERS = ["platform_machine == 'aarch64'", "sys_platform == 'win32'"];

function some(names: readonly string[], most = 4) {
  return fc.subarray([...names], { maxLength: Math.min(most, names.length) });
}

/** A package that may need later ones, some of them on some machines or on none. */
function lockPackage(name: string, index: number): fc.Arbitrary<LockPackage> {
  return fc
    .tuple(
      some(NAMES.slice(index + 1), 3),
      fc.array(fc.nat(9), { minLength: 3, maxLength: 3 }),
      fc.nat(9),
    )
    .map(([needs, markers, kind]) => ({
      name,
      version: '1.0',
      needs: needs.map((need, at): LockDependency => {
        const marker = MARKERS[markers[at] ?? 9];
        return marker === undefined ? need : { name: need, marker };
      }),
      ...(kind === 0 && { files: [`${name}-1.0.tar.gz`] }),
      ...(kind === 1 && { source: '{ git = "https://git.example/it#01" }', files: [] }),
    }));
}

const models: fc.Arbitrary<Model> = fc
  .tuple(fc.tuple(...NAMES.map(lockPackage)), fc.tuple(...SERVICES.map(() => some(NAMES))))
  .map(([packages, needs]) => ({
    services: Object.fromEntries(SERVICES.map((name, index) => [name, needs[index] ?? []])),
    packages: Object.fromEntries(packages.map((each) => [each.name, each])),
  }));

function filesOf({ services, packages }: Model): Files {
  const pyprojects = Object.entries(services).map(([name, needs]) => {
    const file = `services/${name}/pyproject.toml`;
    return { [file]: serviceFiles({ name, packages: needs })[file] ?? '' };
  });
  const lock = uvLockText([
    ...Object.entries(services).map(([name, needs]) => ({
      ...{ name, version: '0.1.0', folder: `services/${name}` },
      needs: [...needs].sort(),
    })),
    ...Object.values(packages),
  ]);
  return Object.assign({}, rootFiles(), ...pyprojects, { 'uv.lock': lock });
}

const stack = { name: 'python', builderStage: 'builder', hasOwnBuilder: false };

/** What the images of a workspace are planned from, by service. */
function factsOf(model: Model) {
  const files = filesOf(model);
  const workspace = workspaceOf(files);
  const readLock = lockReader({ read: (file) => files[file], workspace });
  return Object.keys(model.services).map((name) => {
    const project = workspace.python.get(`services/${name}`);
    if (!project) throw new Error(`no project ${name}`);
    const selection = { package: name, extras: [], groups: [] };
    const lock = readLock(project, selection, []);
    expect(lock.problems).toEqual([]);
    return { name, project, selection, lock, closure: lock.packages(environment) };
  });
}

type Facts = ReturnType<typeof factsOf>;

/** What images install by given layer groups, by service. */
function imagesOf(facts: Facts, layerGroups: LayerGroups) {
  return new Map(
    facts.map(({ name, closure, ...rest }) => {
      const sharing = readSharing({ stack, environment, closure, ...rest }, layerGroups);
      const [layers, own] = [
        sharing?.shared.layers ?? [],
        sharing?.lock ?? rest.lock.slice().files,
      ];
      return [name, { closure, layers, own, step: sharing?.dependencies }] as const;
    }),
  );
}

type Images = ReturnType<typeof imagesOf>;

/** The layer groups as they are committed. */
function layerGroupsOf(facts: Facts): LayerGroups {
  const images = facts.map(({ name, closure }) => ({ id: name, closure, hasOwnBuilder: false }));
  return { stacks: new Map([['python', chooseGroups(images)]]), together: [] };
}

/** The images of a workspace by the layer groups that are committed for it. */
function committed(model: Model) {
  const facts = factsOf(model);
  const layerGroups = layerGroupsOf(facts);
  const before = imagesOf(facts, layerGroups);
  return { before, after: (edited: Model) => imagesOf(factsOf(edited), layerGroups) };
}

/** Services whose image differs in any way. */
function changed(before: Images, after: Images) {
  return [...before].flatMap(([name, image]) => (isEqual(image, after.get(name)) ? [] : [name]));
}

// Each of them reads two locks.
function forAll<T>(edits: fc.Arbitrary<T>, property: (model: Model, edit: T) => void): void {
  fc.assert(fc.property(models, edits, property), { numRuns: 25, seed: 3 });
}

// A busy machine takes its time over hundreds of locks.
vi.setConfig({ testTimeout: 60_000 });

const service = fc.constantFrom(...SERVICES);

test('layers and remainder hold exactly the closure, each package once', () =>
  forAll(fc.constant(0), (model) => {
    for (const [name, { closure, layers, own, step }] of committed(model).before) {
      if (layers.length === 0) continue;
      const installed = closure.map((each) => each.name);
      const shared = layers.flatMap(({ packages }) => packages);
      const left = uvLockOf(own?.['uv.lock'] ?? '')
        .packages.map((each) => each.name)
        .filter((each) => each !== name);
      expect([...shared, ...left].sort()).toEqual(installed);
      expect(step).toBe(left.length === 0 ? 'nothing' : undefined);
    }
  }));

test('a service that gains or drops packages changes its own image only', () =>
  forAll(fc.tuple(service, some(NAMES)), (model, [name, needs]) => {
    const { before, after } = committed(model);
    const edited = { ...model, services: { ...model.services, [name]: needs } };
    expect(changed(before, after(edited)).filter((each) => each !== name)).toEqual([]);
  }));

test('a new service and one that is gone change nobody’s image', () =>
  forAll(fc.tuple(service, some(NAMES)), (model, [name, needs]) => {
    const { before, after } = committed(model);
    const { [name]: _gone, ...rest } = model.services;
    const edited = { ...model, services: { ...rest, 'a-new-one': needs } };
    expect(changed(before, after(edited))).toEqual([name]);
  }));

test('another version changes the images that hold it alone, and of layers its group’s', () =>
  forAll(fc.constantFrom(...NAMES), (model, name) => {
    const { [name]: found = { name } } = model.packages;
    const files = found.files?.map((file) => file.replace('1.0', '2.0'));
    const bumped = { ...found, version: '2.0', ...(files && { files }) };
    const { before, after: edit } = committed(model);
    const after = edit({ ...model, packages: { ...model.packages, [name]: bumped } });
    for (const [id, { closure, layers, own }] of before) {
      const now = after.get(id);
      const isIn = (packages: readonly string[]) => packages.includes(name);
      const isHeld = isIn(closure.map((each) => each.name));
      expect(now?.layers.map(({ packages }) => packages)).toEqual(
        layers.map(({ packages }) => packages),
      );
      expect(layers.filter((layer, at) => !isEqual(layer, now?.layers[at]))).toEqual(
        layers.filter(({ packages }) => isIn(packages)),
      );
      const isShared = layers.some(({ packages }) => isIn(packages));
      // A slice, without layers, holds what is for other systems as well.
      if (layers.length > 0) expect(isEqual(own, now?.own)).toBe(!isHeld || isShared);
      else if (isHeld) expect(isEqual(own, now?.own)).toBe(false);
    }
  }));

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
