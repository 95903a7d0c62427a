import { expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { externalBase } from '../model/external-base';
import type { Image } from '../model/image';
import { imageCatalogue } from '../model/image-catalogue';
import { pythonOfReference } from '../references/python-of-reference';
import { planLabels } from './plan-labels';

/** A catalogue of images with the given Dockerfiles, each named for its key. */
function catalogueOf(dockerfiles: Readonly<Record<string, string>>) {
  const images = Object.keys(dockerfiles).map(
    (id): Image => ({ id, project: id, root: id, dockerfile: id, reference: `acme/${id}` }),
  );
  return imageCatalogue(
    images,
    Object.entries(dockerfiles).map(([id, text]) => parseDockerfile(text, id).dockerfile),
  );
}

function labelsOf(text: string, source?: string) {
  const catalogue = catalogueOf({
    api: text,
    base: 'FROM python:3.13-slim@sha256:0123 AS x\nFROM x',
  });
  const api = catalogue.images.get('api');
  return (
    api && {
      labels: planLabels(catalogue, api, source ? { source } : {}),
      python: pythonOfReference(externalBase(catalogue, api) ?? ''),
    }
  );
}

const title = { 'org.opencontainers.image.title': 'api' };
const NAME = 'org.opencontainers.image.base.name';
const DIGEST = 'org.opencontainers.image.base.digest';

test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
  ['FROM scratch', {}, undefined],
  ['FROM debian:trixie', { [NAME]: 'debian:trixie' }, undefined],
  ['FROM mirror.example/python:3.12', { [NAME]: 'mirror.example/python:3.12' }, '3.12'],
  ['FROM pypy:3.11', { [NAME]: 'pypy:3.11' }, undefined],
  ['FROM acme/base AS a\nFROM a', { [NAME]: 'python:3.13-slim', [DIGEST]: 'sha256:0123' }, '3.13'],
  [
    'FROM debian AS a\nFROM acme/base',
    { [NAME]: 'python:3.13-slim', [DIGEST]: 'sha256:0123' },
    '3.13',
  ],
  ['FROM acme/api', { [NAME]: 'acme/api' }, undefined],
])('%j', (text, labels, python) => {
  expect(labelsOf(text)).toEqual({ labels: { ...title, ...labels }, python });
});

test('the repository is named where it is known', () => {
  expect(labelsOf('FROM scratch', 'https://code.example/acme')?.labels).toEqual({
    ...title,
    'org.opencontainers.image.source': 'https://code.example/acme',
  });
});

test('what a Python project says of itself is repeated, its repository before that of the workspace', () => {
  const catalogue = catalogueOf({ api: 'FROM scratch' });
  const api = catalogue.images.get('api');
  const metadata = { description: 'Mail', license: 'MIT', source: 'https://code.example/mail' };
  expect(
    api && planLabels(catalogue, api, { metadata, source: 'https://me:secret@code.example' }),
  ).toEqual({
    ...title,
    'org.opencontainers.image.description': 'Mail',
    'org.opencontainers.image.licenses': 'MIT',
    'org.opencontainers.image.source': 'https://code.example/mail',
  });
});

test('no label holds a login', () => {
  const labels = labelsOf('FROM scratch', 'https://me:secret@code.example/acme')?.labels;
  expect(labels?.['org.opencontainers.image.source']).toBe('https://code.example/acme');
});

test('a label of the Dockerfile is left alone', () => {
  const text = 'FROM scratch\nLABEL "org.opencontainers.image.title"="Ours"\n';
  expect(labelsOf(text, 'https://code.example/acme')?.labels).toEqual({
    'org.opencontainers.image.source': 'https://code.example/acme',
  });
});
