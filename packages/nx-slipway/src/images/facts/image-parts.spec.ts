import { expect, test } from 'vitest';
import { compareSettings } from './difference';
import { parseInspected } from './image-facts';
import { partsOfImages } from './image-parts';

/** Facts of an image with a setting; `Config` of the engine's API. */
function facts(config: object) {
  return parseInspected('acme/api', JSON.stringify({ Config: config }));
}

test.each([
  ['user', { User: 'app' }, 'root', 'app'],
  ['entrypoint', { Entrypoint: ['tini'] }, undefined, '["tini"]'],
  ['command', { Cmd: ['api'] }, undefined, '["api"]'],
  ['working directory', { WorkingDir: '/app' }, '/', '/app'],
  ['ports', { ExposedPorts: { '80/tcp': {}, '81/tcp': {} } }, undefined, '80/tcp, 81/tcp'],
  ['volumes', { Volumes: { '/data': {} } }, undefined, '/data'],
  ['stop signal', { StopSignal: 'SIGINT' }, undefined, 'SIGINT'],
  ['probe', { Healthcheck: { Test: ['CMD', 'true'] } }, undefined, '["true"]'],
])('%s is a setting', (area, config, before, after) => {
  const { settings } = partsOfImages(facts({}), facts(config));
  const sides = { ...(before && { before }), ...(after && { after }) };
  expect(compareSettings(settings)).toEqual([{ area, ...sides }]);
});

test('a probe in two spellings is the same', () => {
  const [shell, words] = [
    ['CMD-SHELL', 'true'],
    ['CMD', 'sh', '-c', 'true'],
  ].map((Test) => facts({ Healthcheck: { Test } }));
  if (!shell || !words) throw new Error('no facts');
  expect(compareSettings(partsOfImages(shell, words).settings)).toEqual([]);
});

test('variables and labels are lists, and what may be secret is not shown', () => {
  const after = facts({ Env: ['A_TOKEN=hush'], Labels: { a: '1' } });
  const [variables, labels] = partsOfImages(facts({}), after).lists;
  expect(variables?.after).toEqual(new Map([['A_TOKEN', 'hush']]));
  expect(variables?.shown?.('A_TOKEN', 'hush')).toBe('(4 characters)');
  expect(labels?.after).toEqual(new Map([['a', '1']]));
});
