import { expect, test } from 'vitest';
import { type ExplainedImage, formatExplanation } from './format-explanation';

function image(name: string, state: ExplainedImage['state']): ExplainedImage {
  return {
    image: name,
    reference: `acme/${name}`,
    ...(state.kind !== 'keyless' && { key: '0123456789abcdef' }),
    state,
  };
}

test('every image has its key and what there is of it', () => {
  const url = 'https://host.example/x';
  const place = { file: 'services/f/Dockerfile', line: 3 };
  const text = formatExplanation([
    image('a', { kind: 'exists', id: 'sha256:1' }),
    image('b', {
      kind: 'changed',
      changes: { changed: ['Dockerfile', 'files src'], added: ['label team'], removed: ['ssh'] },
    }),
    image('c', { kind: 'gone' }),
    image('d', { kind: 'missing' }),
    image('e', { kind: 'unknown' }),
    image('f', { kind: 'keyless', problems: [{ kind: 'key-remote-source', place, url }] }),
    image('g', { kind: 'asked' }),
  ]);
  expect(text).toMatchInlineSnapshot(`
    "image  key           state
    a      0123456789ab  exists: sha256:1
    b      0123456789ab  to build: Dockerfile changed
                         files src changed
                         label team is new
                         ssh is gone
    c      0123456789ab  to build: it was built so before, and is no longer there
    d      0123456789ab  to build: there is no acme/d yet
    e      0123456789ab  to build: what acme/e was built from is not known here
    f                    to build: it has no key
                         services/f/Dockerfile:3: the content of https://host.example/x is unknown before it is fetched, so this image and those built from it are built in every run
                           Write \`ADD --checksum=sha256:…\`, which also ensures that the build uses the file you checked.
    g      0123456789ab  to build: the options say so"
  `);
});

test('a generated target that is new or gone is one line, in the words of the build', () => {
  const parts = (title: string) =>
    ['Dockerfile', 'files .', 'platforms'].map((each) => `${title}: ${each}`);
  const text = formatExplanation([
    image('api', {
      kind: 'changed',
      changes: {
        changed: ['foundation: Dockerfile', 'packages web: files .'],
        added: [...parts('conflict-check'), ...parts('packages core'), 'foundation: ssh'],
        removed: parts('empty app'),
      },
    }),
  ]);
  expect(
    text
      .split('\n')
      .slice(1)
      .map((line) => line.slice(21)),
  ).toEqual([
    'to build: foundation: Dockerfile changed',
    'shared layer web: files . changed',
    'check that packages of several layers fit together is new',
    'shared layer core is new',
    'foundation: ssh is new',
    'empty app is gone',
  ]);
});
