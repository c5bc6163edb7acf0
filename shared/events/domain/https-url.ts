import * as z from 'zod';

/** The URL parser drops line breaks and tabs, and takes `https:x` for an address; a header or a browser does not. */
const plainHttps = /^https:\/\/[^\s\p{Cc}\\]+$/iu;

/** An address that browsers may be sent to. */
export const HttpsUrl = z
  .string()
  .max(2000)
  .refine(
    (text) => plainHttps.test(text) && URL.canParse(text) && isHttpsWithoutUserinfo(new URL(text)),
    'must be an https:// address',
  );

function isHttpsWithoutUserinfo(url: URL): boolean {
  return url.protocol === 'https:' && url.username === '' && url.password === '';
}
