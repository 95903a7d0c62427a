/** The roles that no file describes: what they run is looked up in the project. */
export const CODED_ROLES: readonly string[] = ['http', 'command', 'dev'];
