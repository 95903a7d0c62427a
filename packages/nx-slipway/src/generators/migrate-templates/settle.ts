/**
 * What ends a RUN so that no file that it makes has a time of the clock. A folder is found by the time of its status as
 * well: where two processes create something in it at once, overlayfs can set its own time back to that of the base.
 */
export const SETTLE =
  'find / -xdev \\( -newer /dev -o -type d -cnewer /dev \\) -exec touch -hcd "@$SOURCE_DATE_EPOCH" {} +';

/** The same as the last line of a step, in the words of `String.replace`. */
export const SETTLE_LINE = ` && ${SETTLE.replaceAll('$', '$$$$')}`;

/** Matches a step that ends in it. */
export const SETTLED = / touch -hcd /;
