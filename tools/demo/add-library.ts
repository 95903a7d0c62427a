import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const library = {
  'libs/greetings/pyproject.toml': `[project]
name = "greetings"
version = "0.1.0"
description = "How this workspace greets."
requires-python = ">=3.13"
dependencies = []

[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
`,
  'libs/greetings/src/greetings/__init__.py': `"""How this workspace greets."""


def greeting(name: str) -> str:
    """Greet somebody by name."""
    return f"Hello, {name}!"
`,
  'libs/greetings/src/greetings/py.typed': '',
} as const;

/** A change of a generated file: each piece, and what takes its place. */
type Change = { readonly file: string; readonly pieces: readonly (readonly [string, string])[] };

const dependency = [
  ['\ndependencies = [\n', '\ndependencies = [\n    "greetings",\n'],
  [
    '\n[build-system]\n',
    '\n[tool.uv.sources]\ngreetings = { workspace = true }\n\n[build-system]\n',
  ],
] as const;

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
 * Writes the library `libs/greetings` and makes the generated services depend on it and use it. The lock is
 * left to `uv lock`.
 * @throws where a generated file is not as expected
 */
export const addLibrary = async (workspace: string): Promise<void> => {
  for (const [file, text] of Object.entries(library)) {
    await mkdir(dirname(join(workspace, file)), { recursive: true });
    await writeFile(join(workspace, file), text);
  }
  for (const { file, pieces } of changes) {
    const text = await readFile(join(workspace, file), 'utf8');
    await writeFile(
      join(workspace, file),
      pieces.reduce(
        (changed, [piece, instead]) => replaced(changed, { file, piece, instead }),
        text,
      ),
    );
  }
};

const replaced = (
  text: string,
  { file, piece, instead }: Readonly<Record<'file' | 'piece' | 'instead', string>>,
): string => {
  if (!text.includes(piece)) {
    throw new Error(`${file} holds no ${JSON.stringify(piece)} to replace`);
  }
  return text.replace(piece, () => instead);
};
