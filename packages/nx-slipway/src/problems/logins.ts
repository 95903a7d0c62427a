/** A user, a password or a token before the host of a URL. A variable that stands for one is no secret. */
const LOGIN = /(\bhttps?:\/\/)[^\s/@"'`$<>]+@/gi;

/** Returns whether a text holds a URL with a login in it. */
export function hasLogin(text: string): boolean {
  return text.search(LOGIN) >= 0;
}

/** Returns a URL, or a text with URLs, without the logins in them. */
export function withoutLogins(text: string): string {
  return text.replace(LOGIN, '$1');
}
