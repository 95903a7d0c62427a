/** Names of buildx builders in the order in which they take over from each other: `fleet-1,fleet-2`. */
export function parseBuilders(option: string | undefined): readonly string[] {
  return (option ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
