import { describe, expect, test } from 'vitest';
import { pip } from './pip';

const api = { dir: 'services/api', lockDir: 'services/api' };
const plain = { package: 'api', extras: [], groups: [] };

describe('a selection', () => {
  test.each([[], ['worker'], ['a', 'b']])(
    'of %j is read back out of the step it makes',
    (...groups) => {
      const selected = groups.filter((group) => group !== undefined);
      const { mounts, command } = pip.install(api, { ...plain, groups: selected });
      const run = `RUN ${mounts.map((mount) => `--mount=${mount} `).join('')}${command}`;
      expect(pip.parseInstall(run)).toEqual({ extras: [], groups: selected });
    },
  );

  test.each<[string, readonly string[]]>([
    ['RUN pip install -r requirements.txt', []],
    ['RUN cd /lock && /opt/builder/bin/python -m pip install -r /lock/requirements.txt', []],
    [
      'RUN pip install --requirement=requirements.txt -r requirements-b.txt -r requirements-a.txt',
      ['a', 'b'],
    ],
  ])('%j', (run, groups) => {
    expect(pip.parseInstall(run)).toEqual({ extras: [], groups });
  });

  test.each([
    'RUN pip install six',
    'RUN pip install -r requirements-worker.txt',
    'RUN pip install -r requirements.txt -r other.txt',
    'RUN pip install -r requirements.txt && pip install -r requirements-a.txt',
    'RUN uv sync --package api',
  ])('is not to be had of %j', (run) => {
    expect(pip.parseInstall(run)).toBeUndefined();
  });
});

describe('the stage `lock`', () => {
  test('has the layout of the workspace, nested files included', () => {
    const nested = new Map([
      ['services/api/requirements.txt', ['constraints.txt', 'services/api/base.txt']],
      ['services/api/requirements-dev.txt', ['services/api/dev/more.txt']],
    ]);
    expect(pip.lockCopies({ ...api, nested }, { ...plain, groups: ['worker'] })).toEqual([
      'constraints.txt /',
      'services/api/base.txt services/api/requirements-worker.txt services/api/requirements.txt /services/api/',
    ]);
  });

  test('of a project in the root', () => {
    expect(pip.lockCopies({ dir: '.', lockDir: '.' }, plain)).toEqual(['requirements.txt /']);
    expect(pip.install({ dir: '.', lockDir: '.' }, plain).command).toContain('cd /lock \\\n');
  });
});

describe('wheels for another machine', () => {
  const options = { machine: 'aarch64', without: [], isLeft: false };

  test('are installed by pip itself, which builds nothing', () => {
    const { mounts, command } = pip.installWheels(api, plain, options) ?? {};
    expect(mounts).toEqual(pip.install(api, plain).mounts);
    expect(command).toMatch(/ = aarch64 \\\n && pip .* --only-binary :all: --require-hashes /);
    expect(command).not.toContain('--no-deps');
  });

  test('are all that is left beside shared layers', () => {
    const { command } = pip.installWheels(api, plain, { ...options, isLeft: true }) ?? {};
    expect(command).toContain('--require-hashes --no-deps');
  });

  test('are not installed where one may be missing', () => {
    expect(pip.installWheels(api, plain, { ...options, without: ['six'] })).toBeUndefined();
  });
});

test('a folder is one word of the RUN that sees the logins of indexes', () => {
  const place = { dir: 'my folder', lockDir: 'my folder' };
  const { command } = pip.install(place, { package: 'api', extras: [], groups: [] });
  expect(command.split('\n')[0]).toBe("cd '/lock/my folder' \\");
});
