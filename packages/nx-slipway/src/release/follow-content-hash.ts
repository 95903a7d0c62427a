import { poetryContent } from '../python/poetry/poetry-content';
import type { TomlTable } from '../python/toml/toml-value';
import { sha256 } from '../workspace/cache/sha256';

/**
 * A poetry.lock whose content-hash is that of another pyproject, where it was that of the one before: a lock
 * that was outdated stays so.
 */
export function followContentHash(lock: string, before: TomlTable, after: TomlTable): string {
  return [false, true].reduce(
    (text, isOld) =>
      text.replace(
        `content-hash = "${sha256(poetryContent(before, isOld))}"`,
        `content-hash = "${sha256(poetryContent(after, isOld))}"`,
      ),
    lock,
  );
}
