import { rename, rm, utimes } from 'node:fs/promises';
import type S3rver from '@20minutes/s3rver';
import type { BucketDefinition, LocalClock } from '../seams/ports.ts';

/** Opens s3rver in this process (no port of its own) on a directory, with the template's buckets. */
export async function openObjectStore(
  directory: string,
  buckets: BucketDefinition[],
  clock: LocalClock,
): Promise<S3rver> {
  // Loaded at the first call of S3: it is a third of all that a start would have to load.
  const { default: Server } = await import('@20minutes/s3rver');
  const server = new Server({
    silent: true,
    directory,
    vhostBuckets: false,
    configureBuckets: buckets.map(({ name, cors }) => ({
      name,
      ...(cors && { configs: [formatCors(cors)] }),
    })),
  });
  await server.configureBuckets();
  writeWhole(server.store, clock);
  return server;
}

/**
 * S3 shows an object only when all of it is there; s3rver writes in place, so an upload that breaks off would leave half
 * a file. Modification times follow the local clock.
 */
function writeWhole(store: S3rver['store'], clock: LocalClock): void {
  const putContent = store.putContent.bind(store);
  let count = 0;
  store.putContent = async (path, content) => {
    const partial = `${path}.${(count += 1)}.partial`;
    try {
      const sizeAndHash = await putContent(partial, content);
      const now = clock.now() / 1000;
      await utimes(partial, now, now);
      await rename(partial, path);
      return sizeAndHash;
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
  };
}

function formatCors(rules: NonNullable<BucketDefinition['cors']>): string {
  const elements = (name: string, values: string[]): string =>
    values.map((value) => `<${name}>${value}</${name}>`).join('');
  const rule = (one: (typeof rules)[number]): string =>
    `<CORSRule>${elements('AllowedOrigin', one.origins)}${elements('AllowedMethod', one.methods)}` +
    `${elements('AllowedHeader', one.headers)}${elements('ExposeHeader', one.exposedHeaders)}</CORSRule>`;
  return `<CORSConfiguration>${rules.map(rule).join('')}</CORSConfiguration>`;
}
