/** Renews the digests of all base images and prints the plan as Markdown, for the text of a change. */
export const UPGRADE_COMMAND = 'g nx-slipway:upgrade-base --all --digest --markdown';
