/** Keywords, which no module can be named, and soft keywords, which none should be; in small letters. */
export const PYTHON_KEYWORDS: ReadonlySet<string> = new Set(
  `
  and as assert async await break case class continue def del elif else except finally for
  from global if import in is lambda match nonlocal not or pass raise return try type while
  with yield none true false
`
    .trim()
    .split(/\s+/),
);
