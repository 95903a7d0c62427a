import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';
import { builderBase, formatBuilderBase } from '../../images/bases/builder-base';
import { parseReference } from '../../images/references/parse-reference';

const GENERATORS = join(__dirname, '..');
const EXAMPLES = join(__dirname, '../../../../../examples');

/**
 * The files that Renovate looks at; Dependabot takes those with `dockerfile` in their name.
 *
 * Source: https://docs.renovatebot.com/modules/manager/dockerfile, `managerFilePatterns`.
 */
const RENOVATE_FILES = [
  /(^|\/|\.)([Dd]ocker|[Cc]ontainer)file$/,
  /(^|\/)([Dd]ocker|[Cc]ontainer)file[^/]*$/,
];

/** Every Dockerfile that generators write: those of the snapshots and of the examples. */
const files = [
  ...['service', 'stack'].flatMap((name) => below(join(GENERATORS, name, '__snapshots__'))),
  ...below(EXAMPLES),
].filter(({ file }) => file.endsWith('Dockerfile') && !/hand-written/.test(file));

/**
 * The images that an update bot finds in a Dockerfile, by the line: what `FROM`, `COPY --from` and `RUN --mount` name on
 * one line, less stages of the file. This is what the documentation of Renovate's manager describes; Dependabot reads
 * `FROM` alone, and passes over images without a tag and a digest.
 */
function imagesOf(text: string) {
  const stages = new Set(['scratch']);
  return text.split('\n').flatMap((line, index) => {
    const [, from, name] =
      /^FROM\s+(?:--platform=\S+\s+)?(\S+)(?:\s+AS\s+(\S+))?\s*$/i.exec(line) ?? [];
    const used = /^\s*(?:COPY|RUN|--mount).*?\bfrom=([^\s,]+)/.exec(line)?.[1];
    const found = [from, used]
      .flatMap((image) => image ?? [])
      .filter((image) => !stages.has(image));
    if (name !== undefined) stages.add(name);
    return found.map((image) => ({ image, line: index + 1 }));
  });
}

function below(folder: string) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((file) => {
    const isText = /Dockerfile$/.test(file);
    return isText ? [{ file, text: readFileSync(join(folder, file), 'utf8') }] : [];
  });
}

/** The images that a bot can renew. */
function renewable(text: string) {
  return imagesOf(text).filter(({ image }) => {
    const { tag, digest } = parseReference(image) ?? {};
    return tag !== undefined || digest !== undefined;
  });
}

const stacks = files.filter(({ text }) => / AS base-builder$/m.test(text));
const services = files.filter((each) => !stacks.includes(each));

test('there are files of both kinds, and Renovate looks at each', () => {
  expect(stacks.length).toBeGreaterThan(10);
  expect(services.length).toBeGreaterThan(10);
  for (const { file } of files) {
    expect(RENOVATE_FILES.some((pattern) => pattern.test(file))).toBe(true);
  }
});

test.each(stacks)(
  '$file names its base in one place, where BuildKit and bots both read it',
  ({ file, text }) => {
    const [base, ...others] = renewable(text);
    const from = findStage(parseDockerfile(text, file).dockerfile, 'base')?.from;
    expect(others).toEqual([]);
    expect(base).toEqual({ image: from?.text, line: from?.line });
    expect(base?.image).not.toContain('$');
  },
);

test.each(stacks)(
  '$file: what a bot writes there is the new base, and no other line changes',
  ({ file, text }) => {
    const [base] = renewable(text);
    const image = `python:3.14-slim-trixie@sha256:${'a'.repeat(64)}`;
    const lines = text.split('\n');
    const edited = lines.map((line, index) =>
      index + 1 === base?.line ? line.replace(base.image, image) : line,
    );
    expect(edited.filter((line, index) => line !== lines[index])).toHaveLength(1);
    const { dockerfile, problems } = parseDockerfile(edited.join('\n'), file);
    expect(problems).toEqual([]);
    expect(findStage(dockerfile, 'base')?.from.text).toBe(image);
    expect(renewable(edited.join('\n'))).toEqual([{ image, line: base?.line }]);
  },
);

test.each([
  ['both', /(?:)/],
  ['the base alone', / AS base$/],
  ['the other one alone', / AS builder-base$/],
])(
  'after a rebase a bot finds two digests, and renews %s: everything is built on the new base then',
  (_, renewed) => {
    const [old, now, next] = ['a', 'b', 'c'].map((digit) => `sha256:${digit.repeat(64)}`);
    const [builtOn, base] = [old, now].map((digest) => `python:3.13-slim@${digest}`);
    const written = formatBuilderBase({
      builtOn: `${builtOn}`,
      compared: [`${old}`, `${now}`],
      lost: [],
    });
    const text = [`FROM ${base} AS base`, ...written, 'FROM base AS base-builder', ''].join('\n');
    expect(renewable(text)).toEqual([
      { image: base, line: 1 },
      { image: builtOn, line: 2 },
    ]);
    const edited = text.replace(/^FROM \S+@.*$/gm, (line) =>
      renewed.test(line) ? line.replace(/sha256:\w+/, `${next}`) : line,
    );
    const { dockerfile } = parseDockerfile(edited, 'Dockerfile');
    const builder = findStage(dockerfile, 'base-builder');
    expect(builder && builderBase(dockerfile, builder)).toBeUndefined();
  },
);

test.each(services)(
  '$file names images of the workspace alone, without a tag: nothing for a bot to renew',
  ({ text }) => {
    expect(renewable(text)).toEqual([]);
  },
);
