/** What stands before the names of all images, containers and networks of these tests. */
export const namespace = 'slipway-e2e';
