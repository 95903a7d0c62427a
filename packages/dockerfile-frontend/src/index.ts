export { prepareReadings } from './prepare-readings.ts';
export { readDockerfile } from './read-dockerfile.ts';
export type {
  ImageFor,
  LocalSource,
  Message,
  ReadInstruction,
  Reading,
  ReadResult,
  ReadSource,
  ReadStage,
  RemoteSource,
} from './reading.ts';
export type { BaseImage, ImageConfig, NamedContext, ReadRequest } from './request.ts';
export { homeFolder, userCacheFolder } from './user-cache.ts';
