/** The part of @20minutes/s3rver that the local cloud uses; the package has no types. */
declare module '@20minutes/s3rver' {
  import type { EventEmitter } from 'node:events';
  import type { Readable } from 'node:stream';
  import type { ServerResponse } from 'node:http';

  interface S3rverOptions {
    silent: boolean;
    directory: string;
    vhostBuckets: boolean;
    configureBuckets: { name: string; configs?: string[] }[];
  }

  interface FilesystemStore {
    getBucketPath(bucket: string): string;
    /** `resource`: `object`, `object.md5`, `uploads`, … */
    getResourcePath(bucket: string, key: string | undefined, resource: string): string;
    /** Throws ENOENT when there is no such object. */
    getMetadata(bucket: string, key: string): Promise<Record<string, string | number>>;
    existsObject(bucket: string, key: string): Promise<boolean>;
    /** Answers size and MD5. */
    putContent(path: string, content: Readable | Buffer): Promise<[number, string]>;
  }

  class S3rver extends EventEmitter {
    constructor(options: S3rverOptions);
    store: FilesystemStore;
    configureBuckets(): Promise<unknown>;
    /** A request listener; the request may be any stream with the properties of an IncomingMessage that are read. */
    callback(): (request: Readable, response: ServerResponse) => Promise<void>;
  }
  export = S3rver;
}
