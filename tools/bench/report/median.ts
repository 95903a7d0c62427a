/** The middle of numbers, or the mean of the two in the middle. @throws where there are none */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low, high] = [Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2)];
  const [first, second] = [sorted[low], sorted[high]];
  if (first === undefined || second === undefined) {
    throw new Error('there is no median of no numbers');
  }
  return (first + second) / 2;
}
