import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import type S3rver from '@20minutes/s3rver';
import type { AwsError, AwsRequest, AwsResponse, AwsService, Operation } from '../endpoint/aws-service.ts';
import { operator } from '../iam/access.ts';
import { formatXml, xmlResponse } from '../endpoint/query-protocol.ts';
import { readBody } from '../endpoint/read-body.ts';
import { type Authorizer, roleSecret } from '../iam/authorizer.ts';
import type { LocalClock } from '../seams/ports.ts';
import { checkPreconditions } from './check-preconditions.ts';
import { checkPresigned, withoutSignature } from './check-presigned.ts';
import { checkSignature } from './check-signature.ts';
import { decodeAwsChunked } from './decode-aws-chunked.ts';
import { listObjects } from './list-objects.ts';
import { abortUpload, checkParts, listParts, uploadFolder } from './multipart-uploads.ts';
import { overrideResponseHeaders } from './response-overrides.ts';
import { objectArn, readS3Call, type S3Call } from './s3-operation.ts';

const longestXml = 2_000_000;

/** S3: who may do what is decided here, bodies are piped through s3rver, which sees unsigned calls only. */
export function createS3Service(
  open: () => Promise<S3rver>,
  authorizer: Authorizer,
  clock: LocalClock,
): AwsService {
  return {
    name: 's3',
    streams: true,
    denied: { code: 'AccessDenied', status: 403 },
    throttled: { code: 'SlowDown', status: 503, message: 'Please reduce your request rate.' },
    formatError,
    async read(request): Promise<Operation> {
      checkPresigned(request.query, clock.now());
      // Whoever is no role signs with any secret, so there is nothing to hold the signature against.
      if (request.query.has('X-Amz-Signature') && request.principal !== operator)
        checkSignature(request, roleSecret);
      const copySource = request.headers['x-amz-copy-source'];
      const call = readS3Call({
        ...request,
        copySource: typeof copySource === 'string' ? copySource : undefined,
      });
      const xml = takesXml.has(call.name) ? await readBody(request.raw.request, longestXml) : undefined;
      if (call.name === 'DeleteObjects' && xml !== undefined) call.accesses = deletedKeys(call.bucket, xml);
      const mayList = (): boolean =>
        authorizer.decide(request.principal, {
          action: 's3:ListBucket',
          resource: objectArn(call.bucket, ''),
          keys: { 's3:prefix': [call.key] },
        }).allowed;
      return {
        name: call.name,
        accesses: () => call.accesses,
        async perform() {
          const server = await open();
          await checkPreconditions(server.store, call, request.headers, mayList);
          const own = await performHere(server.store, call, request, xml);
          if (own !== undefined) return own;
          await passOn(server.callback(), request, xml);
          return undefined;
        },
      };
    },
  };
}

const xmlType = { 'content-type': 'application/xml' };
const takesXml = new Set(['DeleteObjects', 'CompleteMultipartUpload']);

function deletedKeys(bucket: string, xml: Buffer): S3Call['accesses'] {
  const keys = [...xml.toString().matchAll(/<Key>(.*?)<\/Key>/gs)].map(([, key = '']) => key);
  return keys.map((key) => ({ action: 's3:DeleteObject', resource: objectArn(bucket, key) }));
}

/** The calls that s3rver lacks or would stumble over. */
async function performHere(
  store: S3rver['store'],
  { name, bucket, key }: S3Call,
  request: AwsRequest,
  xml: Buffer | undefined,
): Promise<AwsResponse | undefined> {
  const upload = { bucket, key, id: request.query.get('uploadId') ?? '' };
  if (name === 'UploadPart' || name === 'UploadPartCopy') uploadFolder(store, upload);
  if (name === 'CompleteMultipartUpload') await checkParts(store, upload, xml?.toString() ?? '');
  if (name === 'ListParts') return xmlResponse(await listParts(store, upload), 200, xmlType);
  if (name === 'ListObjects' || name === 'ListObjectsV2')
    return xmlResponse(await listObjects(store, bucket, request.query), 200, xmlType);
  if (name !== 'AbortMultipartUpload') return undefined;
  await abortUpload(store, upload);
  return { status: 204, headers: {}, body: '' };
}

type Listen = ReturnType<S3rver['callback']>;

/** Hands the call to s3rver without its signature and resolves when the answer is written. */
async function passOn(
  listen: Listen,
  { raw, path, query, headers }: AwsRequest,
  xml: Buffer | undefined,
): Promise<void> {
  const rest = overrideResponseHeaders(raw.response, withoutSignature(query)).toString();
  const chunked = headers['x-amz-decoded-content-length'];
  const kept: Record<string, string | string[] | undefined> = { ...headers };
  for (const name of ['authorization', 'x-amz-content-sha256', 'content-encoding'])
    Reflect.deleteProperty(kept, name);
  const encoding = (headers['content-encoding'] ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== 'aws-chunked' && one !== '');
  if (encoding.length > 0) kept['content-encoding'] = encoding.join(',');
  if (typeof chunked === 'string') kept['content-length'] = chunked;
  const copySource = headers['x-amz-copy-source'];
  // s3rver decodes whole addresses, not their parts, and so would leave `%2B` or `%2F` as they are.
  if (typeof copySource === 'string') kept['x-amz-copy-source'] = encodeURI(decodeURIComponent(copySource));
  const body = xml === undefined ? openBody(raw.request, typeof chunked === 'string') : Readable.from([xml]);
  const { method, socket, httpVersion } = raw.request;
  const url = rest === '' ? path : `${path}?${rest}`;
  const closed = once(raw.response, 'close');
  await listen(Object.assign(body, { method, socket, httpVersion, headers: kept, url }), raw.response);
  await closed;
}

/** The object's bytes: the request itself, or what is inside its `aws-chunked` frames. */
function openBody(request: IncomingMessage, isChunked: boolean): Readable {
  if (!isChunked) return request;
  const decoded = decodeAwsChunked();
  pipeline(request, decoded, () => undefined); // an error destroys `decoded`, and s3rver reports it
  return decoded;
}

function formatError(error: AwsError, request: AwsRequest): AwsResponse {
  const fields = Object.fromEntries(
    Object.entries(error.fields).map(([name, value]) => [name, String(value)]),
  );
  const text = formatXml({
    Error: { Code: error.code, Message: error.message, Resource: request.path, ...fields },
  });
  const response = xmlResponse(text, error.status, xmlType);
  return request.method === 'HEAD' ? { ...response, body: '' } : response;
}
