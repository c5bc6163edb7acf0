import { AwsError } from '../endpoint/aws-service.ts';

const longestSeconds = 604_800;
const signatureParameters = new Set([
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-Security-Token',
  'X-Amz-Signature',
  'X-Amz-SignedHeaders',
  'X-Amz-Content-Sha256',
]);

/** Refuses a presigned link that is expired at `now` (epoch ms), as S3 does; a request without such a link passes. */
export function checkPresigned(query: URLSearchParams, now: number): void {
  if (!query.has('X-Amz-Signature')) return;
  const signedAt = parseAmzDate(query.get('X-Amz-Date') ?? '');
  const seconds = Number(query.get('X-Amz-Expires'));
  if (Number.isNaN(signedAt) || !Number.isInteger(seconds) || seconds < 0 || seconds > longestSeconds) {
    throw new AwsError(
      'AuthorizationQueryParametersError',
      'X-Amz-Date or X-Amz-Expires (at most a week) is not valid.',
    );
  }
  if (now > signedAt + seconds * 1000) {
    throw new AwsError('AccessDenied', 'Request has expired', 403, {
      Expires: new Date(signedAt + seconds * 1000).toISOString(),
      ServerTime: new Date(now).toISOString(),
    });
  }
}

/** The query without what only the signature needs. */
export function withoutSignature(query: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...query].filter(([name]) => !signatureParameters.has(name)));
}

/** `20260101T000000Z` -> epoch ms */
function parseAmzDate(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
