import { expect, test } from 'vitest';
import { tracesEnvironment } from './traces-environment';

test('nobody reads the traces of a build that nobody spoke of', () => {
  expect(tracesEnvironment({ PATH: '/usr/bin' })).toEqual({ OTEL_TRACES_SAMPLER: 'always_off' });
});

test.each(['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_TRACES_SAMPLER', 'TRACEPARENT'])(
  'where %s is set traces are what the environment says',
  (name) => {
    expect(tracesEnvironment({ PATH: '/usr/bin', [name]: 'x' })).toEqual({});
  },
);
