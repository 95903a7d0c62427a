import { expect, test } from 'vitest';
import { contentsOf, stackTree, textOf } from '../../../test-support/generator-tree';
import serviceGenerator from '../service/generator';
import migrateTemplates from './generator';

const SETTLE =
  ' \\\n && find / -xdev \\( -newer /dev -o -type d -cnewer /dev \\) -exec touch -hcd "@$SOURCE_DATE_EPOCH" {} +';

/** What release 0.1.0 wrote, by what is written now; of each file the texts that stand in it. */
const BEFORE: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'images/python/Dockerfile': [
    [
      '# Time of files and images: what is built from the same files is the same, whenever it is built.\nARG SOURCE_DATE_EPOCH=315532800\n\n',
      '',
    ],
    ['ARG SOURCE_DATE_EPOCH\n', ''],
    [
      '# Compiled without debug information: it names the folder that it is compiled in, another one each time.\nENV LDFLAGS=-Wl,-S\n',
      '',
    ],
    // Of base, of the compilers, of the standard library, of the installers.
    [SETTLE, ''],
    [SETTLE, ''],
    [SETTLE, ''],
    [SETTLE, ''],
    [
      ' \\\n && rm -rf /var/cache/debconf/*-old /var/cache/ldconfig/aux-cache /var/lib/dpkg/*-old \\\n      /var/log/alternatives.log /var/log/apt /var/log/dpkg.log',
      '',
    ],
    [
      'RUN --mount=type=bind,source=images/python/builder-requirements.txt,target=/mnt/builder-requirements.txt \\\n    --mount',
      'COPY --chmod=644 images/python/builder-requirements.txt /opt/builder-requirements.txt\nRUN --mount',
    ],
    ['/mnt/builder-requirements.txt\n', '/opt/builder-requirements.txt\n'],
    [
      `# Installed by a step, because a COPY keeps the times of the checkout.
RUN --mount=type=bind,source=images/python/install-projects,target=/mnt/install-projects \\
    --mount=type=bind,source=images/python/normalize-layer,target=/mnt/normalize-layer \\
    install --mode=755 /mnt/install-projects /mnt/normalize-layer /usr/local/bin/${SETTLE}`,
      'COPY --chmod=755 images/python/install-projects /usr/local/bin/',
    ],
    [
      '    PYC_INVALIDATION_MODE=UNCHECKED_HASH \\\n    SOURCE_DATE_EPOCH=$SOURCE_DATE_EPOCH \\\n',
      '',
    ],
  ],
  'images/python/install-projects': [
    [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the shell
      '# By name: of a path uv records which one it was.\nnames=$(cd "$wheels" && for wheel in *.whl; do echo "${wheel%%-*}"; done)\n# shellcheck disable=SC2086\n',
      '',
    ],
    [
      ' --find-links "$wheels" \\\n  --python /venv/bin/python --target /app $names\n',
      ' \\\n  --python /venv/bin/python --target /app "$wheels"/*.whl\n',
    ],
    [
      "# uv's own note of when the wheel was made.\nsed -i '/\\.dist-info\\/uv_cache\\.json,/d' /app/*.dist-info/RECORD\nrm -f /app/*.dist-info/uv_cache.json\nnormalize-layer /app\n",
      '',
    ],
  ],
  'services/uv/Dockerfile': [[' \\\n && normalize-layer /venv', '']],
  'services/poetry/Dockerfile': [
    [' --no-plugins --no-root', ' --no-plugins --compile --no-root'],
    [' \\\n && normalize-layer --compile /venv', ''],
  ],
  'services/pip/Dockerfile': [
    [' --no-compile', ''],
    [' \\\n && normalize-layer --compile /venv', ''],
  ],
  'services/plain/Dockerfile': [
    [' \\\n && normalize-layer /venv', ''],
    ['RUN normalize-layer --compile /app', 'RUN python -m compileall -q /app'],
  ],
};

test('files of release 0.1.0 become what is written now, with the script they call', async () => {
  const tree = await stackTree({
    'services/uv/pyproject.toml':
      '[project]\nname = "uv"\nversion = "1"\n[build-system]\nrequires = ["hatchling"]\n',
    'services/poetry/pyproject.toml':
      '[project]\nname = "poetry"\nversion = "1"\nrequires-python = ">=3.11"\n[tool.poetry]\n[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n',
    'services/pip/pyproject.toml':
      '[project]\nname = "pip"\nversion = "1"\n[build-system]\nrequires = ["hatchling"]\n',
    'services/pip/requirements.txt': '\n',
    'services/plain/pyproject.toml': '[project]\nname = "plain"\nversion = "1"\n',
    'services/plain/src/plain/__init__.py': '',
  });
  for (const name of ['uv', 'poetry', 'pip']) {
    await serviceGenerator(tree, { name, command: '["x"]' });
  }
  await serviceGenerator(tree, { name: 'plain', command: '["x"]', sources: ['src/plain'] });
  const now = contentsOf(tree);
  for (const [file, texts] of Object.entries(BEFORE)) {
    let text = textOf(tree, file);
    for (const [written, before] of texts) {
      expect(text, file).toContain(written);
      text = text.replace(written, before);
    }
    tree.write(file, text);
  }
  tree.delete('images/python/normalize-layer');
  await migrateTemplates(tree);
  for (const [file, text] of Object.entries(now)) expect.soft(textOf(tree, file), file).toBe(text);
});
