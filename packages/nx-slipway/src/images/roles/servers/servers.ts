import { fastapi } from './fastapi';
import { granian } from './granian';
import { gunicorn } from './gunicorn';
import { hypercorn } from './hypercorn';
import type { Server, ServerName } from './server';
import { uvicorn } from './uvicorn';
import { uwsgi } from './uwsgi';

/** Every server that the role http knows, the one that is preferred among several first. */
export const servers: Readonly<Record<ServerName, Server>> = {
  gunicorn,
  granian,
  hypercorn,
  uwsgi,
  uvicorn,
  fastapi,
};
