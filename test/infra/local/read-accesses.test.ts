import { describe, expect, it } from 'vitest';
import { readDynamoDbAccesses } from '../../../infra/local/dynamodb/dynamodb-accesses.ts';
import { readS3Call } from '../../../infra/local/s3/s3-operation.ts';

const needs = (operation: string, input: unknown): string[] =>
  readDynamoDbAccesses(operation, Buffer.from(JSON.stringify(input)), (table) => `arn/${table}`).map(
    ({ action, resource }) => `${action} ${resource}`,
  );

describe('readDynamoDbAccesses', () => {
  it.each([
    ['GetItem', { TableName: 't' }, ['dynamodb:GetItem arn/t']],
    ['Query', { TableName: 't', IndexName: 'gsi1' }, ['dynamodb:Query arn/t/index/gsi1']],
    [
      'BatchWriteItem',
      { RequestItems: { t: [], u: [] } },
      ['dynamodb:BatchWriteItem arn/t', 'dynamodb:BatchWriteItem arn/u'],
    ],
    ['BatchGetItem', { RequestItems: { t: { Keys: [] } } }, ['dynamodb:BatchGetItem arn/t']],
    [
      'TransactWriteItems',
      {
        TransactItems: [
          { Put: { TableName: 't' } },
          { Put: { TableName: 't' } },
          { ConditionCheck: { TableName: 't' } },
          { Delete: { TableName: 'u' } },
          { Update: { TableName: 't' } },
        ],
      },
      [
        'dynamodb:PutItem arn/t',
        'dynamodb:ConditionCheckItem arn/t',
        'dynamodb:DeleteItem arn/u',
        'dynamodb:UpdateItem arn/t',
      ],
    ],
    ['TransactGetItems', { TransactItems: [{ Get: { TableName: 't' } }] }, ['dynamodb:GetItem arn/t']],
    ['ExecuteStatement', { Statement: `INSERT INTO "t" VALUE {'pk': ?}` }, ['dynamodb:PartiQLInsert arn/t']],
    [
      'ExecuteStatement',
      { Statement: `SELECT pk, "from" FROM "t"."gsi1" WHERE pk = ?` },
      ['dynamodb:PartiQLSelect arn/t/index/gsi1'],
    ],
    [
      'ExecuteStatement',
      { Statement: `select * from t where pk = 'from "u"'` },
      ['dynamodb:PartiQLSelect arn/t'],
    ],
    [
      'ExecuteStatement',
      { Statement: `UPDATE "t" SET a = 1 WHERE pk = ?` },
      ['dynamodb:PartiQLUpdate arn/t'],
    ],
    ['ExecuteStatement', { Statement: `DELETE FROM "t" WHERE pk = ?` }, ['dynamodb:PartiQLDelete arn/t']],
    ['ExecuteStatement', { Statement: `EXPLAIN "t"` }, ['dynamodb:PartiQLUnknown arn/']],
    [
      'BatchExecuteStatement',
      {
        Statements: [
          { Statement: `INSERT INTO "t" VALUE {}` },
          { Statement: `SELECT * FROM "t" WHERE pk=?` },
        ],
      },
      ['dynamodb:PartiQLInsert arn/t', 'dynamodb:PartiQLSelect arn/t'],
    ],
    [
      'ExecuteTransaction',
      { TransactStatements: [{ Statement: `EXISTS(SELECT * FROM "t" WHERE pk=?)` }] },
      ['dynamodb:PartiQLSelect arn/t'],
    ],
    ['ListTables', {}, ['dynamodb:ListTables *']],
  ])('%s of %j', (operation, input, expected) => {
    expect(needs(operation, input)).toEqual(expected);
  });
});

describe('readS3Call', () => {
  it.each([
    ['GET', '/b/k', 'GetObject', ['s3:GetObject arn:aws:s3:::b/k']],
    ['HEAD', '/b/k', 'HeadObject', ['s3:GetObject arn:aws:s3:::b/k']],
    ['PUT', '/b/a%20b%2B%C3%BC.csv', 'PutObject', ['s3:PutObject arn:aws:s3:::b/a b+ü.csv']],
    ['POST', '/b/k?uploads', 'CreateMultipartUpload', ['s3:PutObject arn:aws:s3:::b/k']],
    ['PUT', '/b/k?partNumber=1&uploadId=u', 'UploadPart', ['s3:PutObject arn:aws:s3:::b/k']],
    ['GET', '/b/k?uploadId=u', 'ListParts', ['s3:ListMultipartUploadParts arn:aws:s3:::b/k']],
    ['POST', '/b/k?uploadId=u', 'CompleteMultipartUpload', ['s3:PutObject arn:aws:s3:::b/k']],
    ['DELETE', '/b/k?uploadId=u', 'AbortMultipartUpload', ['s3:AbortMultipartUpload arn:aws:s3:::b/k']],
    ['DELETE', '/b/k', 'DeleteObject', ['s3:DeleteObject arn:aws:s3:::b/k']],
    ['GET', '/b?list-type=2&prefix=x', 'ListObjectsV2', ['s3:ListBucket arn:aws:s3:::b']],
    ['HEAD', '/b', 'HeadBucket', ['s3:ListBucket arn:aws:s3:::b']],
    ['GET', '/', 'ListBuckets', ['s3:ListAllMyBuckets *']],
  ])('%s %s is %s', (method, url, name, expected) => {
    const [path = '', query = ''] = url.split('?');
    const call = readS3Call({ method, path, query: new URLSearchParams(query) });
    expect(call.name).toBe(name);
    expect(call.accesses.map(({ action, resource }) => `${action} ${resource}`)).toEqual(expected);
  });

  it('asks for the source of a copy too', () => {
    const call = readS3Call({
      method: 'PUT',
      path: '/b/k',
      query: new URLSearchParams(),
      copySource: '/a/old%20k',
    });
    expect(call.name).toBe('CopyObject');
    expect(call.accesses[1]).toEqual({ action: 's3:GetObject', resource: 'arn:aws:s3:::a/old k' });
  });

  it('tells the prefix of a listing as a condition key', () => {
    const call = readS3Call({
      method: 'GET',
      path: '/b',
      query: new URLSearchParams('list-type=2&prefix=a/'),
    });
    expect(call.accesses[0]?.keys?.['s3:prefix']).toEqual(['a/']);
  });
});
