import type { Service } from './service.ts';

/** The Python projects of the bench's workspace, which every contender gets. */
export interface Projects {
  readonly services: readonly Service[];
  /** Texts by path; without the library, which is the demo's, and without the lock. */
  readonly files: Readonly<Record<string, string>>;
}

/** What services of one company have in common: a database, and the way they log. */
const common = ['psycopg[binary]>=3.2', 'sqlalchemy>=2.0', 'structlog>=25.1'];

const packagesOf = {
  http: ['fastapi>=0.162', 'gunicorn>=25.1', 'uvicorn-worker>=0.4', ...common],
  dramatiq: ['dramatiq[redis]>=2.0', ...common],
};

/** What a service has besides, by its index; ten is no multiple of the roles alone, so both have some. */
const extrasOf: Readonly<Record<number, readonly string[]>> = {
  2: ['httpx>=0.27'],
  3: ['pyyaml>=6.0'],
  6: ['jinja2>=3.1', 'orjson>=3.10'],
  9: ['httpx>=0.27', 'orjson>=3.10'],
};

/**
 * Plans services that are half HTTP and half workers, in one uv workspace, and all use one library.
 * @param token part of every service's name: an engine that remembers earlier benches has seen none of them
 */
export function planProjects(count: number, token: string): Projects {
  const services = Array.from({ length: count }, (_, index): Service => {
    const role = index % 2 === 0 ? 'http' : 'dramatiq';
    const kind = role === 'http' ? 'web' : 'job';
    const name = `${kind}${String(index + 1).padStart(2, '0')}-${token}`;
    const module = name.replaceAll('-', '_');
    return { name, module, role, extras: extrasOf[index % 10] ?? [] };
  });
  return projectsOf(services);
}

/** The projects of services in one uv workspace. */
export function projectsOf(services: readonly Service[]): Projects {
  const files = services.flatMap((service) => [
    [`services/${service.name}/pyproject.toml`, pyproject(service)],
    [`services/${service.name}/src/${service.module}/__init__.py`, `"""${service.name}."""\n`],
    [sourceOf(service), service.role === 'http' ? application : actors],
  ]);
  return { services, files: { 'pyproject.toml': root, ...Object.fromEntries(files) } };
}

/** A package of the lock that only some services reach: those that require httpx. */
export const bumpedPackage = 'certifi';

/** Whether a service's closure holds {@link bumpedPackage}. */
export function holdsBumped({ extras }: Service): boolean {
  return extras.some((requirement) => requirement.startsWith('httpx'));
}

/** The file of a service that a change of code changes. */
export function sourceOf({ name, module, role }: Service): string {
  return `services/${name}/src/${module}/${role === 'http' ? 'app' : 'actors'}.py`;
}

const root = `[tool.uv.workspace]
members = ["services/*", "libs/*"]
`;

function pyproject({ name, role, extras }: Service): string {
  return `[project]
name = "${name}"
version = "0.1.0"
description = "A service of the bench."
requires-python = ">=3.13"
dependencies = [
    "greetings",
${[...packagesOf[role], ...extras].map((requirement) => `    "${requirement}",\n`).join('')}]

[tool.uv.sources]
greetings = { workspace = true }

[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
`;
}

const application = `"""An HTTP application."""

from fastapi import FastAPI
from greetings import greeting

app = FastAPI()


@app.get("/health")
async def health() -> dict[str, str]:
    """Say that this process answers."""
    return {"status": "ok"}


@app.get("/greetings/{name}")
async def greet(name: str) -> dict[str, str]:
    """Greet a customer."""
    return {"message": greeting(name)}
`;

const actors = `"""The messages that a worker works off."""

import logging
import os

import dramatiq
from dramatiq.brokers.redis import RedisBroker
from greetings import greeting

logger = logging.getLogger(__name__)

dramatiq.set_broker(RedisBroker(url=os.environ.get("REDIS_URL", "redis://localhost:6379/0")))


@dramatiq.actor
def greet(name: str) -> None:
    """Greet a customer."""
    logger.info(greeting(name))
`;
