import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it, vi } from 'vitest';
import {
  FileReplaced,
  fileFacts,
  listFiles,
  readFile,
} from '../../../shared/platform/object-store/read-file.ts';
import {
  completeUpload,
  putFile,
  startUpload,
  UploadGone,
  uploadPart,
} from '../../../shared/platform/object-store/resumable-upload.ts';
import { downloadLink, uploadLink } from '../../../shared/platform/object-store/signed-link.ts';
import { openFiles } from '../../../shared/platform/runtime/open-files.ts';
import { useLocalAws } from '../../support/use-local-aws.ts';

const aws = useLocalAws();

const put = async (key: string, body: string) => ({
  key,
  etag: await putFile(aws.imports, key, body, 'text/plain'),
});
const textOf = async (bytes: AsyncIterable<Uint8Array>) => {
  const chunks = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};
const stored = async (key: string) => {
  const answer = await aws.exports.client.send(new GetObjectCommand({ Bucket: 'exports', Key: key }));
  return answer.Body!.transformToByteArray();
};

describe('Reading a file', () => {
  it('begins anywhere and ends where it is told', async () => {
    const file = await put('imports/range.txt', '0123456789');
    expect(await textOf(await readFile(aws.imports, file, { offset: 0 }))).toBe('0123456789');
    expect(await textOf(await readFile(aws.imports, file, { offset: 7 }))).toBe('789');
    expect(await textOf(await readFile(aws.imports, file, { offset: 2, bytes: 3 }))).toBe('234');
    expect(await textOf(await readFile(aws.imports, file, { offset: 8, bytes: 99 }))).toBe('89');
  });

  it('from its end on is nothing', async () => {
    const file = await put('imports/end.txt', 'abc');
    expect(await textOf(await readFile(aws.imports, file, { offset: 3 }))).toBe('');
  });

  it('stops when the file is another one, also where the other one is shorter, or gone', async () => {
    const file = await put('imports/swap.txt', 'the first content');
    await put('imports/swap.txt', 'other');
    for (const offset of [0, 2, 5, 10, 100])
      await expect(readFile(aws.imports, file, { offset }), `from ${offset}`).rejects.toThrow(FileReplaced);
    await expect(readFile(aws.imports, { key: 'imports/gone', etag: 'x' }, { offset: 0 })).rejects.toThrow(
      FileReplaced,
    );
  });

  it('tells size and version, and undefined of what is not there', async () => {
    const file = await put('imports/facts.txt', 'four');
    expect(await fileFacts(aws.imports, file.key)).toMatchObject({ ...file, size: 4 });
    expect(await fileFacts(aws.imports, 'imports/nothing')).toBeUndefined();
  });

  it('lists the files of a prefix, and goes on over pages', async () => {
    for (const key of ['list/a', 'list/b', 'other/c']) await putFile(aws.exports, key, 'x', 'text/plain');
    const keysOf = async () => {
      const keys = [];
      for await (const { key } of listFiles(aws.exports, 'list/')) keys.push(key);
      return keys;
    };
    expect(await keysOf()).toEqual(['list/a', 'list/b']);
    const s3 = mockClient(S3Client);
    // The engine has no second page to give.
    s3.on(ListObjectsV2Command)
      .resolvesOnce({ Contents: [{ Key: 'list/1', ETag: '"e"', Size: 1 }], NextContinuationToken: 't' })
      .resolvesOnce({ NextContinuationToken: 'u' })
      .resolvesOnce({ Contents: [{ Key: 'list/2' }] });
    try {
      expect(await keysOf()).toEqual(['list/1', 'list/2']);
      const tokens = s3
        .commandCalls(ListObjectsV2Command)
        .map((call) => call.args[0].input.ContinuationToken);
      expect(tokens).toEqual([undefined, 't', 'u']);
    } finally {
      s3.restore();
    }
  });
});

describe('A file written in parts', () => {
  const part = (letter: string) => Buffer.alloc(5 * 1024 * 1024, letter);

  it('takes a part again that was written before, and closes with the last of each', async () => {
    const begun = await startUpload(aws.exports, 'parts.txt', 'text/plain');
    const lost = await uploadPart(aws.exports, begun, part('x'));
    expect(lost.parts).toHaveLength(1);
    const first = await uploadPart(aws.exports, begun, part('a'));
    const both = await uploadPart(aws.exports, first, Buffer.from('end'));
    expect(both.parts.map(({ number }) => number)).toEqual([1, 2]);
    await completeUpload(aws.exports, both);
    const bytes = Buffer.from(await stored('parts.txt'));
    expect(bytes.length).toBe(5 * 1024 * 1024 + 3);
    expect([bytes[0], bytes.subarray(-4).toString()]).toEqual([0x61, 'aend']);
  });

  it('says so when it is no longer open', async () => {
    const closed = await uploadPart(
      aws.exports,
      await startUpload(aws.exports, 'closed.txt', 'text/plain'),
      Buffer.from('all'),
    );
    await completeUpload(aws.exports, closed);
    await expect(uploadPart(aws.exports, closed, Buffer.from('more'))).rejects.toThrow(UploadGone);
    await expect(completeUpload(aws.exports, closed)).rejects.toThrow(UploadGone);
    expect(Buffer.from(await stored('closed.txt')).toString()).toBe('all');
  });
});

describe('A signed link', () => {
  it('downloads under the name it was given, for fifteen minutes', async () => {
    await put('reports/people.csv', 'email');
    const link = (ago: number) =>
      downloadLink(aws.imports, 'reports/people.csv', 'people 2027.csv', new Date(Date.now() - ago));
    const answer = await fetch(await link(14 * 60_000));
    expect(await answer.text()).toBe('email');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="people 2027.csv"');
    expect((await fetch(await link(16 * 60_000))).status).toBe(403);
  });

  it('for an upload is signed without the checksum of a body that is not there yet', async () => {
    vi.stubEnv('AWS_REGION', 'eu-central-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    const store = openFiles({ imports: 'a-bucket' })('imports');
    const link = new URL(await uploadLink(store, 'imports/a.csv', new Date()));
    expect([...link.searchParams.keys()].filter((name) => /checksum/i.test(name))).toEqual([]);
    vi.unstubAllEnvs();
  });

  it('uploads to its key, whatever signs are in it', async () => {
    const link = await uploadLink(aws.imports, 'imports/up load+ü.csv', new Date());
    expect((await fetch(link, { method: 'PUT', body: 'email' })).status).toBe(200);
    expect(await fileFacts(aws.imports, 'imports/up load+ü.csv')).toMatchObject({ size: 5 });
  });
});
