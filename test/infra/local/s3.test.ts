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
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
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
    await vi.waitFor(() => {
      expect(test.callLog.recent(1)).toMatchObject([
        { action: 'PutObject', resource: 'arn:aws:s3:::files/broken' },
      ]);
    });
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
