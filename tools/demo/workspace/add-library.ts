import { type Change, changeFiles } from './change-files.ts';
import { copyProjects } from './copy-projects.ts';

const dependency = [
  ['\ndependencies = [\n', '\ndependencies = [\n    "greetings",\n'],
  [
    '\n[build-system]\n',
    '\n[tool.uv.sources]\ngreetings = { workspace = true }\n\n[build-system]\n',
  ],
] as const;

/** The generated services use the library. */
const changes: readonly Change[] = [
  { file: 'services/api/pyproject.toml', pieces: dependency },
  { file: 'services/worker/pyproject.toml', pieces: dependency },
  {
    file: 'services/api/src/api/app.py',
    pieces: [
      [
        'import APIRouter, FastAPI\n',
        'import APIRouter, FastAPI\nfrom greetings import greeting\n',
      ],
      ['message=f"Hello, {name}!"', 'message=greeting(name)'],
    ],
  },
  {
    file: 'services/worker/src/worker/actors.py',
    pieces: [
      ['import dramatiq\n', 'import dramatiq\nfrom greetings import greeting\n'],
      ['logger.info("Hello, %s!", name)', 'logger.info(greeting(name))'],
    ],
  },
];

/**
 * Puts the library `libs/greetings` into a workspace and makes the generated services depend on it and use
 * it. The lock is left to whoever locks.
 * @throws where a generated file is not as expected
 */
export async function addLibrary(workspace: string): Promise<void> {
  await copyProjects(workspace, ['libs/greetings']);
  await changeFiles(workspace, changes);
}
