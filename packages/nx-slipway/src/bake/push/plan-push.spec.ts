import { describe, expect, test } from 'vitest';
import type { BakeTarget } from '../bake-file';
import type { ImagePush } from './image-push';
import { planPush } from './plan-push';

/** A plan of targets with what they are linked to. */
function planOf(
  links: Readonly<Record<string, readonly string[]>>,
  more: Partial<BakeTarget> = {},
) {
  const target = Object.entries(links).map(([name, linked]): [string, BakeTarget] => [
    name,
    {
      context: '/w',
      contexts: Object.fromEntries(linked.map((each) => [each, `target:${each}`])),
      output: ['type=docker'],
      pull: true,
      'no-cache': true,
      ...more,
    },
  ]);
  return {
    bakeFile: { group: {}, target: Object.fromEntries(target) },
    files: {},
    targets: {},
    allowRead: [],
    cacheFolders: [],
  };
}

function push(id: string, more: Partial<ImagePush> = {}): ImagePush {
  const dockerfile = `services/${id}/Dockerfile`;
  return {
    image: { id, project: id, root: `services/${id}`, dockerfile, reference: `acme/${id}` },
    references: [`r.example/${id}:1`],
    annotations: {},
    attestations: [],
    ...more,
  };
}

describe('waves', () => {
  const wavesOf = (
    links: Readonly<Record<string, readonly string[]>>,
    pushes: readonly ImagePush[],
  ) => planPush(planOf(links), pushes).waves;

  test('images without anything in common are pushed at once', () => {
    expect(wavesOf({ a: [], b: [] }, [push('b'), push('a')])).toEqual([['a', 'b']]);
  });

  test('of images on one base the one with most goes first, and the others at once', () => {
    const links = { base: [], one: ['base'], a: ['base'], b: ['one'], c: ['base'] };
    expect(
      wavesOf(
        links,
        ['a', 'b', 'c'].map((id) => push(id)),
      ),
    ).toEqual([['b'], ['a', 'c']]);
  });

  test('what two have in common beside the base is not sent by both', () => {
    const links = {
      base: [],
      g: [],
      h: [],
      a: ['base', 'g', 'h'],
      b: ['base', 'g'],
      c: ['base', 'h'],
    };
    expect(
      wavesOf(
        { ...links, x: [], d: ['base', 'x'], e: ['base', 'x'] },
        ['a', 'b', 'c', 'd', 'e'].map((id) => push(id)),
      ),
    ).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
  });

  test('an external base is in common, and so is a project', () => {
    const base = 'python:3.13';
    expect(wavesOf({ a: [], b: [] }, [push('a', { base }), push('b', { base })])).toHaveLength(2);
    const one = push('a');
    const other = push('b', { image: { ...push('b').image, root: one.image.root } });
    expect(wavesOf({ a: [], b: [] }, [one, other])).toHaveLength(2);
  });
});

describe('the targets of a push', () => {
  const annotations = { 'org.opencontainers.image.revision': 'c0ffee' };

  test('are those of the build, out of the cache, to a registry', () => {
    const { bakeFile } = planPush(planOf({ base: [], a: ['base'] }), [push('a', { annotations })]);
    expect(bakeFile.target).toEqual({
      base: { context: '/w', contexts: {}, pull: true },
      a: {
        context: '/w',
        contexts: { base: 'target:base' },
        tags: ['r.example/a:1'],
        output: ['type=registry,oci-mediatypes=true'],
        pull: true,
        annotations: ['manifest:org.opencontainers.image.revision=c0ffee'],
        attest: ['type=provenance,disabled=true', 'type=sbom,disabled=true'],
      },
    });
  });

  test('compress what the engine has not compressed yet', () => {
    const plan = { ...planOf({ base: [], a: ['base'] }), compression: 'zstd' as const };
    const { target } = planPush(plan, [push('a')]).bakeFile;
    expect([target.a?.output, target.base?.output]).toEqual([
      ['type=registry,oci-mediatypes=true,compression=zstd'],
      undefined,
    ]);
  });

  test('annotate the index, too, where there is one', () => {
    const platforms = ['linux/amd64', 'linux/arm64'];
    const both = ['index', 'manifest'].map(
      (on) => `${on}:org.opencontainers.image.revision=c0ffee`,
    );
    const several = planPush(planOf({ a: [] }, { platforms }), [push('a', { annotations })]);
    expect(several.bakeFile.target.a?.annotations).toEqual(both);
    const attested = planPush(planOf({ a: [] }), [
      push('a', { annotations, attestations: ['provenance'] }),
    ]);
    expect(attested.bakeFile.target.a).toMatchObject({
      annotations: both,
      attest: ['type=provenance,mode=min', 'type=sbom,disabled=true'],
    });
  });
});
