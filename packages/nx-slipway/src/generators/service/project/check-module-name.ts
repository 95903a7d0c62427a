import type { GeneratorProblem } from '../../../problems/kinds/commands/generator-problem';
import { PYTHON_KEYWORDS } from './python-keywords';
import { STANDARD_MODULES } from './standard-modules';

/** Folders that image inputs, ignore files and most `.gitignore` files leave out. */
const IGNORED = new Set(['build', 'dist', 'test', 'tests', 'venv']);

/** What generated projects depend on: a project of that name would shadow its own dependency. */
const DEPENDENCIES = new Set([
  'dramatiq',
  'fastapi',
  'gunicorn',
  'hatchling',
  'httpx2',
  'pika',
  'pydantic',
  'pytest',
  'redis',
  'starlette',
  'uvicorn',
  'uvicorn-worker',
]);

/** What keeps the module of a new service from being imported; undefined where nothing does. */
export function checkModuleName(name: string): GeneratorProblem | undefined {
  const module = moduleName(name);
  const why = PYTHON_KEYWORDS.has(module)
    ? 'keyword'
    : STANDARD_MODULES.has(module)
      ? 'standard-library'
      : IGNORED.has(name)
        ? 'ignored-folder'
        : DEPENDENCIES.has(name)
          ? 'dependency'
          : undefined;
  return (
    why && { kind: 'name-invalid', name, why, generator: 'service', instead: `${name}-service` }
  );
}

/** Name of the module of a package: `billing_worker` for `billing-worker`. */
export function moduleName(name: string): string {
  return name.replaceAll('-', '_');
}
