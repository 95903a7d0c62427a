// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of Dockerfiles
import { expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { findPartPlaces } from './find-part-places';

const [from, to] = ['python:3.11-slim-bookworm', 'python:3.13-slim-trixie'];

function edited(text: string): string | undefined {
  const { dockerfile } = parseDockerfile(text, 'Dockerfile');
  const stage = dockerfile.stages.find((each) => each.from.text === from);
  const places = findPartPlaces(dockerfile, {
    ...{ written: stage?.from.written ?? '', line: stage?.from.line ?? 1, from, to },
    isBase: (reference) => reference === from,
  });
  return places?.reduceRight(
    (done, { start, end, text: next = to }) => done.slice(0, start) + next + done.slice(end),
    text,
  );
}

test.each([
  [
    'ARG V=3.11\nFROM python:${V}-slim-bookworm AS base\n',
    'ARG V=3.13\nFROM python:${V}-slim-trixie AS base\n',
  ],
  [
    '# 3.11\r\nARG V="3.11" S=bookworm\r\nFROM --platform=linux/amd64 "python:$V-slim-${S}"\r\n',
    '# 3.11\r\nARG V="3.13" S=trixie\r\nFROM --platform=linux/amd64 "python:$V-slim-${S}"\r\n',
  ],
  ['ARG T=3.11-slim-bookworm\nFROM python:${T}\n', 'ARG T=3.13-slim-trixie\nFROM python:${T}\n'],
])('%j becomes %j', (before, after) => expect(edited(before)).toBe(after));

test.each([
  ['another image uses the ARG', 'ARG V=3.11\nFROM python:${V}-slim-bookworm\nFROM acme/x:${V}\n'],
  ['the default is a default of its own', 'FROM python:${V:-3.11}-slim-bookworm\n'],
  ['the default is made of another ARG', 'ARG A=3\nARG V=$A.11\nFROM python:${V}-slim-bookworm\n'],
])('where %s, nothing is edited', (_, text) => expect(edited(text)).toBeUndefined());
