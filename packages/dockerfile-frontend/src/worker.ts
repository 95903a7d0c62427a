import { workerData } from 'node:worker_threads';
import { readDockerfile } from './read-dockerfile.ts';
import type { ReadRequest } from './request.ts';

// A thread of `prepareReadings`: its answers are found where all processes keep theirs.
for (const request of workerData as readonly ReadRequest[]) readDockerfile(request);
