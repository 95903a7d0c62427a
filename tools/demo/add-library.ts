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

/** A piece of a generated file, and what takes its place so that the service uses the library. */
type Use = {
  readonly file: string;
  readonly after: string;
  readonly piece: string;
  readonly instead: string;
};

const uses: readonly Use[] = [
  {
    file: 'services/api/src/api/app.py',
    after: 'from fastapi import APIRouter, FastAPI\n',
    piece: 'message=f"Hello, {name}!"',
    instead: 'message=greeting(name)',
  },
  {
    file: 'services/worker/src/worker/actors.py',
    after: 'import dramatiq\n',
    piece: 'logger.info("Hello, %s!", name)',
    instead: 'logger.info(greeting(name))',
  },
];

/**
 * Writes the library `libs/greetings` and makes the generated services use it. Their dependency on it is
 * left to `uv add`.
 * @throws where a generated file is not as expected
 */
export const addLibrary = async (workspace: string): Promise<void> => {
  for (const [file, text] of Object.entries(library)) {
    await mkdir(dirname(join(workspace, file)), { recursive: true });
    await writeFile(join(workspace, file), text);
  }
  for (const { file, after, piece, instead } of uses) {
    const text = await readFile(join(workspace, file), 'utf8');
    if (!text.includes(after) || !text.includes(piece)) {
      throw new Error(`${file} holds no ${JSON.stringify(piece)} to replace`);
    }
    const used = text
      .replace(after, `${after}from greetings import greeting\n`)
      .replace(piece, instead);
    await writeFile(join(workspace, file), used);
  }
};
