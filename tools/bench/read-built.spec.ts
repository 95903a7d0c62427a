import { expect, test } from 'vitest';
import { readBuilt } from './read-built.ts';

const output = `
[library__x +8] RUN python -m venv /opt/builder && /opt/builder/bin/python -m pip install --disable-pip-version-che…  12.3s
[web] COPY services/web/ services/web/  0.1s
✔  nx run python:build-image
[web] RUN --network=none install-projects services/web/pyproject.toml  15.8s
[job] RUN --network=none install-projects services/job/pyproject.toml  STOPPED
image  tag         size  steps run / cached  seconds
web    acme/web   192MB              17 / 1     56.9

5 built, 27 steps run, 1 cached, 2 engine invocations, 61.2 s
`;

test('counts RUN steps that ran, and calls of the engine', () => {
  expect(readBuilt(output)).toEqual({ runSteps: 2, engineCalls: 2 });
});

test('refuses an output without the last line', () => {
  expect(() => readBuilt('no tasks were run')).toThrow('says nothing of engine invocations');
});
