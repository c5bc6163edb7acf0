import type { HttpRequest } from './http-request.ts';

/** The language that a request asks for first (`accept-language`), as a tag; undefined for none and for `*`. */
export function preferredLanguage({ headers }: Pick<HttpRequest, 'headers'>): string | undefined {
  const [first] = (headers['accept-language'] ?? '').slice(0, 500).split(',');
  const tag = first?.split(';')[0]?.trim();
  return tag === undefined || tag === '' || tag === '*' ? undefined : tag;
}
