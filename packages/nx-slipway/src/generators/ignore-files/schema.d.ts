/** Generated from schema.json by tools/schema-types. */

/**
 * Writes `<Dockerfile>.dockerignore` of every generated Dockerfile from the project graph: an allow-list of what the image depends on. Lines below the mark in such a file are kept. `nx sync` runs it.
 */
export interface IgnoreFilesSchema {}
