import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError, type AwsRequest } from '../endpoint/aws-service.ts';

/** Of the query, all but the signature is signed. */
const signature = 'X-Amz-Signature';

/**
 * Refuses a presigned link whose signature (SigV4 in the query) is not one made with `secret` for just this method, path,
 * query and headers, as S3 does; also headers that should have been signed. The body of a link is never signed.
 */
export function checkSignature(
  request: Omit<AwsRequest, 'principal' | 'body' | 'raw'>,
  secret: string,
): void {
  const { query, headers } = request;
  const signedHeaders = (query.get('X-Amz-SignedHeaders') ?? '').split(';');
  const unsigned = Object.keys(headers).filter(
    (name) => name.startsWith('x-amz-') && name !== 'x-amz-content-sha256' && !signedHeaders.includes(name),
  );
  if (unsigned.length > 0) {
    const message = 'There were headers present in the request which were not signed';
    throw new AwsError('AccessDenied', message, 403, { HeadersNotSigned: unsigned.join(', ') });
  }
  const wanted = Buffer.from(sign(request, signedHeaders, secret));
  const given = Buffer.from(query.get(signature) ?? '');
  if (wanted.length === given.length && timingSafeEqual(wanted, given)) return;
  throw new AwsError(
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    403,
  );
}

function sign(
  { method, path, query, headers }: Parameters<typeof checkSignature>[0],
  signedHeaders: string[],
  secret: string,
): string {
  const [, ...scope] = (query.get('X-Amz-Credential') ?? '').split('/');
  const canonical = [
    method,
    path.split('/').map(decodeAndEncode).join('/'),
    canonicalQuery(query),
    ...signedHeaders.map((name) => `${name}:${String(headers[name] ?? '').trim()}`),
    '',
    signedHeaders.join(';'),
    'UNSIGNED-PAYLOAD',
  ].join('\n');
  const hash = createHash('sha256').update(canonical).digest('hex');
  const text = ['AWS4-HMAC-SHA256', query.get('X-Amz-Date'), scope.join('/'), hash].join('\n');
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, text).toString('hex');
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .filter(([name]) => name !== signature)
    .map(([name, value]) => [encode(name), encode(value)])
    .sort()
    .map((pair) => pair.join('='))
    .join('&');
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const decodeAndEncode = (segment: string): string => encode(decodeURIComponent(segment));

/** RFC 3986, as signatures want it. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
