import { describe, expect, test } from 'vitest';
import { properties } from '../../executors/build-image/schema.json';
import { properties as runProperties } from '../../executors/run-image/schema.json';
import { formatProblem } from '../../problems/format-problem';
import { checkOptions } from './check-options';
import type { OptionSchemas } from './option-schema';

const nx = { file: 'nx.json', line: 12 };

/** @param typed words behind the task; options without any are from a file */
function check(
  options: object,
  typed: readonly string[] = [],
  schemas: OptionSchemas = properties,
) {
  const target = 'build-image';
  const given = { ...options, __unparsed__: typed };
  const checked = checkOptions(
    { id: 'api:build-image', project: 'api', target, options: given },
    schemas,
    {
      projects: ['api', 'worker'],
      find: () => nx,
    },
  );
  return { options: checked.options, texts: checked.problems.map(formatProblem) };
}

describe('a wrong value that was typed', () => {
  test.each([
    ['compression', 'bz2', '"bz2"', 'gzip, zstd or estargz', '--compression=gzip'],
    ['compression', 'zst', '"zst"', 'gzip, zstd or estargz', '--compression=zstd'],
    ['compression', true, 'true', 'gzip, zstd or estargz', '--compression=gzip'],
    [
      'compression',
      ['gzip', 'zstd'],
      '["gzip","zstd"]',
      'gzip, zstd or estargz',
      '--compression=zstd',
    ],
    [
      'attest',
      ['provenence'],
      '["provenence"]',
      'a list of provenance or sbom',
      '--attest=provenance',
    ],
    ['platforms', true, 'true', 'a list of texts', '--platforms=<platforms>'],
    ['image', true, 'true', 'a text', '--image=<image>'],
    ['push', 'yes', '"yes"', 'true or false', '--push'],
    ['push', 'off', '"off"', 'true or false', '--no-push'],
    ['push', 'maybe', '"maybe"', 'true or false', '--push'],
    ['reuse', 'local', '"local"', 'true, false or registry', '--reuse'],
    ['labels', 'a=b', '"a=b"', 'names with a text each', '--labels.NAME=value'],
    ['target', true, 'true', 'a text', '--stage=<stage>'],
  ])('%s: %j', (option, value, shown, expected, write) => {
    const word = option === 'target' ? '--stage' : `--${option}`;
    const { options, texts } = check({ [option]: value, print: true }, [word]);
    expect(texts).toEqual([
      `invalid value ${shown} for the option \`${option}\` of api:build-image\n  Write ${expected}: nx run api:build-image ${write}`,
    ]);
    expect(options).toEqual({ print: true });
  });

  test('names no file, though one has the same value', () => {
    expect(check({ push: 'yes' }, ['--push=yes']).texts[0]).toMatch(/^invalid value/);
  });
});

describe('a wrong value in a file', () => {
  test.each([
    ['compression', 'bz2', '"compression": "gzip"'],
    ['platforms', 'linux/amd64,linux/arm64', '"platforms": ["linux/amd64", "linux/arm64"]'],
    ['tags', [1.5], '"tags": ["1.5"]'],
    ['tags', null, '"tags": ["…"]'],
    ['push', 'true', '"push": true'],
    ['image', 5, '"image": "5"'],
    ['contexts', { a: 1 }, '"contexts": { "a": "1" }'],
    ['contexts', 'a', '"contexts": { "NAME": "value" }'],
  ])('%s: %j', (option, value, line) => {
    expect(check({ [option]: value }).texts).toEqual([
      expect.stringMatching(/^nx.json:12: invalid value .*\n {2}Write .*: /),
    ]);
    expect(check({ [option]: value }).texts[0]?.endsWith(`: ${line}`)).toBe(true);
  });
});

test.each<[object, readonly string[], object]>([
  [{ tags: 1.1 }, ['--tags=1.10'], { tags: ['1.10'] }],
  [{ tag: 1.1 }, ['--tag', '1.10'], {}],
  [{ tags: [1.1, 'latest'] }, ['--tags=1.10', '--tag=latest'], { tags: ['1.10', 'latest'] }],
  [{ image: 7 }, ['--image=007'], { image: '007' }],
  [{ buildArgs: { V: 1.1 } }, ['--buildArgs.V=1.10'], { buildArgs: { V: '1.10' } }],
  [{ buildArgs: { V: 1.1 } }, ['--build-args.V', '1.10'], { buildArgs: { V: '1.10' } }],
  [{ buildArgs: { V: 1.1 } }, [], { buildArgs: { V: 1.1 } }],
])('Nx has read %j of %j', (given, typed, options) => {
  expect(check(given, typed).options).toEqual(options);
});

test('a variable of a container is a text, and a number stays one where one is meant', () => {
  const given = { env: { PORT: 8080, NAME: 'a' }, stopTimeout: 5 };
  const typed = ['--env.PORT=8080', '--env.NAME=a', '--stopTimeout=5'];
  expect(check(given, typed, runProperties)).toEqual({
    options: { env: { PORT: '8080', NAME: 'a' }, stopTimeout: 5 },
    texts: [],
  });
});

test('what is right stays as it is, and what was typed is no option', () => {
  const options = { platforms: ['linux/amd64'], reuse: 'registry', buildArgs: { A: 1, B: true } };
  expect(check(options)).toEqual({ options, texts: [] });
});

test('what an executor passes on is not unknown to it, and its own options are checked', () => {
  const task = { id: 'a:test', project: 'a', target: 'test' };
  const options = { k: 'login', _: ['x'], network: 5 };
  const scope = { projects: [], find: () => undefined, passesOn: true };
  const { problems } = checkOptions({ ...task, options }, runProperties, scope);
  expect(problems).toEqual([expect.objectContaining({ option: 'network' })]);
});
