import { expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { readTarget } from '../../dockerfile/read-target';
import { folderIndex } from '../../workspace/model/folder-index';
import { buildContext } from './build-context';

const project = ['services/api/requirements.txt', 'services/api/src/main.py'];
const workspace = ['pyproject.toml', 'uv.lock', 'libs/core/core.py'];
const ROOT = '.';
const OWN = 'services/api';

/** What the last stage of a Dockerfile takes out of its context. */
function pathsOf(text: string): readonly string[] {
  const { dockerfile } = parseDockerfile(text, 'Dockerfile');
  const stage = dockerfile.stages.at(-1);
  return (stage && readTarget(dockerfile, stage)?.contextPaths) ?? [];
}

test.each<[string, string, readonly string[], string]>([
  ['the project has it all', 'COPY requirements.txt .\nCOPY src/ src', [], OWN],
  ['the project has a folder of it', 'COPY ./src/main.py .', [], OWN],
  [
    'the project has what a mount names',
    'RUN --mount=source=requirements.txt,target=/r x',
    [],
    OWN,
  ],
  ['a wildcard fits in the project', 'COPY require*.txt s[q-s]c/main.?y ./', [], OWN],
  ['a wildcard ends at a slash', 'COPY s*.py .', [], ROOT],
  ['the workspace has it all', 'COPY services/api/ libs/core /x/', [], ROOT],
  ['both have it all', 'COPY pyproject.toml .', ['services/api/pyproject.toml'], ROOT],
  ['each has a part of it', 'COPY requirements.txt libs /x/', [], ROOT],
  ['neither has it', 'COPY poetry.lock .', [], ROOT],
  ['what neither has tells nothing', 'COPY requirements.txt dist/api.whl /x/', [], OWN],
  ['the whole context tells nothing', 'COPY . .', [], ROOT],
  ['nothing is copied', 'RUN x', ['services/api/.dockerignore'], ROOT],
  ['an ignore file decides', 'COPY . .', ['services/api/.dockerignore'], OWN],
  [
    'an ignore file decides where both have it all',
    'COPY pyproject.toml .\nCOPY . .',
    ['services/api/pyproject.toml', 'services/api/.dockerignore'],
    OWN,
  ],
  [
    'an ignore file decides nothing against the sources',
    'COPY uv.lock /',
    ['services/api/.dockerignore'],
    ROOT,
  ],
  ['another stage is copied from', 'COPY --from=x requirements.txt .', [], ROOT],
])('%s: %j', (_, instructions, more, expected) => {
  const list = folderIndex([...project, ...workspace, ...more]);
  expect(buildContext(pathsOf(`FROM a\n${instructions}\n`), 'services/api', list)).toBe(expected);
});

test('that of a project of the workspace root is the root', () => {
  expect(buildContext(['x'], '.', folderIndex(['x', '.dockerignore']))).toBe('.');
});
