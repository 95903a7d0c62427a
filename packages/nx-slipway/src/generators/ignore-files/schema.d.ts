/** Generated from schema.json by tools/schema-types. */

/**
 * Writes the file `<Dockerfile>.dockerignore` of every generated Dockerfile from the project graph: it excludes everything but the folders that the image depends on. Your lines below the mark in the file are kept. `nx sync` runs it.
 */
export interface IgnoreFilesSchema {}
