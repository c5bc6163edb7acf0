import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { FileStore } from './file-store.ts';

const LINK_SECONDS = 15 * 60;

/** A link that downloads the file under the given name, for 15 minutes. */
export async function downloadLink(
  store: FileStore,
  key: string,
  fileName: string,
  now: Date,
): Promise<string> {
  const command = new GetObjectCommand({
    Bucket: store.bucket,
    Key: key,
    ResponseContentDisposition: attachment(fileName),
  });
  return getSignedUrl(store.client, command, { expiresIn: LINK_SECONDS, signingDate: now });
}

/** A header holds ASCII only; the second form has the name as it is (RFC 6266). */
function attachment(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const exact = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"` + (plain === fileName ? '' : `; filename*=UTF-8''${exact}`);
}

/** A link that takes one upload by PUT, for 15 minutes. */
export async function uploadLink(store: FileStore, key: string, now: Date): Promise<string> {
  return getSignedUrl(store.client, new PutObjectCommand({ Bucket: store.bucket, Key: key }), {
    expiresIn: LINK_SECONDS,
    signingDate: now,
  });
}
