/** Generated from schema.json by tools/schema-types. */

/**
 * Writes a compose.yaml that runs the images of the workspace together, with the Redis, PostgreSQL or RabbitMQ that their locked packages need. The sources are mounted, and `docker compose up --watch` restarts a container when they change. From then on, `nx sync` keeps the file equal to the workspace; services, keys and comments that you add are kept.
 */
export interface ComposeSchema {
  /**
   * Names of the projects to run. [default: all, and those that are added later]
   */
  readonly projects?: readonly string[];
  /**
   * Name of the file in the workspace root. [default: compose.yaml, or the file that the generator has written before]
   */
  readonly file?: string;
}
