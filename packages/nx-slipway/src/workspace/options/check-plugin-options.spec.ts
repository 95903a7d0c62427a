import { expect, test } from 'vitest';
import { formatProblem } from '../../problems/format-problem';
import { checkPluginOptions, validOptions } from './check-plugin-options';
import { normalizePluginOptions } from './plugin-options';

function nxJson(options: unknown) {
  return `// ours\n${JSON.stringify({ plugins: ['a', { plugin: 'nx-slipway', options }] }, undefined, 2)}`;
}
function said(options: unknown) {
  return checkPluginOptions(options, nxJson(options)).map(formatProblem).join('\n');
}

test.each([
  [
    { namespace: 5 },
    'nx.json:8:22: the option `namespace` of nx-slipway cannot be 5\n  Write a text such as "acme".',
  ],
  [
    { cacheBackend: {} },
    'nx.json:8:25: the option `cacheBackend` of nx-slipway cannot be {}\n  Write a text such as "registry".',
  ],
  [
    { tags: 'latest' },
    'nx.json:8:17: the option `tags` of nx-slipway cannot be "latest"\n  Write a list of texts such as ["type=sha"].',
  ],
  [
    { engine: 'dockr' },
    'nx.json:8:19: the option `engine` of nx-slipway cannot be "dockr"\n  Write "docker" or "podman".',
  ],
  [
    { compression: 'xz' },
    'nx.json:8:24: the option `compression` of nx-slipway cannot be "xz"\n  Write "gzip" or "zstd" or "estargz".',
  ],
  [
    { nameSpace: 'acme' },
    'nx.json:8:22: nx-slipway has no option `nameSpace`\n  Remove it, or write `namespace`.',
  ],
  [
    ['acme'],
    'nx.json:7:18: the option `options` of nx-slipway cannot be ["acme"]\n  Write an object such as { "namespace": "acme" }.',
  ],
])('%j is refused with its place', (options, expected) => expect(said(options)).toBe(expected));

const OPTIONS = [
  ...['namespace', 'buildTargetName', 'runTargetName', 'pushTargetName', 'sharedLayers'],
  ...['repositories', 'tags', 'cacheBackend', 'engine', 'builder', 'compression'],
];

test.each(OPTIONS)('%s of a wrong type is a problem, and counts as not set', (option) => {
  for (const value of [5, {}, null, [1], { a: [] }]) {
    expect(checkPluginOptions({ [option]: value }, undefined)).toMatchObject([
      { kind: 'plugin-option-invalid', option, place: { file: 'nx.json' } },
    ]);
    expect(validOptions({ [option]: value })).toEqual({});
    const workspace = { packageName: undefined, folder: 'shop' };
    expect(normalizePluginOptions({ [option]: value }, workspace)).toEqual(
      normalizePluginOptions(undefined, workspace),
    );
  }
});

test('what is as it should be is no problem, with a byte order mark as well', () => {
  const options = { namespace: '', tags: ['latest'], sharedLayers: false, engine: 'podman' };
  expect(checkPluginOptions(options, `\uFEFF${nxJson(options)}`)).toEqual([]);
  expect(validOptions(options)).toEqual(options);
});
