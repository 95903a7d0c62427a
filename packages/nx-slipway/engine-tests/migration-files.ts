import type { Files } from '../test-support/workspace-files';

const URL = 'postgresql+psycopg://shop@postgres/postgres';

/** What a project has for migrations by Alembic and by Django, in the database of `postgres.Dockerfile`. */
export const migrationFiles: Files = {
  'alembic.ini': `[alembic]\nscript_location = migrations\nsqlalchemy.url = ${URL}\n`,
  'migrations/env.py': [
    'from alembic import context',
    'from sqlalchemy import create_engine',
    '',
    'url = context.config.get_main_option("sqlalchemy.url")',
    'with create_engine(url).connect() as connection:',
    '    context.configure(connection=connection)',
    '    with context.begin_transaction():',
    '        context.run_migrations()',
    '',
  ].join('\n'),
  'migrations/versions/0001_greetings.py': [
    'import sqlalchemy',
    'from alembic import op',
    '',
    'revision = "0001"',
    'down_revision = None',
    '',
    'def upgrade():',
    '    op.create_table("greetings", sqlalchemy.Column("name", sqlalchemy.Text()))',
    '',
  ].join('\n'),
  'manage.py': [
    'import os',
    'import sys',
    '',
    'from django.core.management import execute_from_command_line',
    '',
    'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")',
    'execute_from_command_line(sys.argv)',
    '',
  ].join('\n'),
  'src/shop/settings.py': [
    'SECRET_KEY = "not a secret: for tests"',
    'INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth"]',
    'DATABASES = {"default": {',
    '    "ENGINE": "django.db.backends.postgresql", "HOST": "postgres",',
    '    "NAME": "postgres", "USER": "shop",',
    '}}',
    '',
  ].join('\n'),
};
