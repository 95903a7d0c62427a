/** A Python version as text: Nx reads `--python=3.10` as the number 3.1, and no Python 3.1 is on offer. */
export function pythonText(python: string | number): string {
  return python === 3.1 ? '3.10' : String(python);
}
