import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type AskedKeys, imageKeyOf } from './image-keys-of';
import { runFactsOf } from './run-facts';
import { type Files, libraryFiles, rootFiles, serviceFiles, stackFiles } from './workspace-files';

/** Digest of the external base. */
export const DIGEST = `sha256:${'a'.repeat(64)}`;

/** Hand-written, with something of everything that can decide an image. */
export const DOCKERFILE = `# syntax=docker/dockerfile:1
ARG LEVEL=1
ARG UNUSED=1
FROM python:3.13 AS unused
RUN never

FROM acme/tool AS tool
FROM python:3.13@${DIGEST} AS runtime
ARG LEVEL
ARG COLOUR=red
COPY services/api/src /app
COPY --from=tool /tool /tool
COPY services/api/data/*.txt /data/
RUN --mount=type=bind,source=services/api/setup.sh,target=/setup.sh \\
    --mount=type=secret,id=token,required=false \\
    /setup.sh
`;

export const files: Files = {
  ...rootFiles(),
  ...stackFiles(),
  ...libraryFiles({ name: 'shared' }),
  ...serviceFiles({ name: 'generated', libraries: ['shared'] }),
  ...serviceFiles({ name: 'other' }),
  ...serviceFiles({ name: 'api' }),
  'services/api/Dockerfile': DOCKERFILE,
  'services/api/Dockerfile.dockerignore': '**/*.log\n**/.venv\n',
  'services/api/src/main.py': 'print(1)\n',
  'services/api/src/deep/er/module.py': 'x = 1\n',
  'services/api/data/a.txt': 'a\n',
  'services/api/setup.sh': '#!/bin/sh\n',
  ...serviceFiles({ name: 'tool' }),
  'services/tool/Dockerfile': 'FROM scratch AS tool\nCOPY services/tool/tool.txt /tool\n',
  'services/tool/tool.txt': 'tool\n',
};

/** What is read out of the files besides contexts. */
export const facts = runFactsOf(files);

/** Key of the image `api` once the files are changed. */
export async function keyOf(
  changed: Files = files,
  asked: Partial<AskedKeys> = {},
): Promise<string> {
  const options = { image: 'runtime', ...asked.options };
  const key = await imageKeyOf(changed, {
    image: 'api-runtime',
    project: 'api',
    ...(changed === files && { facts }),
    ...asked,
    options: asked.project ? {} : options,
  });
  expect(key).toMatchObject({ kind: 'keyed' });
  return key.kind === 'keyed' ? key.key : '';
}

/** Its key before any change. */
export const before = keyOf();

/** What happened, the files after it, and how the key is asked for. */
export type Case = [name: string, changed?: Files, asked?: Partial<AskedKeys>];

/** The files with an edit in one of them. */
export function edited(file: string, from: string | RegExp, to: string): Files {
  const text = (files[file] ?? '').replace(from, to);
  expect(text).not.toBe(files[file]);
  return { ...files, [file]: text };
}

/** The files with an edit in the Dockerfile. */
export function dockerfile(from: string | RegExp, to: string) {
  return edited('services/api/Dockerfile', from, to);
}

/** A change that only a file system can show. */
export function onDisk(change: (root: string) => void): Partial<AskedKeys> {
  return { change };
}

/** Files whose content is in the image `api`. */
export const taken = [
  'services/api/src/main.py',
  'services/api/src/deep/er/module.py',
  'services/api/data/a.txt',
  'services/api/setup.sh',
  'services/tool/tool.txt',
];

/** Renames a file on disk. */
export function move(root: string, from: string, to: string): void {
  renameSync(join(root, 'services/api', from), join(root, 'services/api', to));
}
