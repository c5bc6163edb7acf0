import * as z from 'zod';

/** One token, so that nobody but the one whose signature the authorizer checked is read. */
const oneToken = /^(?:Bearer +)?[\w-]+\.([\w-]+)\.[\w-]+$/i;
const Claims = z.record(z.string(), z.unknown());

/**
 * What a token says that the authorizer has accepted. Read from the token itself: the HTTP API hands claims over as text, and
 * there `[Billing admin]` is a list of two names as well as of one with a blank.
 */
export function tokenClaims(authorization: string | undefined): Record<string, unknown> {
  const payload = oneToken.exec(authorization ?? '')?.[1];
  return payload === undefined ? {} : Claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
}
