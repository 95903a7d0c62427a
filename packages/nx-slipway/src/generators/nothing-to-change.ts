/** Says that a generator has changed nothing. @param files what its options would have made */
export function nothingToChange(files: readonly string[]): string {
  const verb = files.length === 1 ? 'has' : 'have';
  return `Nothing to change: ${files.join(', ')} ${verb} what these options make.`;
}
