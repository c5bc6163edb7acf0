import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type S3rver from '@20minutes/s3rver';
import { AwsError } from '../endpoint/aws-service.ts';
import { formatXml, type XmlTree } from '../endpoint/query-protocol.ts';

type Store = S3rver['store'];

const longestPage = 1000;
const objectSuffix = '._S3rver_object';

/** What a listing asks for, in either version. */
interface Asked {
  isSecond: boolean;
  prefix: string;
  delimiter: string;
  /** Only what comes after this. */
  after: string;
  maxKeys: number;
  token: string | null;
  isUrl: boolean;
}

interface Page {
  keys: string[];
  prefixes: string[];
  /** The last key or prefix of a page that is not the last one. */
  last: string | undefined;
}

/**
 * ListObjects and ListObjectsV2 in S3's order, the one of the keys' bytes. s3rver walks its folders instead, so that a
 * second page would miss keys, and encrypts its continuation tokens with a cipher that OpenSSL 3 no longer has.
 */
export async function listObjects(store: Store, bucket: string, query: URLSearchParams): Promise<string> {
  const asked = readQuery(query);
  const page = cutPage(await findKeys(store, bucket), asked);
  const objects = await Promise.all(page.keys.map((key) => describeObject(store, bucket, key, asked)));
  const { isSecond, prefix, delimiter, after, maxKeys, token } = asked;
  const encode = encoderOf(asked);
  const body = formatXml({
    Name: bucket,
    Prefix: encode(prefix),
    ...(delimiter !== '' && { Delimiter: encode(delimiter) }),
    MaxKeys: String(maxKeys),
    IsTruncated: String(page.last !== undefined),
    ...(asked.isUrl && { EncodingType: 'url' }),
    ...(isSecond
      ? {
          KeyCount: String(page.keys.length + page.prefixes.length),
          ...(token !== null ? { ContinuationToken: token } : { StartAfter: encode(after) }),
          ...(page.last !== undefined && { NextContinuationToken: toToken(page.last) }),
        }
      : { Marker: encode(after), ...(page.last !== undefined && { NextMarker: encode(page.last) }) }),
    Contents: objects.flat(),
    CommonPrefixes: page.prefixes.map((one) => ({ Prefix: encode(one) })),
  });
  return `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${body}</ListBucketResult>`;
}

function readQuery(query: URLSearchParams): Asked {
  const isSecond = query.get('list-type') === '2';
  const maxKeys = query.get('max-keys') ?? String(longestPage);
  if (!/^\d{1,10}$/.test(maxKeys))
    throw new AwsError('InvalidArgument', 'Provided max-keys not an integer or within integer range');
  const token = query.get('continuation-token');
  return {
    isSecond,
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    after: token === null ? (query.get(isSecond ? 'start-after' : 'marker') ?? '') : readToken(token),
    maxKeys: Math.min(Number(maxKeys), longestPage),
    token,
    isUrl: query.get('encoding-type') === 'url',
  };
}

const toToken = (last: string): string => Buffer.from(last).toString('base64');

function readToken(token: string): string {
  const last = Buffer.from(token, 'base64').toString();
  if (last !== '' && toToken(last) === token) return last;
  throw new AwsError('InvalidArgument', 'The continuation token provided is incorrect');
}

/** All keys of a bucket, in the order of their bytes. */
async function findKeys(store: Store, bucket: string): Promise<string[]> {
  const folder = store.getBucketPath(bucket);
  if (!existsSync(folder)) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(objectSuffix));
  return files
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll(sep, '/'))
    .map((path) => Buffer.from(path.slice(0, -objectSuffix.length)))
    .sort((one, other) => one.compare(other))
    .map((key) => key.toString());
}

function cutPage(keys: string[], { prefix, delimiter, after, maxKeys }: Asked): Page {
  const page: Page = { keys: [], prefixes: [], last: undefined };
  let last = after;
  for (const key of keys) {
    if (!key.startsWith(prefix) || !isAfter(key, after)) continue;
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const entry = end < 0 ? key : key.slice(0, end + delimiter.length);
    // Keys behind a prefix that is listed already, on this page or as the last of the one before.
    if (end >= 0 && entry === last) continue;
    if (page.keys.length + page.prefixes.length === maxKeys)
      return { ...page, last: maxKeys === 0 ? undefined : last };
    (end < 0 ? page.keys : page.prefixes).push(entry);
    last = entry;
  }
  return page;
}

const isAfter = (key: string, other: string): boolean => Buffer.from(key).compare(Buffer.from(other)) > 0;

/** Nothing for an object that was deleted meanwhile. */
async function describeObject(store: Store, bucket: string, key: string, asked: Asked): Promise<XmlTree[]> {
  const metadata = await store.getMetadata(bucket, key).catch(() => undefined);
  if (metadata === undefined) return [];
  return [
    {
      Key: encoderOf(asked)(key),
      LastModified: new Date(String(metadata['last-modified'])).toISOString(),
      ETag: String(metadata['etag']),
      Size: String(metadata['content-length']),
      StorageClass: 'STANDARD',
    },
  ];
}

/** The AWS CLI asks for keys in percent-encoding, since XML cannot hold every character. */
function encoderOf({ isUrl }: Asked): (text: string) => string {
  return isUrl ? (text) => encodeURIComponent(text).replaceAll('%2F', '/') : (text) => text;
}
