import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { evaluateMarker } from '../../src/python/pep508/evaluate-marker';
import { isJunction, literalOf, type Marker } from '../../src/python/pep508/marker';
import { COMMON_MACHINES } from '../../src/python/pep508/marker-environment';
import { normalizeName } from '../../src/python/pep508/normalize-name';
import { parseMarker } from '../../src/python/pep508/parse-marker';
import { parseRequirement } from '../../src/python/pep508/parse-requirement';
import { randomOf } from '../random';
import { randomRequirement } from './random-requirement';

const { SLIPWAY_ORACLE_REQUIREMENTS: count = '20000', SLIPWAY_ORACLE_SEED: seed = '1' } =
  process.env;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-packaging-'));
  const args = ['pip', 'install', '--quiet', '--no-deps', '--target', folder, 'packaging'];
  const { status, stderr } = spawnSync('uv', args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Difference {
  readonly text: string;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** What the script beside this says of a requirement; null for one that it refuses. */
interface Read {
  readonly name: string;
  readonly extras: readonly string[];
  readonly specifiers: readonly string[];
  readonly url: string | null;
  readonly marker: unknown;
  /** `True`, `False`, `None` where a comparison has no sense; one for each environment, each once. */
  readonly holds: readonly string[] | null;
}

test('requirements and their markers are read as `packaging` reads them', () => {
  const random = randomOf(Number(seed));
  const texts = Array.from({ length: Number(count) }, () => randomRequirement(random));
  const { stdout, stderr } = spawnSync(
    'python3',
    [join(__dirname, 'read_requirements.py'), folder, COMMON_MACHINES.join(',')],
    { input: JSON.stringify(texts), encoding: 'utf8', maxBuffer: 2 ** 30 },
  );
  expect(stderr).toBe('');
  const expected = JSON.parse(stdout) as readonly (Read | null)[];
  const counts = { read: 0, refused: 0, holds: 0, not: 0, unsettled: 0 };
  const differences = texts.flatMap((text, index): readonly Difference[] => {
    const read = ours(text);
    const theirs = expected[index] ?? null;
    const { holds, ...parts } = theirs ?? { holds: null };
    counts[theirs ? 'read' : 'refused'] += 1;
    if (JSON.stringify(read) !== JSON.stringify(theirs && parts)) {
      return [{ text, ours: read, theirs: theirs && parts }];
    }
    if (!theirs?.holds) return [];
    const settled = evaluateMarker(markerOf(text) ?? '', {
      python: '3.13',
      machines: COMMON_MACHINES,
    });
    counts[settled === undefined ? 'unsettled' : settled ? 'holds' : 'not'] += 1;
    const isTrue = settled === undefined || `${holds}` === (settled ? 'True' : 'False');
    return isTrue ? [] : [{ text, ours: settled, theirs: holds }];
  });
  console.log(`oracle of PEP 508, seed ${seed}: ${JSON.stringify(counts)}`);
  // The shortest is the one to begin with.
  expect(differences.sort((a, b) => a.text.length - b.text.length)[0]).toBeUndefined();
  expect(Math.min(counts.read, counts.refused)).toBeGreaterThan(Number(count) / 10);
});

function markerOf(text: string): string | undefined {
  return parseRequirement(text, { file: 'requirements.txt' }).requirement?.marker;
}

function ours(text: string): Omit<Read, 'holds'> | null {
  const { requirement } = parseRequirement(text, { file: 'requirements.txt' });
  if (!requirement) return null;
  const { name, extras, specifiers, url = null, marker } = requirement;
  const tree = marker === undefined ? undefined : parseMarker(marker);
  return {
    name,
    extras,
    specifiers: [...new Set(specifiers)].sort(),
    url,
    marker: tree ? nested(tree) : null,
  };
}

/** A marker as the script writes it; `packaging` normalises the names of extras as it reads. */
function nested(marker: Marker): unknown {
  if (isJunction(marker)) return [marker.operator, marker.parts.map(nested)];
  const { left, operator, right } = marker;
  const isName = [left, right].includes('extra') || ['extras', 'dependency_groups'].includes(right);
  const side = (text: string) => {
    const literal = literalOf(text);
    if (literal === undefined) return `Var ${text}`;
    return `Val ${isName ? normalizeName(literal) : literal}`;
  };
  return [side(left), operator, side(right)];
}
