import { expect, test } from 'vitest';
import { formatProblem } from '../../../problems/format-problem';
import { planPythonProjects } from '../../../python/projects/plan-python-projects';
import { parsePyproject } from '../../../python/pyproject/parse-pyproject';
import { checkHealthPath } from './check-health-path';
import { sourceModules } from './source-modules';

const ROUTES = ['/ping', '/items/{id}'];

function check(path: string | undefined, routes = ROUTES) {
  const { pyproject } = parsePyproject({ project: { name: 'api' } }, 'api/pyproject.toml');
  const [project] = planPythonProjects([pyproject], { hasFile: () => false }).projects;
  if (!project) throw new Error('no project');
  const text = routes.map((route) => `@app.get("${route}")\ndef f(): ...\n`).join('');
  const sources = new Map([['api/app.py', `app = FastAPI()\n${text}`]]);
  const facts = { project, modules: sourceModules(sources, []) };
  return checkHealthPath(path, 'api.app:app', facts).map(formatProblem);
}

test('a path that no route has is noted, with the routes', () =>
  expect(check('/nope')).toEqual([
    'api/pyproject.toml: the route /nope of the probe was not found in the sources; found were /ping, /items/{id}\n' +
      '  If another application or a prefix adds it, do nothing; otherwise the container becomes unhealthy: correct --health-path.',
  ]));

test.each(['/ping', '/ping/', '/ping?deep=1', '/items/7', undefined])('%s is taken', (path) =>
  expect(check(path)).toEqual([]),
);

test('without a route that can be read, nothing is said', () =>
  expect(check('/nope', [])).toEqual([]));
