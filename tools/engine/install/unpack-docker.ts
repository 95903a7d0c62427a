import { join } from 'node:path';
import type { EnginePlace } from '../engine-place.ts';
import { makeOnce } from '../machine/make-once.ts';
import { programSuite, unpackPackages } from './unpack-packages.ts';

const packages = ['docker.io', 'docker-cli', 'docker-buildx', 'containerd', 'tini-static'];

/** Where the engine's programs stand: a `usr` tree that is unpacked, never installed. */
export function dockerRoot(place: EnginePlace): string {
  return join(place.cache, `docker-${programSuite}`);
}

/** Fetches and unpacks the engine once per machine. */
export function unpackDocker(place: EnginePlace): Promise<void> {
  return makeOnce(place, 'unpack docker', dockerRoot(place), (half, run) =>
    unpackPackages(packages, half, run),
  );
}

/** Where the plugin compose stands; its package came later than the folder of the others, which never changes. */
export function composeRoot(place: EnginePlace): string {
  return join(place.cache, `compose-${programSuite}`);
}

/** Fetches and unpacks compose once per machine. */
export function unpackCompose(place: EnginePlace): Promise<void> {
  return makeOnce(place, 'unpack compose', composeRoot(place), (half, run) =>
    unpackPackages(['docker-compose'], half, run),
  );
}
