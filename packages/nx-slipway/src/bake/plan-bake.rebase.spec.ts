import { expect, test } from 'vitest';
import { buildTasksOf } from '../../test-support/build-tasks-of';
import { bakePlanOf } from '../../test-support/plan-of';
import { lockedRunFactsOf } from '../../test-support/run-facts';
import { uvWorkspaceFiles } from '../../test-support/uv-workspace-files';
import {
  type Files,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../test-support/workspace-files';
import { formatBuilderBase } from '../images/bases/builder-base';
import { LAYER_GROUPS_FILE } from '../images/shared-layers/layer-groups';

const STACK = 'images/python/Dockerfile';
const TAG = 'python:3.13-slim-trixie';
const [OLD = '', NEW = ''] = ['a', 'b'].map((digit) => `sha256:${digit.repeat(64)}`);
const ON_OLD = { [`${TAG}@${NEW}`]: `docker-image://${TAG}@${OLD}` };

const PACKAGES = [
  { name: 'wheel', files: ['wheel-1.0-py3-none-any.whl'] },
  { name: 'other', files: ['other-1.0-py3-none-any.whl'] },
  { name: 'sdist', files: ['sdist-1.0.tar.gz'] },
  { name: 'loose', files: ['loose-1.0.tar.gz'] },
];

/** Named contexts of the targets of a rebased workspace, by name. */
function contextsOf({
  packages = [],
  files = uvWorkspaceFiles([{ name: 'api', packages }], PACKAGES),
  lost = [],
  edit = (text) => text,
  more = '',
}: {
  readonly packages?: readonly string[];
  /** Those of the workspace; a service of uv with the packages where nothing is said. */
  readonly files?: Files;
  readonly lost?: readonly string[];
  /** Of the service's Dockerfile. */
  readonly edit?: (text: string) => string;
  /** More stages of the stack. */
  readonly more?: string;
}) {
  const written = formatBuilderBase({ builtOn: `${TAG}@${OLD}`, compared: [OLD, NEW], lost });
  const stack = files[STACK]
    ?.replace(/^FROM \S+ AS base$/m, `FROM ${TAG}@${NEW} AS base`)
    .replace('FROM base AS base-builder', [...written, '', 'FROM base AS base-builder'].join('\n'));
  const groups = { compiled: ['sdist'], wheels: ['wheel'] };
  const facts = lockedRunFactsOf({
    ...files,
    [STACK]: `${stack}${more}`,
    'services/api/Dockerfile': edit(files['services/api/Dockerfile'] ?? ''),
    [LAYER_GROUPS_FILE]: JSON.stringify({ version: 1, stacks: { python: groups } }),
  });
  const { target } = bakePlanOf(buildTasksOf(['python', 'api']), facts).bakeFile;
  return Object.fromEntries(
    Object.entries(target).map(([name, { contexts = {} }]) => [name, contexts]),
  );
}

const BUILDER = 'acme/python-base-builder';

test('base-builder is built on the digest that is kept, and images on the new one', () => {
  const contexts = contextsOf({ packages: ['sdist', 'wheel'] });
  expect(contexts['python-base-builder']).toEqual(ON_OLD);
  expect(contexts['python-base']).toEqual({});
  expect(contexts.api?.[BUILDER]).toBe('target:python-base-builder');
  expect(contexts).not.toHaveProperty('kept__python-base-builder');
});

test('where libraries are lost, what compiles is built on the new one, and wheels stay', () => {
  const contexts = contextsOf({ packages: ['sdist', 'wheel'], lost: ['liba.so.1'] });
  expect(contexts['python-base-builder']).toEqual({});
  expect(contexts['kept__python-base-builder']).toEqual(ON_OLD);
  expect(contexts['packages__compiled__python-base-builder']).toEqual({
    builder: 'target:python-base-builder',
  });
  const wheels = Object.keys(contexts).find((name) => name.startsWith('packages__wheels'));
  expect(contexts[wheels ?? '']).toEqual({
    builder: 'target:kept__python-base-builder',
  });
  expect(contexts.api?.[BUILDER]).toBe('target:kept__python-base-builder');
});

test('without anything that compiles nothing is built on the new one but the base', () => {
  const contexts = contextsOf({ packages: ['wheel', 'other'], lost: ['liba.so.1'] });
  expect(contexts.api?.[BUILDER]).toBe('target:kept__python-base-builder');
});

test.each<[string, readonly string[], (text: string) => string]>([
  ['a package of its own without a wheel', ['wheel', 'loose'], (text) => text],
  [
    'a command of its own',
    ['wheel'],
    (text) => text.replace(' AS application\n', ' AS application\nRUN make\n'),
  ],
  [
    'a stage of its own that builds',
    ['wheel'],
    (text) =>
      text.replace(
        /^FROM \S+ AS application$/m,
        'FROM python-base-builder AS made\nRUN make\n\n$&\nCOPY --from=made /made /app/made',
      ),
  ],
])('a service with %s is built on the new one', (_, packages, edit) => {
  const contexts = contextsOf({ packages, lost: ['liba.so.1'], edit });
  expect(contexts.api?.[BUILDER]).toBe('target:python-base-builder');
});

/** Requirements of a service of pip, one in a shared layer and one beside it. */
function pipFiles(lines: readonly string[]): Files {
  const pinned = ['wheel', 'own'].map((name) => `${name}==1 --hash=sha256:01`);
  return {
    ...rootFiles('', 'pip'),
    ...stackFiles(undefined, { installer: 'pip' }),
    ...serviceFiles({ name: 'api', installer: 'pip' }),
    'services/api/requirements.txt': [...lines, ...pinned, ''].join('\n'),
  };
}

test.each<[string, readonly string[], string]>([
  ['stays where all are wheels', ['--only-binary :all:'], 'target:kept__python-base-builder'],
  ['is built on the new one where pip may compile', [], 'target:python-base-builder'],
])('what pip installs beside shared layers %s', (_, lines, builder) => {
  const contexts = contextsOf({ files: pipFiles(lines), lost: ['liba.so.1'] });
  expect(contexts.dependencies__api?.builder).toBe(builder);
  expect(contexts.api?.[BUILDER]).toBe(builder);
});

const SOURCES = [
  '',
  'FROM base-builder AS common-sources',
  'RUN normalize-layer /app',
  'FROM base AS base-app',
  'COPY --link --from=common-sources /app /app',
  '',
].join('\n');

test('what an image on the new base copies is built in the builder that is kept', () => {
  const contexts = contextsOf({ packages: ['wheel'], more: SOURCES });
  expect(contexts['python-base-app']).toEqual({ 'base-builder': 'target:python-base-builder' });
  const lost = contextsOf({ packages: ['wheel'], more: SOURCES, lost: ['liba.so.1'] });
  expect(lost['python-base-app']).toEqual({});
});
