import { expect, test } from 'vitest';
import { formatProblem } from '../../../problems/format-problem';
import { planPythonProjects } from '../../../python/projects/plan-python-projects';
import { parsePyproject } from '../../../python/pyproject/parse-pyproject';
import { checkModule } from './check-module';
import { sourceModules } from './source-modules';

const FILES = {
  'billing_app/__init__.py': '',
  'billing_app/main.py': 'app = FastAPI()\n',
  'billing_app/stars.py': 'from .main import *\n',
  'shared/billing.py': '',
  'scripts/serve.py': 'app = FastAPI()\n',
};
const PACKAGES = [
  { name: 'billing_app', path: 'billing_app' },
  { name: 'shared', path: 'shared' },
];

function check(named: string, { packages = PACKAGES, copied = [] as readonly string[] } = {}) {
  const { pyproject } = parsePyproject({ project: { name: 'billing' } }, 'app/pyproject.toml');
  const [project] = planPythonProjects([pyproject], { hasFile: () => false }).projects;
  if (!project) throw new Error('no project');
  const { problems, notes } = checkModule(named, {
    ...{ project, libraries: ['acme_core'], copied },
    modules: sourceModules(new Map(Object.entries(FILES)), packages),
    // A lock names the project itself, too.
    installed: {
      versions: new Map([
        ['billing', '1'],
        ['shop-web', '2'],
      ] as const),
    },
  });
  return { problems: problems.map(formatProblem), notes: notes.map(formatProblem) };
}

test.each([
  ['a name cut short', 'billing.main:app', 'billing_app.main:app'],
  ['a letter too few', 'billing_app.man:app', 'billing_app.main:app'],
  ['no attribute', 'billing.main', 'billing_app.main'],
  ['a factory', 'billing.main:make()', 'billing_app.main:make'],
])('a module of %s is refused', (_, named, meant) => {
  const { problems } = check(named);
  expect(problems).toEqual([
    expect.stringMatching(/^app\/pyproject\.toml: the image has no module .*would not start\n/),
  ]);
  expect(problems[0]).toContain(`Did you mean ${meant}? Set it with --module=${meant}`);
});

test('one that is like no other is refused with those that there are', () =>
  expect(check('billing_app.api.views:app').problems[0]).toContain(
    'one that the project has: --module=billing_app:app or --module=billing_app.main:app',
  ));

test('one that the wheel leaves out is refused, unless it is copied', () => {
  expect(check('scripts.serve:app').problems[0]).toMatch(/^app\/scripts\/serve\.py: the image/);
  expect(check('scripts.serve:app', { copied: ['scripts/'] })).toEqual({ problems: [], notes: [] });
});

test.each([
  ['its own module', 'billing_app.main:app'],
  ['a name from a star import', 'billing_app.stars:anything'],
  ['an attribute of one', 'billing_app.main:app.inner'],
  ['a library', 'acme_core.web:app'],
  ['a dependency', 'shop_web.asgi:app'],
])('nothing is said of %s', (_, named) =>
  expect(check(named)).toEqual({ problems: [], notes: [] }),
);

test.each([
  ['a module that a dependency may have', 'mlserver.rest:app', /^app\/pyproject\.toml: mlserver/],
  [
    'a module of a namespace',
    'shared.core.web:app',
    /^app\/pyproject\.toml: shared\.core\.web is no/,
  ],
  ['an attribute', 'billing_app.main:api', /^app\/billing_app\/main\.py: the name api was not/],
])('%s is noted', (_, named, words) => {
  const { problems, notes } = check(named);
  expect(problems).toEqual([]);
  expect(notes).toEqual([expect.stringMatching(words)]);
});

test('where the modules of the project are not known, each is taken', () =>
  expect(check('other.main:app', { packages: [] })).toEqual({ problems: [], notes: [] }));
