import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PackageIndex } from '../engine/engine.ts';

/** A change of a file: each piece, and what takes its place. */
type Change = { readonly file: string; readonly pieces: readonly (readonly [string, string])[] };

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
 * Puts the projects of the folder `projects` into a workspace, as a team has them before it gets to know
 * nx-slipway, and makes the generated services depend on the library among them. Locks are left to whoever
 * locks.
 * @param index where Poetry, which has no variable for that, finds packages
 * @throws where a generated file is not as expected
 */
export const addProjects = async (workspace: string, index: PackageIndex): Promise<void> => {
  const projects = fileURLToPath(new URL('projects', import.meta.url));
  await cp(projects, workspace, { recursive: true });
  const source = `[[tool.poetry.source]]\nname = "index"\nurl = "${index.buildUrl}"\npriority = "primary"\n`;
  const poetry: Change = {
    file: 'services/mail/pyproject.toml',
    pieces: [['\n[build-system]\n', `\n${source}\n[build-system]\n`]],
  };
  for (const { file, pieces } of [...changes, poetry]) {
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
