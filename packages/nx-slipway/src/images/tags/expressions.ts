/** Arguments of an expression: `{{commit_date 'YYYY' tz='UTC'}}` has both. */
export interface ExpressionArguments {
  readonly argument?: string;
  readonly timeZone?: string;
}

/** Values of expressions, by name. */
export type ExpressionValues = Readonly<Record<string, (given: ExpressionArguments) => string>>;

const EXPRESSION = /\{\{\s*(\w+)(?:\s+'([^']*)')?(?:\s+tz='([^']*)')?\s*\}\}/g;

/** Names of the expressions in a text; undefined where it has braces without an expression. */
export function expressionNames(text: string): readonly string[] | undefined {
  if (/\{\{|\}\}/.test(text.replace(EXPRESSION, ''))) return undefined;
  return [...text.matchAll(EXPRESSION)].map(([, name = '']) => name);
}

/** A text with its expressions replaced; those without a value are left out. */
export function expandExpressions(text: string, values: ExpressionValues): string {
  return text.replace(
    EXPRESSION,
    (_, name: string, argument?: string, timeZone?: string) =>
      values[name]?.({
        ...(argument !== undefined && { argument }),
        ...(timeZone !== undefined && { timeZone }),
      }) ?? '',
  );
}
