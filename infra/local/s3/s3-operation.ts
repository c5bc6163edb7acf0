import type { Access } from '../iam/access.ts';

/** An S3 call as its method, path and query say. */
export interface S3Call {
  /** e.g. `GetObject` */
  name: string;
  bucket: string;
  /** Decoded; empty for calls on a bucket. */
  key: string;
  accesses: Access[];
}

/** What of an S3 request says which operation it is. */
export interface S3Request {
  method: string;
  path: string;
  query: URLSearchParams;
  /** `x-amz-copy-source`, when there. */
  copySource?: string | undefined;
}

/** Reads the operation and the permissions it needs. For `DeleteObjects` the keys in the body decide, not this. */
export function readS3Call(request: S3Request): S3Call {
  const [, bucket = '', ...parts] = request.path.split('/');
  const key = decodeURIComponent(parts.join('/'));
  const [name, action] = key === '' ? bucketOperation(request, bucket) : objectOperation(request);
  const resource = bucket === '' ? '*' : objectArn(bucket, key);
  const accesses: Access[] = [
    { action, resource, ...(action === 's3:ListBucket' && { keys: listKeys(request.query) }) },
  ];
  if (request.copySource !== undefined)
    accesses.push({ action: 's3:GetObject', resource: sourceArn(request.copySource) });
  return { name, bucket, key, accesses };
}

/** The ARN of an object, or of the bucket when the key is empty. */
export function objectArn(bucket: string, key: string): string {
  return key === '' ? `arn:aws:s3:::${bucket}` : `arn:aws:s3:::${bucket}/${key}`;
}

function sourceArn(copySource: string): string {
  return `arn:aws:s3:::${decodeURIComponent(copySource)
    .replace(/^\//, '')
    .replace(/\?versionId=.*$/, '')}`;
}

function listKeys(query: URLSearchParams): Record<string, string[]> {
  return {
    's3:prefix': [query.get('prefix') ?? ''],
    's3:delimiter': query.getAll('delimiter'),
    's3:max-keys': query.getAll('max-keys'),
  };
}

type NameAndAction = [name: string, action: string];

function objectOperation({ method, query, copySource }: S3Request): NameAndAction {
  if (query.has('tagging'))
    return [`${verbs[method] ?? method}ObjectTagging`, `s3:${verbs[method] ?? method}ObjectTagging`];
  const inUpload = query.has('uploadId');
  switch (method) {
    case 'GET':
      return inUpload ? ['ListParts', 's3:ListMultipartUploadParts'] : ['GetObject', 's3:GetObject'];
    case 'HEAD':
      return ['HeadObject', 's3:GetObject'];
    case 'PUT':
      if (inUpload) return [copySource === undefined ? 'UploadPart' : 'UploadPartCopy', 's3:PutObject'];
      return [copySource === undefined ? 'PutObject' : 'CopyObject', 's3:PutObject'];
    case 'POST':
      return [inUpload ? 'CompleteMultipartUpload' : 'CreateMultipartUpload', 's3:PutObject'];
    case 'DELETE':
      return inUpload
        ? ['AbortMultipartUpload', 's3:AbortMultipartUpload']
        : ['DeleteObject', 's3:DeleteObject'];
    default:
      return [method, `s3:${method}`];
  }
}

const verbs: Record<string, string> = { GET: 'Get', PUT: 'Put', DELETE: 'Delete' };

function bucketOperation({ method, query }: S3Request, bucket: string): NameAndAction {
  if (bucket === '') return ['ListBuckets', 's3:ListAllMyBuckets'];
  if (method === 'POST')
    return query.has('delete') ? ['DeleteObjects', 's3:DeleteObject'] : ['PostObject', 's3:PutObject'];
  if (method === 'HEAD') return ['HeadBucket', 's3:ListBucket'];
  if (method === 'GET' && query.has('location')) return ['GetBucketLocation', 's3:GetBucketLocation'];
  if (method === 'GET' && query.has('uploads'))
    return ['ListMultipartUploads', 's3:ListBucketMultipartUploads'];
  if (method === 'GET')
    return query.has('list-type') ? ['ListObjectsV2', 's3:ListBucket'] : ['ListObjects', 's3:ListBucket'];
  return method === 'PUT' ? ['CreateBucket', 's3:CreateBucket'] : ['DeleteBucket', 's3:DeleteBucket'];
}
