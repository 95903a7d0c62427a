import { expect, test } from 'vitest';
import type { WheelModule } from '../../../python/wheels/wheel-modules';
import { sourceModules } from './source-modules';

function names(files: readonly string[], packages: readonly WheelModule[]) {
  const { installed, others } = sourceModules(new Map(files.map((file) => [file, ''])), packages);
  return { installed: installed.map(({ name }) => name), others: others.map(({ name }) => name) };
}

test('modules are named as the wheel installs them', () =>
  expect(
    names(
      ['code/bills/__init__.py', 'code/bills/web/app.py', 'money.py', 'main.py', 'src/acme/x/a.py'],
      [
        { name: 'bills', path: 'code/bills' },
        { name: 'money', path: 'money' },
        { name: 'acme.x', path: 'src/acme/x' },
      ],
    ),
  ).toEqual({ installed: ['bills', 'bills.web.app', 'money', 'acme.x.a'], others: ['main'] }));

test('where no module of the wheel is known, all files count', () =>
  expect(names(['src/bills/app.py', 'main.py'], [])).toEqual({
    installed: ['bills.app', 'main'],
    others: [],
  }));

test('code in a docstring is none', () => {
  const text = '"""Use it:\n\napp = FastAPI()\n"""\nX = 1\n';
  const { installed } = sourceModules(new Map([['bills.py', text]]), []);
  expect(installed.map((each) => each.text)).toEqual(['""\nX = 1\n']);
});
