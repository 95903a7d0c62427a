/**
 * A user, a password or a token before the host of a URL, up to the last `@` as pip and uv read it; a name alone is a
 * secret only where tokens are used like that. A variable in place of one, `${TOKEN}`, is not a secret.
 */
const LOGIN =
  /(\bhttps?:\/\/|\b[a-z][\w+.-]{0,20}:\/\/(?=[^\s/?#"'`<>@:]*:))(?:[^\s/?#"'`$<>]|\$(?!\{))+@/gi;

/** Returns whether a text holds a URL with a login in it. */
export function hasLogin(text: string): boolean {
  return text.search(LOGIN) >= 0;
}

/** Returns a URL, or a text with URLs, without the logins in them. */
export function withoutLogins(text: string): string {
  return text.replace(LOGIN, '$1');
}
