import { expect, test } from 'vitest';
import { runArguments } from './run-arguments';

const subject = { reference: 'acme/api', container: 'api-1', exposed: ['8000/tcp', '53/udp'] };

test('ports the image exposes are published to this machine alone', () => {
  expect(runArguments(subject, { readOnly: true, stopTimeout: 10 })).toEqual([
    'run',
    '--rm',
    '--name=api-1',
    '--stop-timeout=10',
    '--read-only',
    '--tmpfs=/tmp',
    '--publish=127.0.0.1:8000:8000',
    '--publish=127.0.0.1:53:53/udp',
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
