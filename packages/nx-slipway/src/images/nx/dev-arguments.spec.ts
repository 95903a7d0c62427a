import { expect, test } from 'vitest';
import { devArguments } from './dev-arguments';

const subject = {
  ...{ reference: 'acme/python-dev', container: 'dev-1', workspaceRoot: '/w', folder: 'libs/a' },
  hasColors: false,
};

test('the sources are mounted where they belong, and nothing is fetched', () => {
  expect(devArguments(subject, { command: ['pytest'], args: ['-x'] })).toEqual([
    'run',
    '--rm',
    '--name=dev-1',
    '--user=0:0',
    '--mount=type=bind,source=/w,target=/workspace',
    '--workdir=/workspace/libs/a',
    '--env=UV_COMPILE_BYTECODE=0',
    '--env=UV_OFFLINE=1',
    'acme/python-dev',
    'pytest',
    '-x',
  ]);
});

test('a command runs as the user, to whom /venv is opened first', () => {
  const user = { uid: 1000, gid: 100 };
  const words = devArguments({ ...subject, user }, { command: ['pytest'] });
  const [shell, flags, script = '', ...rest] = words.slice(words.indexOf('acme/python-dev') + 1);
  expect([shell, flags, rest]).toEqual(['sh', '-ec', ['sh', '1000', '100', 'pytest']]);
  expect(script).toMatch(/\nexec setpriv --reuid="\$uid" --regid="\$gid" --clear-groups -- "\$@"$/);
  expect(words).toContain('--env=HOME=/tmp');
});

test('what a user sets comes after what is usual', () => {
  const words = devArguments(
    { ...subject, workspaceRoot: '/a,"b"', hasColors: true },
    {
      command: ['pytest'],
      env: { UV_OFFLINE: '0' },
      envFile: '/w/.env',
      network: 'db',
      containerArgs: ['--gpus=all'],
    },
  );
  expect(words).toContain('--mount=type=bind,"source=/a,""b""",target=/workspace');
  expect(words).toContain('--env=FORCE_COLOR=1');
  expect(words).toContain('--env=UV_OFFLINE=0');
  expect(words).not.toContain('--env=UV_OFFLINE=1');
  expect(words.slice(-4)).toEqual(['--network=db', '--gpus=all', 'acme/python-dev', 'pytest']);
});
