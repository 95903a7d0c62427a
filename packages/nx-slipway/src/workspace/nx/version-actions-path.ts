/** What nx.json says in `versionActions` for Python projects, as package.json exports it. */
export const VERSION_ACTIONS_PATH = 'nx-slipway/release/version-actions';
