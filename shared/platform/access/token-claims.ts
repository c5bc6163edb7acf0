import * as z from 'zod';

/** Exactly one token in the header: it must be the one whose signature the authorizer checked. */
const oneToken = /^(?:Bearer +)?[\w-]+\.([\w-]+)\.[\w-]+$/i;
const Claims = z.record(z.string(), z.unknown());

/**
 * The claims of the token that the authorizer has accepted. Read from the token itself: the HTTP API hands claims over as
 * text, and there `[Billing admin]` is a list of two names as well as of one with a blank.
 */
export function tokenClaims(authorization: string | undefined): Record<string, unknown> {
  const payload = oneToken.exec(authorization ?? '')?.[1];
  return payload === undefined ? {} : Claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
}
