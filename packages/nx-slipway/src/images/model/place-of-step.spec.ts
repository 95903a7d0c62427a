import { expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { placeOfStep } from './place-of-step';

const file = 'services/api/Dockerfile';
const { dockerfile } = parseDockerfile(
  'FROM x AS a\nRUN --mount=type=cache,target=/x \\\n    make   all\nFROM a\nRUN ["true"]\nRUN $TOOL\n',
  file,
);

test.each([
  ['RUN --mount=type=cache,target=/x     make   all', { file, line: 2 }],
  ['RUN ["true"]', { file, line: 5 }],
  ['RUN gcc', undefined],
])('%j', (step, place) => expect(placeOfStep(dockerfile, step)).toEqual(place));
