import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { jobsRole, openTestEndpoint, type TestEndpoint } from './endpoint-fixture.ts';

const Bucket = 'files';
const oddKey = 'imports/a b+ü.csv';

let test: TestEndpoint;
let s3: ReturnType<TestEndpoint['clients']>['s3'];

beforeAll(async () => {
  test = await openTestEndpoint();
  s3 = test.clients().s3;
});
beforeEach(() => {
  test.events.length = 0;
  test.clock.ahead = 0;
});
afterAll(() => test.close());

const put = (Key: string, Body: string | Readable) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, Metadata: { group: 'vip' } }));
const text = async (Key: string, more: { Range?: string; IfMatch?: string } = {}) =>
  (await s3.send(new GetObjectCommand({ Bucket, Key, ...more }))).Body!.transformToString();

describe('S3 through the endpoint', () => {
  it('publishes an object with its plain key, size and ETag before the caller goes on', async () => {
    const { ETag } = await put(oddKey, 'a,b\n');
    expect(test.events).toMatchObject([
      {
        source: 'aws.s3',
        'detail-type': 'Object Created',
        detail: {
          version: '0',
          bucket: { name: Bucket },
          object: { key: oddKey, size: 4, etag: JSON.parse(ETag!) as string },
          reason: 'PutObject',
        },
      },
    ]);
    await s3.send(
      new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/${encodeURIComponent(oddKey)}` }),
    );
    expect(test.events[1]?.detail).toMatchObject({ object: { key: 'copy', size: 4 }, reason: 'CopyObject' });
  });

  it('publishes nothing for a bucket without EventBridge', async () => {
    await s3.send(new PutObjectCommand({ Bucket: 'quiet', Key: 'k', Body: 'x' }));
    expect(test.events).toEqual([]);
  });

  it('keeps metadata and answers HEAD, ranges and listings', async () => {
    await put('list/one', '0123456789');
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'list/one' }));
    expect(head).toMatchObject({ ContentLength: 10, Metadata: { group: 'vip' } });
    expect(await text('list/one', { Range: 'bytes=2-4' })).toBe('234');
    expect(await text('list/one', { Range: 'bytes=8-' })).toBe('89');
    expect(await text('list/one', { Range: 'bytes=-3' })).toBe('789');
    const list = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'list/' }));
    expect(list.Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([['list/one', 10]]);
  });

  it('answers 412 when the object is no longer the one of If-Match', async () => {
    const { ETag } = await put('changing', 'first');
    expect(await text('changing', { IfMatch: ETag! })).toBe('first');
    await put('changing', 'second');
    await expect(text('changing', { IfMatch: ETag! })).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
    await expect(
      s3.send(new HeadObjectCommand({ Bucket, Key: 'changing', IfMatch: ETag! })),
    ).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
    const once = new PutObjectCommand({ Bucket, Key: 'changing', Body: 'third', IfNoneMatch: '*' });
    await expect(s3.send(once)).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
  });

  it('stores a streamed body without its frames', async () => {
    const bytes = randomBytes(300_000);
    const Body = Readable.from([bytes.subarray(0, 70_000), bytes.subarray(70_000)]);
    await s3.send(new PutObjectCommand({ Bucket, Key: 'streamed', Body, ContentLength: bytes.length }));
    const stored = await s3.send(new GetObjectCommand({ Bucket, Key: 'streamed' }));
    expect(Buffer.from(await stored.Body!.transformToByteArray()).equals(bytes)).toBe(true);
    expect(stored.ContentEncoding).toBeUndefined();
  });

  it('shows nothing of an upload that broke off', async () => {
    const link = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: 'broken' }));
    const upload = request(link, { method: 'PUT', headers: { 'content-length': 200_000 } }).on(
      'error',
      () => undefined,
    );
    upload.write(randomBytes(100_000), () => upload.destroy());
    await expect
      .poll(() => test.callLog.recent(1))
      .toMatchObject([{ action: 'PutObject', resource: 'arn:aws:s3:::files/broken' }]);
    await expect(text('broken')).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(test.events).toEqual([]);
  });

  it('deletes several objects', async () => {
    await put('gone/1', 'x');
    await s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'gone/1' }, { Key: 'gone/2' }] } }),
    );
    await expect(text('gone/1')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('hides from a caller who may not list whether an object is missing', async () => {
    const call = test.clients(jobsRole).s3.send(new GetObjectCommand({ Bucket, Key: 'never' }));
    await expect(call).rejects.toMatchObject({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
  });

  it('refuses what the role may not', async () => {
    const call = test.clients(jobsRole).s3.send(new ListObjectsV2Command({ Bucket }));
    await expect(call).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('s3:ListBucket on resource: arn:aws:s3:::files'),
    });
  });
});

describe('multipart uploads', () => {
  const Key = 'imports/parts.csv';
  const begin = async () =>
    (await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, Metadata: { mode: 'update' } })))
      .UploadId!;
  const part = (UploadId: string, PartNumber: number, Body: string) =>
    s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));

  it('become one object, with one event at the end', async () => {
    const UploadId = await begin();
    const second = await part(UploadId, 2, 'world');
    const first = await part(UploadId, 1, 'hello ');
    const listed = await s3.send(new ListPartsCommand({ Bucket, Key, UploadId }));
    expect(listed.Parts?.map(({ PartNumber, Size, ETag }) => [PartNumber, Size, ETag])).toEqual([
      [1, 6, first.ETag],
      [2, 5, second.ETag],
    ]);
    expect(test.events).toEqual([]);
    const Parts = [first, second].map(({ ETag }, index) => ({ PartNumber: index + 1, ETag: ETag! }));
    await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
    expect(await text(Key)).toBe('hello world');
    expect(test.events).toMatchObject([
      { detail: { object: { key: Key, size: 11 }, reason: 'CompleteMultipartUpload' } },
    ]);
  });

  it('leave nothing when aborted, and do not complete with a part that is missing', async () => {
    const UploadId = await begin();
    await part(UploadId, 1, 'x');
    const complete = new CompleteMultipartUploadCommand({
      Bucket,
      Key,
      UploadId,
      MultipartUpload: { Parts: [{ PartNumber: 2, ETag: 'none' }] },
    });
    await expect(s3.send(complete)).rejects.toMatchObject({ name: 'InvalidPart' });
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    await expect(part(UploadId, 2, 'y')).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });
});

describe('a listing', () => {
  // In the order of their bytes; a walk through folders has them differently.
  const odd = ['a', 'a b+ü&<.csv', 'a-1', 'a.b', 'a/b', 'a/b/c', 'a0', 'é', '\u{ffff}x', '\u{1f600}'];
  const prefix = 'odd/';
  const pages = async (input: object) => {
    const found: { keys: (string | undefined)[]; prefixes: (string | undefined)[] }[] = [];
    for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket, ...input }))
      found.push({
        keys: (page.Contents ?? []).map(({ Key }) => Key),
        prefixes: (page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
      });
    return found;
  };

  it('goes through 1,100 objects in two pages, each object once', async () => {
    const keys = Array.from({ length: 1100 }, (_, index) => `many/${String(index).padStart(4, '0')}`);
    for (let from = 0; from < keys.length; from += 50)
      await Promise.all(keys.slice(from, from + 50).map((key) => put(key, 'x')));
    const found = await pages({ Prefix: 'many/' });
    expect(found.map((page) => page.keys.length)).toEqual([1000, 100]);
    expect(found.flatMap((page) => page.keys)).toEqual(keys);
  });

  it('has the order of bytes, at every length of a page', async () => {
    const keys = odd.map((key) => prefix + key);
    for (const key of keys.toReversed()) await put(key, 'x');
    for (const MaxKeys of [1, 2, 3, 7, 100]) {
      const found = await pages({ Prefix: prefix, MaxKeys });
      expect(found.flatMap((page) => page.keys)).toEqual(keys);
      expect(found.length).toBe(Math.ceil(keys.length / MaxKeys));
    }
    const rest = await pages({ Prefix: prefix, StartAfter: `${prefix}a/b` });
    expect(rest.flatMap((page) => page.keys)).toEqual(keys.slice(keys.indexOf(`${prefix}a/b`) + 1));
  });

  it('shows each folder once, also where a page ends at it, and counts it', async () => {
    for (const key of ['tree/a', 'tree/b/1', 'tree/b/2', 'tree/c/1', 'tree/d']) await put(key, 'x');
    for (const MaxKeys of [1, 2, 3, 4]) {
      const found = await pages({ Prefix: 'tree/', Delimiter: '/', MaxKeys });
      expect(found.flatMap((page) => page.keys)).toEqual(['tree/a', 'tree/d']);
      expect(found.flatMap((page) => page.prefixes)).toEqual(['tree/b/', 'tree/c/']);
      expect(found.length).toBe(Math.ceil(4 / MaxKeys));
    }
  });

  it('encodes keys where it is asked to, as the AWS CLI does', async () => {
    await put(oddKey, 'x');
    const asked = { Bucket, Prefix: 'imports/', EncodingType: 'url' } as const;
    const { Contents, EncodingType } = await s3.send(new ListObjectsV2Command(asked));
    expect([EncodingType, Contents?.[0]?.Key]).toEqual(['url', 'imports/a%20b%2B%C3%BC.csv']);
  });

  it('of the first version goes on after its marker', async () => {
    await put('v1/a', 'x');
    await put('v1/b', 'x');
    const first = await s3.send(new ListObjectsCommand({ Bucket, Prefix: 'v1/', MaxKeys: 1 }));
    expect([first.IsTruncated, first.NextMarker]).toEqual([true, 'v1/a']);
    const second = await s3.send(new ListObjectsCommand({ Bucket, Prefix: 'v1/', Marker: first.NextMarker }));
    expect([second.IsTruncated, second.Contents?.map(({ Key }) => Key)]).toEqual([false, ['v1/b']]);
  });

  it('refuses a token of its caller’s making, and a bucket that is not there', async () => {
    const listing = (input: object) => s3.send(new ListObjectsV2Command({ Bucket, ...input }));
    await expect(listing({ ContinuationToken: '%%' })).rejects.toMatchObject({ name: 'InvalidArgument' });
    await expect(listing({ Bucket: 'nobody' })).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await expect(listing({ Bucket: 'nobody' })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 404 },
    });
    expect((await listing({ MaxKeys: 0 })).IsTruncated).toBe(false);
  });
});

describe('presigned links', () => {
  it('upload and download without a signature header, metadata in the link included', async () => {
    const upload = await getSignedUrl(
      s3,
      new PutObjectCommand({ Bucket, Key: oddKey, Metadata: { event: 'e1' } }),
      { expiresIn: 60 },
    );
    expect((await fetch(upload, { method: 'PUT', body: 'from a browser' })).status).toBe(200);
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: oddKey }))).Metadata).toEqual({ event: 'e1' });
    const download = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: oddKey }), { expiresIn: 60 });
    expect(await (await fetch(download)).text()).toBe('from a browser');
  });

  it('expire on the local clock', async () => {
    await put('short', 'x');
    const link = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: 'short' }), { expiresIn: 900 });
    test.clock.ahead = 14 * 60_000;
    expect((await fetch(link)).status).toBe(200);
    test.clock.ahead = 16 * 60_000;
    const late = await fetch(link);
    expect(late.status).toBe(403);
    expect(await late.text()).toContain('<Message>Request has expired</Message>');
    expect(Date.parse(late.headers.get('date')!)).toBeGreaterThan(Date.now() + 15 * 60_000);
  });

  it('carry the rights of the role that signed them', async () => {
    await put('attendance/x', 'x');
    const signer = test.clients(jobsRole).s3;
    expect(
      (await fetch(await getSignedUrl(signer, new GetObjectCommand({ Bucket, Key: 'attendance/x' })))).status,
    ).toBe(200);
    expect(
      (await fetch(await getSignedUrl(signer, new GetObjectCommand({ Bucket: 'quiet', Key: 'k' })))).status,
    ).toBe(403);
  });
});

describe("a role's presigned link", () => {
  const Key = `attendance/a b+ü'(1)*~.csv`;
  const signer = () => test.clients(jobsRole).s3;
  const uploadLink = (Metadata?: Record<string, string>) =>
    getSignedUrl(signer(), new PutObjectCommand({ Bucket, Key, ...(Metadata && { Metadata }) }));
  const downloadLink = (ResponseContentDisposition?: string) =>
    getSignedUrl(signer(), new GetObjectCommand({ Bucket, Key, ResponseContentDisposition }));
  const change = (link: string, from: string | RegExp, to: string) => {
    const changed = link.replace(from, to);
    expect(changed).not.toBe(link);
    return changed;
  };
  const codeOf = async (answer: Response) => [
    answer.status,
    /<Code>(\w+)</.exec(await answer.text())?.[1] ?? '',
  ];

  it('is good as it is, whatever characters are in it', async () => {
    const upload = await uploadLink({ event: 'e 1+2' });
    expect((await fetch(upload, { method: 'PUT', body: 'x' })).status).toBe(200);
    const answer = await fetch(await downloadLink('attachment; filename="a b+(1).csv"'));
    expect([answer.status, await answer.text()]).toEqual([200, 'x']);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="a b+(1).csv"');
  });

  it.each<[string, string | RegExp, string]>([
    ['another object', 'attendance/', 'attendances/'],
    ['a longer life', 'X-Amz-Expires=900', 'X-Amz-Expires=90000'],
    ['a later day', /X-Amz-Date=\d{8}/, 'X-Amz-Date=20991231'],
    ['another name to save it under', 'response-content-disposition=', 'response-content-disposition=x'],
    ['another signature', /X-Amz-Signature=\w{4}/, 'X-Amz-Signature=beef'],
    ['a part of the signature', /(X-Amz-Signature=\w{8})\w+/, '$1'],
    ['one parameter more', /$/, '&versionId=1'],
  ])('is refused with %s', async (_, from, to) => {
    expect(await codeOf(await fetch(change(await downloadLink('inline'), from, to)))).toEqual([
      403,
      'SignatureDoesNotMatch',
    ]);
  });

  it('is refused for another method, and signed with another secret', async () => {
    const put = await fetch(await downloadLink(), { method: 'PUT', body: 'x' });
    expect(await codeOf(put)).toEqual([403, 'SignatureDoesNotMatch']);
    const forger = new S3Client({
      endpoint: test.endpoint.url,
      region: 'eu-central-1',
      credentials: { accessKeyId: jobsRole, secretAccessKey: 'guessed' },
    });
    const forged = await getSignedUrl(forger, new GetObjectCommand({ Bucket, Key }));
    expect(await codeOf(await fetch(forged))).toEqual([403, 'SignatureDoesNotMatch']);
  });

  it('takes no x-amz header that was not signed with it', async () => {
    const headers = { 'x-amz-meta-group': 'vip' };
    const answer = await fetch(await uploadLink(), { method: 'PUT', body: 'x', headers });
    expect(await codeOf(answer)).toEqual([403, 'AccessDenied']);
  });
});

describe('faults on S3', () => {
  const set = (kind: 'throttle' | 'timeout-after-success', action: string) => {
    test.faults.set(1, [{ service: 's3', action, kind, rate: 1 }]);
  };

  it('throttle with SlowDown; timeout-after-success stores the object and drops the line', async () => {
    const writer = test.clients(jobsRole).s3;
    const store = () => writer.send(new PutObjectCommand({ Bucket, Key: 'late', Body: 'kept' }));
    set('throttle', 'PutObject');
    await expect(store()).rejects.toMatchObject({ name: 'SlowDown', $metadata: { httpStatusCode: 503 } });
    set('timeout-after-success', 'PutObject');
    await expect(store()).rejects.toThrow();
    expect(await text('late')).toBe('kept');
    set('timeout-after-success', 'GetObject');
    await expect(writer.send(new GetObjectCommand({ Bucket, Key: 'late' }))).rejects.toThrow();
    test.faults.set(0, []);
  });
});
