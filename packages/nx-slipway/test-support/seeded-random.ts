/** A linear congruential generator of numbers from 0 to 1; the same numbers for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
