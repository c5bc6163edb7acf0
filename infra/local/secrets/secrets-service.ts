import * as z from 'zod';
import { AwsError, type AwsService, type Operation } from '../endpoint/aws-service.ts';
import { jsonError, jsonResponse, readJson, readTarget } from '../endpoint/json-protocol.ts';
import type { SecretDefinition } from '../seams/ports.ts';
import type { SecretStore, SecretVersion } from './secret-store.ts';

const input = z.looseObject({
  SecretId: z.string(),
  VersionStage: z.enum(['AWSCURRENT', 'AWSPREVIOUS']).default('AWSCURRENT'),
  VersionId: z.string().optional(),
  SecretString: z.string().optional(),
});
type Input = z.output<typeof input>;

/** Secrets Manager: reading, and for the operator a new value (PutSecretValue, RotateSecret = a random one). */
export function createSecretsService(definitions: SecretDefinition[], store: SecretStore): AwsService {
  const actions: Record<string, (secret: SecretDefinition, given: Input) => unknown> = {
    GetSecretValue: (secret, given) => getValue(secret, store, given),
    PutSecretValue: (secret, given) => describePut(secret, store.put(secret.name, given.SecretString)),
    RotateSecret: (secret) => describePut(secret, store.put(secret.name)),
    DescribeSecret: (secret) => ({
      ARN: secret.arn,
      Name: secret.name,
      VersionIdsToStages: stagesOf(store, secret),
    }),
  };
  return {
    name: 'secretsmanager',
    denied: { code: 'AccessDeniedException', status: 400 },
    throttled: { code: 'ThrottlingException', status: 400, message: 'Rate exceeded' },
    formatError: jsonError,
    read(request): Operation {
      const name = readTarget(request);
      const act = actions[name];
      if (act === undefined)
        throw new AwsError('UnknownOperationException', `The local Secrets Manager does not know ${name}.`);
      const given = readJson(input, request.body);
      const secret = definitions.find(({ name: known, arn }) => isNamed(given.SecretId, known, arn));
      return {
        name,
        accesses: () => [
          { action: `secretsmanager:${name}`, resource: secret?.arn ?? given.SecretId, keys: keysOf(given) },
        ],
        perform() {
          if (secret === undefined) throw notFound(`the secret ${given.SecretId}`);
          return Promise.resolve(
            jsonResponse(act(secret, given), 200, { 'content-type': 'application/x-amz-json-1.1' }),
          );
        },
      };
    },
  };
}

/** By name, by ARN, or by ARN without the random suffix. */
function isNamed(id: string, name: string, arn: string): boolean {
  return id === name || id === arn || arn.replace(/-[A-Za-z0-9]{6}$/, '') === id;
}

function keysOf({ SecretId, VersionStage }: Input): Record<string, string[]> {
  return { 'secretsmanager:SecretId': [SecretId], 'secretsmanager:VersionStage': [VersionStage] };
}

function notFound(what: string): AwsError {
  return new AwsError('ResourceNotFoundException', `Secrets Manager can't find ${what}.`);
}

function getValue(secret: SecretDefinition, store: SecretStore, { VersionStage, VersionId }: Input): unknown {
  const { current, previous } = store.versions(secret.name) ?? {};
  const staged = VersionStage === 'AWSPREVIOUS' ? previous : current;
  const found =
    VersionId === undefined ? staged : [current, previous].find((version) => version?.id === VersionId);
  if (found === undefined) throw notFound(`the value of ${secret.name} with stage ${VersionStage}`);
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: found.id,
    SecretString: found.value,
    VersionStages: [found === previous ? 'AWSPREVIOUS' : 'AWSCURRENT'],
    CreatedDate: found.createdAt / 1000,
  };
}

function describePut({ arn, name }: SecretDefinition, { id }: SecretVersion): unknown {
  return { ARN: arn, Name: name, VersionId: id, VersionStages: ['AWSCURRENT'] };
}

function stagesOf(store: SecretStore, { name }: SecretDefinition): Record<string, string[]> {
  const { current, previous } = store.versions(name) ?? {};
  return {
    ...(current && { [current.id]: ['AWSCURRENT'] }),
    ...(previous && { [previous.id]: ['AWSPREVIOUS'] }),
  };
}
