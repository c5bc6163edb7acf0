import { AwsError, type AwsService, type Operation } from '../endpoint/aws-service.ts';
import { operator } from '../iam/access.ts';
import { queryError, queryResponse } from '../endpoint/query-protocol.ts';
import type { RoleDefinition } from '../seams/ports.ts';

/** STS: says who the caller is, so that `aws sts get-caller-identity` works. AWS lets everybody ask. */
export function createStsService(account: string, roles: RoleDefinition[]): AwsService {
  return {
    name: 'sts',
    denied: { code: 'AccessDenied', status: 403 },
    throttled: { code: 'Throttling', status: 400, message: 'Rate exceeded' },
    formatError: queryError,
    read({ body, principal }): Operation {
      const name = new URLSearchParams(body.toString()).get('Action') ?? '';
      if (name !== 'GetCallerIdentity')
        throw new AwsError('InvalidAction', `The local STS knows GetCallerIdentity, not ${name}.`);
      const role = roles.find(({ id }) => id === principal);
      const Arn = role?.arn ?? `arn:aws:iam::${account}:user/${operator}`;
      const identity = { Arn, UserId: principal, Account: account };
      return {
        name,
        accesses: () => [],
        perform: () =>
          Promise.resolve(queryResponse(name, 'https://sts.amazonaws.com/doc/2011-06-15/', identity)),
      };
    },
  };
}
