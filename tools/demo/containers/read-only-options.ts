/** Options of `docker run` as `nx run-image` gives them: nothing but /tmp can be written. */
export const readOnlyOptions = ['--read-only', '--tmpfs=/tmp'] as const;
