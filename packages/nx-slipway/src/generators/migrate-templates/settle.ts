/** What ends a RUN so that no file that it makes has a time of the clock. */
export const SETTLE = 'find / -xdev -newer /dev -exec touch -hcd "@$SOURCE_DATE_EPOCH" {} +';

/** The same as the last line of a step, in the words of `String.replace`. */
export const SETTLE_LINE = ` && ${SETTLE.replaceAll('$', '$$$$')}`;

/** Matches a step that ends in it. */
export const SETTLED = / touch -hcd /;
