import alembic from '../definitions/alembic.json';
import arq from '../definitions/arq.json';
import celery from '../definitions/celery.json';
import celeryBeat from '../definitions/celery-beat.json';
import dash from '../definitions/dash.json';
import djangoMigrate from '../definitions/django-migrate.json';
import dramatiq from '../definitions/dramatiq.json';
import flower from '../definitions/flower.json';
import gradio from '../definitions/gradio.json';
import grpc from '../definitions/grpc.json';
import huey from '../definitions/huey.json';
import rq from '../definitions/rq.json';
import streamlit from '../definitions/streamlit.json';
import taskiq from '../definitions/taskiq.json';
import taskiqScheduler from '../definitions/taskiq-scheduler.json';
import type { RoleDefinition, RoleDefinitions } from './role-definition';

// A test validates the files, not this module: the graph loads it on every run.
const FILES: Readonly<Record<string, unknown>> = {
  dramatiq,
  celery,
  'celery-beat': celeryBeat,
  flower,
  rq,
  arq,
  huey,
  taskiq,
  'taskiq-scheduler': taskiqScheduler,
  alembic,
  grpc,
  streamlit,
  gradio,
  dash,
  'django-migrate': djangoMigrate,
};

/** The roles that files of nx-slipway describe, the commonest first. */
export const builtInRoles: RoleDefinitions = new Map(
  Object.entries(FILES).map(([name, file]) => [name, file as RoleDefinition]),
);
