/** Files of the lock and of the wheel's metadata, which generated stages take by themselves, and wheels. */
export function isMetadata(path: string): boolean {
  return /^(pyproject\.toml|(poetry|uv|pdm)\.lock|poetry\.toml|uv\.toml|requirements[^/]*\.(txt|in)|setup\.(py|cfg)|MANIFEST\.in|README[^/]*|LICEN[CS]E[^/]*|\.python-version|pip\.conf|(.*\/)?[^/]+\.whl)$/.test(
    path,
  );
}
