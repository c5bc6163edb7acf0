import { describe, expect, it } from 'vitest';
import { evaluatePolicies } from '../../../infra/local/iam/evaluate-policies.ts';
import type { PolicyStatement } from '../../../infra/local/seams/ports.ts';

const table = 'arn:aws:dynamodb:eu-central-1:000000000000:table/people';

const statement = (given: Partial<PolicyStatement>): PolicyStatement => ({
  effect: 'Allow',
  actions: ['dynamodb:GetItem'],
  notActions: [],
  resources: [table],
  notResources: [],
  conditions: {},
  ...given,
});

const allowAll = statement({ actions: ['*'], resources: ['*'] });
const get = { action: 'dynamodb:GetItem', resource: table };
const list = (prefix: string) => ({
  action: 's3:ListBucket',
  resource: 'arn:aws:s3:::files',
  keys: { 's3:prefix': [prefix] },
});
const when = (conditions: PolicyStatement['conditions'], effect: 'Allow' | 'Deny' = 'Allow') =>
  statement({ effect, actions: ['s3:ListBucket'], resources: ['*'], conditions });

describe('evaluatePolicies', () => {
  it.each([
    ['allows what is named', [statement({})], get, true],
    ['refuses without any statement', [], get, false],
    ['refuses another action', [statement({})], { ...get, action: 'dynamodb:PutItem' }, false],
    ['refuses another resource', [statement({})], { ...get, resource: `${table}2` }, false],
    [
      'does not let a table stand for its indexes',
      [statement({})],
      { ...get, resource: `${table}/index/gsi1` },
      false,
    ],
    [
      'lets a star cover slashes',
      [statement({ resources: [`${table}/*`] })],
      { ...get, resource: `${table}/index/gsi1` },
      true,
    ],
    ['lets a question mark cover one character', [statement({ actions: ['dynamodb:?etItem'] })], get, true],
    [
      'takes dots literally',
      [statement({ resources: ['arn:aws:s3:::a.b'] })],
      { ...get, resource: 'arn:aws:s3:::axb' },
      false,
    ],
    ['compares actions without case', [statement({ actions: ['DynamoDB:getitem'] })], get, true],
    ['lets a Deny win over an Allow', [allowAll, statement({ effect: 'Deny' })], get, false],
    [
      'lets a Deny elsewhere not matter',
      [allowAll, statement({ effect: 'Deny', resources: ['other'] })],
      get,
      true,
    ],
    [
      'lets NotAction allow the rest',
      [statement({ actions: [], notActions: ['dynamodb:Delete*'] })],
      get,
      true,
    ],
    [
      'lets NotAction leave out what it names',
      [statement({ actions: [], notActions: ['dynamodb:Get*'] })],
      get,
      false,
    ],
    [
      'lets NotResource allow the rest',
      [statement({ resources: [], notResources: ['arn:aws:s3:::*'] })],
      get,
      true,
    ],
    [
      'lets NotResource leave out what it names',
      [statement({ resources: [], notResources: [table] })],
      get,
      false,
    ],
    ['holds StringEquals', [when({ StringEquals: { 's3:prefix': ['a/', 'b/'] } })], list('b/'), true],
    ['fails StringEquals', [when({ StringEquals: { 's3:prefix': ['a/'] } })], list('a/x'), false],
    ['holds StringLike', [when({ StringLike: { 's3:prefix': ['a/*'] } })], list('a/x'), true],
    ['fails StringLike', [when({ StringLike: { 's3:prefix': ['a/*'] } })], list('b/x'), false],
    ['holds StringNotEquals', [when({ StringNotEquals: { 's3:prefix': ['a/'] } })], list('b/'), true],
    ['fails StringNotEquals', [when({ StringNotEquals: { 's3:prefix': ['a/'] } })], list('a/'), false],
    ['holds Bool on the transport', [when({ Bool: { 'aws:SecureTransport': ['true'] } })], list(''), true],
    [
      'passes a Deny of plain http by',
      [allowAll, when({ Bool: { 'aws:SecureTransport': ['false'] } }, 'Deny')],
      list(''),
      true,
    ],
    [
      'wants every value of ForAllValues',
      [when({ 'ForAllValues:StringLike': { 's3:prefix': ['a*'] } })],
      { ...list(''), keys: { 's3:prefix': ['a1', 'b1'] } },
      false,
    ],
    [
      'holds ForAllValues when there is no value',
      [when({ 'ForAllValues:StringLike': { 's3:prefix': ['a*'] } })],
      { ...list(''), keys: { 's3:prefix': [] } },
      true,
    ],
    [
      'fails a positive operator when the request lacks the key',
      [when({ StringLike: { 's3:prefix': ['*'] } })],
      { ...list(''), keys: { 's3:prefix': [] } },
      false,
    ],
    [
      'holds ArnLike',
      [when({ ArnLike: { 's3:prefix': ['arn:aws:*:role/x'] } })],
      list('arn:aws:iam::1:role/x'),
      true,
    ],
  ])('%s', (_name, statements, access, allowed) => {
    expect(evaluatePolicies(statements, access).allowed).toBe(allowed);
  });

  it('refuses an operator that it does not know, and says so', () => {
    const decision = evaluatePolicies([when({ IpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } })], list(''));
    expect(decision).toEqual({
      allowed: false,
      reason: 'no statement allows it: condition operator IpAddress is unknown to the local cloud',
    });
  });

  it('refuses a condition key that it does not know, and says so', () => {
    const decision = evaluatePolicies([when({ StringEquals: { 'aws:PrincipalOrgID': ['o'] } })], list(''));
    expect(decision).toEqual({
      allowed: false,
      reason:
        'no statement allows it: condition key aws:PrincipalOrgID is unknown to the local cloud for this call',
    });
  });

  it('lets a Deny that it cannot decide refuse', () => {
    const decision = evaluatePolicies(
      [allowAll, when({ NumericLessThan: { 's3:max-keys': ['9'] } }, 'Deny')],
      list(''),
    );
    expect(decision.allowed).toBe(false);
  });
});
