import { expect, test } from 'vitest';
import { KEY_LABEL } from '../model/key-label';
import { parseInspected, probeWords } from './image-facts';

function inspected(image: object) {
  return parseInspected('acme/api', JSON.stringify(image));
}

test.each([
  [{ Test: ['CMD', 'curl', '-f', 'x'] }, ['curl', '-f', 'x']],
  [{ Test: ['CMD-SHELL', 'curl -f x'] }, ['sh', '-c', 'curl -f x']],
  [{ Test: ['NONE'] }, undefined],
  [null, undefined],
])('the probe %j is run as %j, wherever an engine has it', (probe, expected) => {
  for (const image of [
    { Config: { Healthcheck: probe } },
    { Healthcheck: probe },
    { HealthCheck: probe, Config: {} },
  ]) {
    const facts = inspected(image);
    expect(probeWords(facts)).toEqual(expected);
    expect(facts.probe).toEqual(expected ? probe?.Test : []);
  }
});

test('what an engine says of an image, without what tells builds apart', () => {
  const Config = {
    ...{ User: '10001', WorkingDir: '/home/app', Entrypoint: null, Cmd: ['api'] },
    Env: ['PORT=8000', 'EMPTY=', 'QUERY=a=b'],
    ExposedPorts: { '9000/tcp': {}, '8000/tcp': {} },
    ...{ Volumes: { '/data': {} }, StopSignal: 'SIGINT' },
    Labels: { [KEY_LABEL]: '123', 'org.opencontainers.image.base.digest': 'sha256:2', a: 'b' },
  };
  expect(inspected({ Id: 'sha256:1', Size: 5, Config })).toEqual({
    ...{ reference: 'acme/api', id: 'sha256:1', size: 5, user: '10001', workdir: '/home/app' },
    ...{ entrypoint: [], command: ['api'], ports: ['8000/tcp', '9000/tcp'] },
    ...{ volumes: ['/data'], stopSignal: 'SIGINT', probe: [], labels: new Map([['a', 'b']]) },
    environment: new Map([
      ['PORT', '8000'],
      ['EMPTY', ''],
      ['QUERY', 'a=b'],
    ]),
  });
});
