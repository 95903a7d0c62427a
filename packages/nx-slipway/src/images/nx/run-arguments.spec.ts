import { expect, test } from 'vitest';
import { runArguments } from './run-arguments';

const subject = { reference: 'acme/api', container: 'api-1' };

test('an image runs on a file system that it cannot write', () => {
  const ports = ['127.0.0.1:8000:8000'];
  expect(runArguments(subject, { readOnly: true, stopTimeout: 10, ports })).toEqual([
    'run',
    '--rm',
    '--name=api-1',
    '--stop-timeout=10',
    '--read-only',
    '--tmpfs=/tmp',
    '--publish=127.0.0.1:8000:8000',
    'acme/api',
  ]);
});

test('everything said comes before the image, and the command after it', () => {
  const options = {
    readOnly: false,
    stopTimeout: 3,
    ports: ['80:8000'],
    env: { A: '1', B: 'x y' },
    envFile: '/w/.env',
    network: 'host',
    args: ['--gpus=all'],
    command: ['python', '-V'],
  };
  expect(runArguments(subject, options)).toEqual([
    'run',
    '--rm',
    '--name=api-1',
    '--stop-timeout=3',
    '--publish=80:8000',
    '--env-file=/w/.env',
    '--env=A=1',
    '--env=B=x y',
    '--network=host',
    '--no-healthcheck',
    '--gpus=all',
    'acme/api',
    'python',
    '-V',
  ]);
});

test('no ports are no ports', () => {
  const args = runArguments(subject, { readOnly: false, stopTimeout: 3, ports: [] });
  expect(args.filter((arg) => arg.startsWith('--publish'))).toEqual([]);
});
