// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of Dockerfiles
import { expect, test } from 'vitest';
import { parseDockerfile } from '../parse-dockerfile';
import { findBasePlaces } from './find-base-places';

const OLD = 'registry.example:5000/acme/python:3.11-slim-bookworm';
const NEW = 'NEW';
const digest = `@sha256:${'a'.repeat(64)}`;

function isOld(reference: string): boolean {
  return reference.replace(/@.*/, '') === OLD;
}

function edited(text: string): string {
  const { dockerfile } = parseDockerfile(text, 'Dockerfile');
  const { places } = findBasePlaces(dockerfile, isOld);
  return [...places]
    .reverse()
    .reduce((done, { start, end }) => done.slice(0, start) + NEW + done.slice(end), text);
}

test.each([
  ['a FROM', `FROM ${OLD} AS base\n`],
  ['a digest', `FROM ${OLD}${digest} AS base\n`],
  ['a platform', `FROM --platform=linux/amd64 ${OLD}\n`],
  ['several stages', `FROM ${OLD} AS a\nFROM node:24 AS b\nFROM ${OLD}${digest} AS c\n`],
  ['an ARG', `ARG BASE=${OLD}\nFROM \${BASE}\n`],
  ['an ARG in quotes', `ARG BASE="${OLD}"\nFROM "$BASE"\n`],
  ['an ARG of several', `ARG X=1 BASE=${OLD} Y=2\nFROM $BASE AS a\nFROM $BASE AS b\n`],
  ['an ARG on a further line', `ARG X=1 \\\n    BASE=${OLD}\nFROM $BASE\n`],
  ['a copy', `FROM node:24\nCOPY --link --from=${OLD} /usr/local /usr/local\n`],
  ['a mount', `FROM node:24\nRUN --mount=type=bind,from=${OLD},target=/x true\n`],
  ['CRLF', `# ${OLD}\r\nFROM ${OLD} AS base\r\nCOPY --from=${OLD} /a /b\r\n`],
  ['a byte order mark', `\uFEFFFROM ${OLD}\n`],
])('%s is found, and nothing else', (_, text) => {
  const expected = text
    .replace(new RegExp(`^(# .*)${OLD}`, 'gm'), '$1COMMENT')
    .replaceAll(`${OLD}${digest}`, NEW)
    .replaceAll(OLD, NEW)
    .replaceAll('COMMENT', OLD);
  expect(edited(text)).toBe(expected);
});

test.each([
  ['an ARG in the tag', 'ARG V=3.11\nFROM registry.example:5000/acme/python:${V}-slim-bookworm\n'],
  ['a continued reference', `FROM registry.example:5000/acme\\\n/python:3.11-slim-bookworm\n`],
])('%s is told, and not edited', (_, text) => {
  const { dockerfile } = parseDockerfile(text, 'Dockerfile');
  expect(findBasePlaces(dockerfile, isOld)).toMatchObject({ places: [], unedited: [{}] });
});

test('another tag is none', () => {
  expect(edited('FROM python:3.12 AS a\nFROM a\n')).toBe('FROM python:3.12 AS a\nFROM a\n');
});
