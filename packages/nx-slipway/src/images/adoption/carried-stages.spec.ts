import { expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { carriedStage } from './carried-stages';

const PLACE = { context: 'services/web', names: new Map<string, string>() };

function carried(stage: string): string | undefined {
  const text = `${stage}\n# The image itself.\nFROM python:3.13-slim\n`;
  const { dockerfile } = parseDockerfile(text, 'services/web/Dockerfile');
  const [first] = dockerfile.stages;
  if (!first) throw new Error('no stage');
  return carriedStage(dockerfile, first, PLACE);
}

test('blank lines and comments stay between instructions', () =>
  expect(
    carried(
      'FROM node:24 AS assets\nWORKDIR /web\n\nCOPY package.json *yarn* ./\n\n# Built.\nCOPY . ..\n\nRUN yarn build\n',
    ),
  ).toBe(
    'FROM node:24 AS assets\nWORKDIR /web\n\nCOPY services/web/package.json services/web/*yarn* ./\n\n# Built.\nCOPY services/web/ ..\n\nRUN yarn build',
  ));

test.each<[string, string | undefined]>([
  ['COPY --chown=node:node . .', 'COPY --chown=node:node services/web/ .'],
  ['COPY a.json \\\n     b.json ./', 'COPY services/web/a.json services/web/b.json ./'],
  ['COPY ["a b", "./"]', 'COPY ["services/web/a b","./"]'],
  ['ADD https://x.example/a /a', 'ADD https://x.example/a /a'],
  ['COPY <<EOT /x\na\nEOT', 'COPY <<EOT /x\na\nEOT'],
  ['COPY <<EOT b /x/\na\nEOT', undefined],
])('%j: %s', (copy, expected) =>
  expect(carried(`FROM node:24 AS assets\n${copy}\n`)).toBe(
    expected === undefined ? undefined : `FROM node:24 AS assets\n${expected}`,
  ),
);
