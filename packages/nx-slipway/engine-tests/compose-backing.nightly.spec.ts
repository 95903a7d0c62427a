import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, test } from 'vitest';
import jobGenerator from '../src/generators/job/generator';
import serviceGenerator from '../src/generators/service/generator';
import stackGenerator from '../src/generators/stack/generator';
import { treeWith } from '../test-support/generator-tree';
import { type Files, rootFiles } from '../test-support/workspace-files';
import { type ComposeWorkspace, composeWorkspace } from './compose';

const NAMESPACE = `slipway-backing-${randomBytes(3).toString('hex')}`;
const FOLDER = 'services/shop';

/** Stand in for images that not every machine can pull: Debian's packages, told what the compose file tells those. */
const BACKING: Files = {
  'postgres/Dockerfile': `FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install -y --no-install-recommends postgresql
COPY --chmod=755 <<'script' /start
#!/bin/sh
set -e
PATH=$(echo /usr/lib/postgresql/*/bin):$PATH
export PGDATA=/var/lib/postgresql/data
if [ ! -s $PGDATA/PG_VERSION ]; then
  printf %s "$POSTGRES_PASSWORD" > /tmp/password
  initdb --username=postgres --pwfile=/tmp/password --auth=scram-sha-256
  echo 'host all all all scram-sha-256' >> $PGDATA/pg_hba.conf
fi
exec postgres -c listen_addresses='*' -c unix_socket_directories=/tmp
script
USER postgres
CMD ["/start"]
`,
  'rabbitmq/Dockerfile': `FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install -y --no-install-recommends rabbitmq-server
RUN mkdir -p /etc/rabbitmq/conf.d && echo 'loopback_users.guest = false' > /etc/rabbitmq/conf.d/guest.conf
USER rabbitmq
CMD ["rabbitmq-server"]
`,
};

/** An application on PostgreSQL with a migration, and a worker on RabbitMQ, both by the variables of the file. */
const FILES: Files = {
  ...rootFiles(),
  ...BACKING,
  'nx.json': JSON.stringify({
    plugins: [{ plugin: 'nx-slipway', options: { namespace: NAMESPACE } }],
  }),
  [`${FOLDER}/pyproject.toml`]: [
    '[project]',
    'name = "shop"',
    'version = "0.1.0"',
    'requires-python = ">=3.11"',
    'dependencies = ["flask", "gunicorn", "psycopg[binary]", "dramatiq[rabbitmq]"]',
    'scripts = { shop-migrate = "shop.migrate:main" }',
    '[build-system]',
    'requires = ["hatchling"]',
    'build-backend = "hatchling.build"',
    '',
  ].join('\n'),
  [`${FOLDER}/src/shop/__init__.py`]: '',
  [`${FOLDER}/src/shop/database.py`]:
    'import os\n\nimport psycopg\n\n\ndef connect():\n    return psycopg.connect(os.environ["DATABASE_URL"])\n',
  [`${FOLDER}/src/shop/migrate.py`]: [
    'from shop.database import connect',
    '',
    '',
    'def main():',
    '    with connect() as connection:',
    '        connection.execute("CREATE TABLE sales (what text)")',
    '',
  ].join('\n'),
  [`${FOLDER}/src/shop/app.py`]: [
    'from flask import Flask',
    'from shop.database import connect',
    '',
    'app = Flask(__name__)',
    '',
    '',
    '@app.get("/")',
    'def sales():',
    '    with connect() as connection:',
    '        return ", ".join(what for (what,) in connection.execute("SELECT what FROM sales"))',
    '',
    '',
    '@app.get("/health")',
    'def health():',
    '    return "ok"',
    '',
  ].join('\n'),
  [`${FOLDER}/src/shop/actors.py`]: [
    'import os',
    '',
    'import dramatiq',
    'from dramatiq.brokers.rabbitmq import RabbitmqBroker',
    'from shop.database import connect',
    '',
    'dramatiq.set_broker(RabbitmqBroker(url=os.environ["RABBITMQ_URL"]))',
    '',
    '',
    '@dramatiq.actor',
    'def sell(what):',
    '    with connect() as connection:',
    '        connection.execute("INSERT INTO sales VALUES (%s)", [what])',
    '',
  ].join('\n'),
};

let shop: ComposeWorkspace;

beforeAll(async () => {
  const tree = treeWith(FILES);
  await stackGenerator(tree, { name: 'python' });
  await serviceGenerator(tree, { name: 'shop', role: 'http' });
  await serviceGenerator(tree, {
    ...{ name: 'shop', role: 'dramatiq', image: 'worker', broker: 'rabbitmq' },
  });
  await jobGenerator(tree, { project: 'shop', name: 'migrate', command: 'shop-migrate' });
  shop = await composeWorkspace(NAMESPACE, tree, {
    'postgres:18': 'postgres',
    'rabbitmq:4': 'rabbitmq',
  });
});

afterAll(() => shop?.dispose());

test('a worker on RabbitMQ writes what it is sent into PostgreSQL, after a migration', async () => {
  const { compose, until, answer } = shop;
  await compose('run', '--rm', '-T', 'shop-migrate');
  await compose('up', '--detach');
  await until(async () => (await answer()) === '');
  const script = 'from shop.actors import sell; sell.send("apples")';
  await compose('exec', '-T', 'shop-worker', 'python', '-c', script);
  const took = await until(async () => (await answer()) === 'apples');
  console.log(`a message was answered after ${took} ms`);
});

test('data stay where the containers are new', async () => {
  const { compose, until, answer } = shop;
  await compose('down', '--timeout=3');
  await compose('up', '--detach');
  await until(async () => (await answer()) === 'apples');
});
