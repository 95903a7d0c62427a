import { describe, expect, test } from 'vitest';
import { parseRequirementsFile } from './parse-requirements-file';
import { requirementsPackages } from './requirements-packages';

const environment = { python: '3.13', machines: ['aarch64', 'x86_64'] };
const HASH = '--hash=sha256:01';

function packagesOf(...texts: readonly string[]) {
  const installed = texts.map((text, index) =>
    parseRequirementsFile(text, `requirements-${index}.txt`),
  );
  return requirementsPackages({ installed, constraints: [] }, environment);
}

/** Names with their requirement, and a question mark where they are not certain. */
function summary(...texts: readonly string[]) {
  return packagesOf(...texts).map(
    ({ name, requirement, isCertain }) => `${name}${isCertain ? '' : '?'}: ${requirement ?? '-'}`,
  );
}

test('pins with their hashes, sorted by name', () => {
  const text = `Six==1.17.0 \\\n    --hash=sha256:02 \\\n    --hash=sha256:01\nanyio[trio]==4.0 ${HASH}\n`;
  expect(packagesOf(text)).toEqual([
    {
      name: 'anyio',
      version: '4.0',
      isCertain: true,
      hasWheel: false,
      requirement: `anyio==4.0 ${HASH}`,
    },
    {
      name: 'six',
      version: '1.17.0',
      isCertain: true,
      hasWheel: false,
      requirement: 'six==1.17.0 --hash=sha256:01 --hash=sha256:02',
    },
  ]);
});

test.each([
  [`a==1 ; sys_platform == 'linux' ${HASH}`, [`a: a==1 ${HASH}`]],
  [`a==1 ; sys_platform == 'win32' ${HASH}`, []],
  [`a==1 ; platform_machine == 'x86_64' ${HASH}`, [`a?: a==1 ${HASH}`]],
  ['a==1', ['a: -']],
  [`a>=1 ${HASH}`, ['a: -']],
  [`a==1.* ${HASH}`, ['a: -']],
  [`a==1,<2 ${HASH}`, ['a: -']],
  [`a===1 ${HASH}`, [`a: a===1 ${HASH}`]],
  [`a==1 ${HASH} --config-settings=x=y`, ['a: -']],
  [`a @ https://files.example/a-1.tar.gz ${HASH}`, ['a: -']],
  [`-e ../libs/shared\na==1 ${HASH}`, [`a: a==1 ${HASH}`]],
])('%j', (text, expected) => {
  expect(summary(text)).toEqual(expected);
});

test('a URL is of the package that its wheel is called by, and may otherwise be of any', () => {
  const wheel = 'https://files.example/b-1-py3-none-any.whl';
  expect(summary(`a==1 ${HASH}\n${wheel} ${HASH}\n`)).toEqual([`a: a==1 ${HASH}`, 'b: -']);
  expect(summary(`b==1 ${HASH}\n${wheel} ${HASH}\n`)).toEqual(['b?: -']);
  const archive = `https://files.example/main.zip ${HASH}`;
  expect(summary(`a==1 ${HASH}\n${archive}\n`)).toEqual(['a: -', `${archive}: -`]);
});

test('what a constraint does not surely let in is left to pip', () => {
  const [installed, constraints] = [`a==1 ${HASH}\nb==1 ${HASH}\n`, 'a<1\nb>=1\n'].map((text) =>
    parseRequirementsFile(text, 'requirements.txt'),
  );
  if (!installed || !constraints) throw new Error('two files');
  const files = { installed: [installed], constraints: [constraints] };
  const found = requirementsPackages(files, environment);
  expect(found.map(({ name, isCertain }) => [name, isCertain])).toEqual([
    ['a', false],
    ['b', true],
  ]);
  const [option] = [parseRequirementsFile('--no-binary b', 'constraints.txt')];
  const more = { ...files, constraints: [constraints, option] };
  expect(requirementsPackages(more, environment).flatMap((each) => each.requirement ?? [])).toEqual(
    [],
  );
});

test('a package that pip takes from a wheel alone is one for uv as well', () => {
  const wheelOnly = (option: string) =>
    packagesOf(`${option}\na==1 ${HASH}\nb==1 ${HASH}\n`).flatMap(({ name, isWheelOnly }) =>
      isWheelOnly ? [name] : [],
    );
  expect(wheelOnly('--pre')).toEqual([]);
  expect(wheelOnly('--only-binary A,c')).toEqual(['a']);
  expect(wheelOnly('--only-binary=:all:')).toEqual(['a', 'b']);
});

test.each<[string, readonly string[]]>([
  [`a==1 ${HASH}\nb==1 ${HASH}`, []],
  [`--only-binary A,c\na==1 ${HASH}\nb==1 ${HASH}`, ['a']],
  [`--only-binary :all:\na==1 ${HASH}\nb==1 ${HASH}`, ['a', 'b']],
  [`--only-binary :all:\n--extra-index-url https://index.example\na==1 ${HASH}`, ['a']],
  [`--only-binary :all:\n--no-binary b\na==1 ${HASH}`, []],
  [`--only-binary :all:\n--only-binary :none:\na==1 ${HASH}`, []],
  [`--only-binary :all:\na==1 ${HASH}\nb==1 --no-binary=a ${HASH}`, []],
  [`--only-binary :all:\na @ https://index.example/a-1.tar.gz ${HASH}\nb==1 ${HASH}`, ['b']],
])('%j has wheels of its own for each machine of %j', (text, expected) => {
  const found = packagesOf(text).filter(({ hasWheel }) => hasWheel);
  expect(found.map(({ name }) => name)).toEqual(expected);
  expect(found.every(({ isPerMachine }) => isPerMachine)).toBe(true);
});

describe('options', () => {
  test.each([
    [`--only-binary :all:\na==1 ${HASH}`, `a==1 ${HASH}`, undefined],
    [`--only-binary :none:\na==1 ${HASH}`, undefined, undefined],
    [`--require-hashes --pre --prefer-binary\na==1 ${HASH}`, `a==1 ${HASH}`, undefined],
    [
      `--index-url https://index.example/simple\na==1 ${HASH}`,
      `a==1 ${HASH}`,
      'https://index.example/simple',
    ],
    [
      `-i https://index.example/simple\na==1 ${HASH}`,
      `a==1 ${HASH}`,
      'https://index.example/simple',
    ],
    [`--extra-index-url https://index.example/simple\na==1 ${HASH}`, undefined, undefined],
    [`--no-binary a\na==1 ${HASH}`, undefined, undefined],
  ])('%j', (text, requirement, index) => {
    const [found] = packagesOf(text);
    expect([found?.requirement, found?.index]).toEqual([requirement, index]);
  });
});

describe('a package in several lines', () => {
  const plain = `a==1 ${HASH}`;
  const arm = `a==1 ; platform_machine == 'aarch64' ${HASH}`;
  const other = `a==2 ${HASH}`;

  test.each([
    ['the same in two files', [plain, plain], [`a: a==1 ${HASH}`]],
    ['certain in one of them', [plain, arm], [`a: a==1 ${HASH}`]],
    ['certain in one of them, the other first', [arm, plain], [`a: a==1 ${HASH}`]],
    ['of two versions', [plain, other], ['a?: -']],
    ['of two versions, one of them twice', [plain, other, other], ['a?: -']],
    [
      'of which one is not for this Python',
      [plain, `a==2 ; python_version < '3' ${HASH}`],
      [`a: a==1 ${HASH}`],
    ],
  ])('%s', (_, texts, expected) => {
    expect(summary(...texts)).toEqual(expected);
  });
});

test.each([
  `--index-url https://a --trusted-host a\na==1 ${HASH}`,
  `--index-url https://a --no-binary a\na==1 ${HASH}`,
  `-i https://a\n--pypi-url https://b\na==1 ${HASH}`,
  `-i https://$USER@a\na==1 ${HASH}`,
  `a==1 ${HASH}\nb==1 --no-binary a ${HASH}`,
])('only pip knows what %j comes to', (text) => {
  expect(packagesOf(text).flatMap(({ requirement }) => requirement ?? [])).toEqual([]);
});
