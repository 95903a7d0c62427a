import { properties } from './schema.json';

const text = { type: 'string' };

/** Options of the executor, and those that `nx release publish` passes on to whatever publishes. */
export const publishOptions = {
  ...properties,
  ...{ registry: text, tag: text, access: text, otp: {}, firstRelease: { type: 'boolean' } },
};
