/** Changes a command of a shell behind the variables that `env` sets for it: `env PORT=1 python -m shop`. */
export function behindVariables(text: string, change: (command: string) => string): string {
  const [, variables = '', command = ''] =
    /^((?:env\s+(?:[A-Za-z_]\w*=\S*\s+)+)?)(.*)$/s.exec(text) ?? [];
  return `${variables}${change(command)}`;
}
