import { expect, test } from 'vitest';
import {
  type Files,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../../../test-support/workspace-files';
import { workspaceOf } from '../../../../test-support/workspace-of';
import { fileOrigin } from './file-origin';

const DOCKERFILE = 'services/api/Dockerfile';
const BASE = 'python:3.11-slim-bookworm';

/** Where a file of the image of `api` comes from, by the lines of its Dockerfile after a FROM. */
function originOf(path: string, lines: readonly string[], vendored: readonly string[] = []) {
  const files: Files = {
    ...rootFiles(),
    ...stackFiles('acme', { python: '3.11', suite: 'bookworm' }),
    ...serviceFiles({ name: 'api' }),
    [DOCKERFILE]: `${lines.join('\n')}\n`,
  };
  const { catalogue } = workspaceOf(files).images;
  const image = catalogue.byReference.get('acme/api');
  if (!image) throw new Error('there is no image');
  return fileOrigin(path, image, { catalogue, base: BASE, files: new Set(vendored) });
}

const MADE = { kind: 'made' };

function ofImage(line: number, reference: string) {
  return { kind: 'image', place: { file: DOCKERFILE, line }, reference };
}

test.each<[string, readonly string[], object]>([
  ['a file as it is', ['COPY --from=debian:11 /bin/x /opt/x'], ofImage(2, 'debian:11')],
  ['a file into a folder', ['COPY --from=debian:11 /bin/x /opt/'], ofImage(2, 'debian:11')],
  ['another file into that folder', ['COPY --from=debian:11 /bin/y /opt/'], MADE],
  ['one of several', ['COPY --from=debian:11 /y /x /opt/'], ofImage(2, 'debian:11')],
  ['a list', ['COPY --from=debian:11 ["/bin/x", "/opt/x"]'], ofImage(2, 'debian:11')],
  ['a folder of the same name', ['COPY --from=debian:11 /opt /opt'], ofImage(2, 'debian:11')],
  ['a folder with a slash', ['COPY --from=debian:11 /a/ /opt'], ofImage(2, 'debian:11')],
  ['a pattern', ['COPY --from=debian:11 /bin/* /opt/'], MADE],
  ['another folder', ['COPY --from=debian:11 /bin/x /srv/'], MADE],
  [
    'the last of two',
    ['COPY --from=debian:11 /x /opt/x', 'COPY --from=debian:12 /x /opt/x'],
    ofImage(3, 'debian:12'),
  ],
  ['the base itself', [`COPY --from=${BASE} /opt/x /opt/x`], MADE],
  ['an image of the workspace', ['COPY --from=acme/python-base /opt/x /opt/x'], MADE],
  ['a step', ['RUN make /opt/x'], MADE],
])('%s', (_, lines, expected) => {
  expect(originOf('/opt/x', [`FROM ${BASE}`, ...lines])).toEqual(expected);
});

test.each<[string, readonly string[], object]>([
  [
    'through a stage on the base',
    [
      `FROM ${BASE} AS a`,
      'COPY --from=debian:11 /x /venv/x',
      `FROM ${BASE}`,
      'COPY --from=a /venv /opt',
    ],
    MADE,
  ],
  [
    'through a stage on the base, in a folder of the same name',
    [
      `FROM ${BASE} AS a`,
      'COPY --from=debian:11 /x /opt/x',
      `FROM ${BASE}`,
      'COPY --from=a /opt /opt',
    ],
    ofImage(2, 'debian:11'),
  ],
  [
    'of a stage on another image',
    ['FROM debian:11 AS a', 'RUN make', `FROM ${BASE}`, 'COPY --from=a /opt/x /opt/x'],
    ofImage(1, 'debian:11'),
  ],
  [
    'of the stage below',
    [`FROM ${BASE} AS a`, 'COPY --from=debian:11 /x /opt/x', 'FROM a'],
    ofImage(2, 'debian:11'),
  ],
])('%s', (_, lines, expected) => expect(originOf('/opt/x', lines)).toEqual(expected));

test.each<[readonly string[], readonly string[], object]>([
  [
    ['COPY services/api/bin/ /opt/'],
    ['services/api/bin/x.so'],
    { kind: 'workspace', file: 'services/api/bin/x.so' },
  ],
  [
    ['COPY services/api/bin /opt'],
    ['services/api/bin/x.so'],
    { kind: 'workspace', file: 'services/api/bin/x.so' },
  ],
  [
    ['COPY services/api/x.so /opt/'],
    ['services/api/x.so'],
    { kind: 'workspace', file: 'services/api/x.so' },
  ],
  [['COPY services/api/bin/ /opt/'], [], MADE],
  [
    ['COPY --from=debian:11 /x.so /opt/x.so', 'COPY services/api /opt'],
    ['services/api/y.so'],
    ofImage(2, 'debian:11'),
  ],
])('%j with the files %j', (lines, vendored, expected) => {
  expect(originOf('/opt/x.so', [`FROM ${BASE}`, ...lines], vendored)).toEqual(expected);
});
