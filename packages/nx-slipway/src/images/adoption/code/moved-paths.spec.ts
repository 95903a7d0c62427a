import { expect, test } from 'vitest';
import { readOnlyAdoption } from '../../../../test-support/read-only-adoption';
import type { AdoptionFacts } from '../adoption';
import { withMovedPaths } from './moved-paths';

const WHEEL: Partial<AdoptionFacts> = {
  isPackage: true,
  packages: [{ name: 'shop', path: 'src/shop' }],
  files: ['src/shop/__init__.py', 'src/shop/main.py', 'start.sh'],
};

const INSTALLED = 'WORKDIR /srv\nCOPY . .\nRUN uv sync --no-dev\n';

test.each([
  ['CMD ["python", "src/shop/main.py"]', ['python', '/app/shop/main.py']],
  ['CMD ["python", "/srv/src/shop/main.py"]', ['python', '/app/shop/main.py']],
  ['CMD ["python", "-m", "shop.main"]', ['python', '-m', 'shop.main']],
  ['CMD ["./start.sh", "src/shopping/x"]', ['./start.sh', 'src/shopping/x']],
  ['CMD ["/srv/.venv/bin/gunicorn", "shop.main:app"]', ['/venv/bin/gunicorn', 'shop.main:app']],
  ['CMD [".venv/bin/python", "start.sh"]', ['/venv/bin/python', 'start.sh']],
  ['CMD ["/usr/local/bin/gunicorn", "a"]', ['/venv/bin/gunicorn', 'a']],
  ['CMD ["/usr/local/bin/python3", "a"]', ['/venv/bin/python3', 'a']],
  ['CMD ["/usr/local/bin/docker-entrypoint.sh"]', ['/usr/local/bin/docker-entrypoint.sh']],
  [
    'CMD exec .venv/bin/gunicorn -c src/shop/main.py | tee log',
    ['/bin/sh', '-c', 'exec /venv/bin/gunicorn -c /app/shop/main.py | tee log'],
  ],
])('%s', (line, command) => {
  const { options, instructions } = readOnlyAdoption(`${INSTALLED}${line}`, WHEEL);
  expect(options.command).toEqual(command);
  expect(instructions.at(-1)?.what).toContain(`command: ${command.join(' ')}`);
});

test('entrypoints, probes and variables name the new places as well', () => {
  const { carried, options } = readOnlyAdoption(
    `${INSTALLED}ENTRYPOINT ["/srv/.venv/bin/shop"]\nHEALTHCHECK CMD /srv/.venv/bin/python src/shop/main.py
ENV SHOP_CONFIG=/srv/src/shop/config.toml NAME=src/shop\nVOLUME /srv/src/shop`,
    WHEEL,
  );
  expect(carried.settings).toEqual([
    'ENTRYPOINT ["/venv/bin/shop"]',
    'HEALTHCHECK CMD /venv/bin/python /app/shop/main.py',
    'VOLUME /srv/src/shop',
  ]);
  expect(options.env).toEqual(['SHOP_CONFIG=/app/shop/config.toml', 'NAME=src/shop']);
});

test('what another stage makes for a package is put into the package', () =>
  expect(
    readOnlyAdoption(
      `FROM node:24 AS web\nFROM python:3.13-slim-trixie\n${INSTALLED}COPY --from=web /dist ./src/shop/static
COPY --from=web ["/dist", "/srv/src/shop/static/"]\nCOPY --from=web /dist /srv/static/\n`,
      WHEEL,
    ).carried.copies,
  ).toEqual([
    'COPY --from=web /dist /app/shop/static',
    'COPY --from=web ["/dist","/app/shop/static/"]',
    'COPY --from=web /dist /srv/static/',
  ]));

test('with the working directory everything in it moves', () => {
  const { options, carried } = readOnlyAdoption(
    'WORKDIR /srv\nCOPY main.py ./\nCOPY conf/prod.toml ./config.toml\nENTRYPOINT ["/srv/start.sh"]\nCMD ["python", "main.py"]',
    { files: ['main.py', 'conf/prod.toml'] },
  );
  expect(options).toMatchObject({ sources: ['main.py'], workdir: '/app' });
  expect(carried.copies).toEqual(['COPY services/api/conf/prod.toml /app/config.toml']);
  expect(carried.settings).toEqual(['ENTRYPOINT ["/app/start.sh"]']);
});

test.each([
  ['http://localhost/srv/x', 'http://localhost/srv/x'],
  ['unix:/srv/x.sock', 'unix:/app/x.sock'],
  ['--config=/srv/x.toml', '--config=/app/x.toml'],
  ['/srvice/x', '/srvice/x'],
])('%s becomes %s', (word, expected) =>
  expect(
    withMovedPaths(word, [{ from: '/srv', to: '/app' }], { before: '/srv', after: '/app' }),
  ).toBe(expected),
);
