import * as z from 'zod';
import { AwsError, type AwsService, type Operation } from '../endpoint/aws-service.ts';
import { jsonError, jsonResponse, readJson, readTarget } from '../endpoint/json-protocol.ts';
import type { SecretDefinition } from '../seams/ports.ts';
import type { SecretStore, SecretVersion } from './secret-store.ts';

const input = z.looseObject({
  SecretId: z.string().optional(),
  Name: z.string().optional(),
  ForceDeleteWithoutRecovery: z.boolean().default(false),
  VersionStage: z.enum(['AWSCURRENT', 'AWSPREVIOUS']).default('AWSCURRENT'),
  VersionId: z.string().optional(),
  SecretString: z.string().optional(),
});
type Input = z.output<typeof input>;

/** What the parts of a secret's name are, and where it is. */
export interface SecretPlace {
  account: string;
  region: string;
}

/**
 * Secrets Manager: reading, new values (PutSecretValue, RotateSecret = a random one), and secrets that are made and deleted
 * while it runs. Deleted is gone: there is no recovery window.
 */
export function createSecretsService(
  definitions: SecretDefinition[],
  store: SecretStore,
  place: SecretPlace,
): AwsService {
  const find = (id: string): SecretDefinition | undefined =>
    definitions.find(({ name, arn }) => isNamed(id, name, arn)) ??
    store
      .made()
      .map((name) => madeSecret(name, place))
      .find(({ name, arn }) => isNamed(id, name, arn));
  const actions: Record<string, (secret: SecretDefinition, given: Input) => unknown> = {
    GetSecretValue: (secret, given) => getValue(secret, store, given),
    PutSecretValue: (secret, given) => describePut(secret, store.put(secret.name, given.SecretString)),
    RotateSecret: (secret) => describePut(secret, store.put(secret.name)),
    DeleteSecret: (secret, given) => describeDrop(secret, store, given, definitions.includes(secret)),
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
      if (name === 'CreateSecret') return createSecret(readJson(input, request.body), { store, find, place });
      const act = actions[name];
      if (act === undefined)
        throw new AwsError('UnknownOperationException', `The local Secrets Manager does not know ${name}.`);
      const given = readJson(input, request.body);
      const id = given.SecretId ?? '';
      const secret = find(id);
      return {
        name,
        accesses: () => [
          {
            action: `secretsmanager:${name}`,
            resource: secret?.arn ?? arnOf(id, place),
            keys: keysOf(given),
          },
        ],
        perform() {
          if (secret === undefined) throw notFound(`the secret ${id}`);
          return Promise.resolve(
            jsonResponse(act(secret, given), 200, { 'content-type': 'application/x-amz-json-1.1' }),
          );
        },
      };
    },
  };
}

/** What stands behind the name of a secret, as AWS has six random characters. */
const SUFFIX = 'LoCaL1';

const madeSecret = (name: string, place: SecretPlace): SecretDefinition => ({
  name,
  arn: `${arnOf(name, place)}-${SUFFIX}`,
  length: 32,
});

/** A secret that does not exist has no suffix yet: policies are held against its name. */
const arnOf = (id: string, { region, account }: SecretPlace): string =>
  id.startsWith('arn:') ? id : `arn:aws:secretsmanager:${region}:${account}:secret:${id}`;

function createSecret(
  { Name: name = '', SecretString }: Input,
  {
    store,
    find,
    place,
  }: { store: SecretStore; find: (id: string) => SecretDefinition | undefined; place: SecretPlace },
): Operation {
  const secret = madeSecret(name, place);
  return {
    name: 'CreateSecret',
    accesses: () => [
      {
        action: 'secretsmanager:CreateSecret',
        resource: secret.arn,
        keys: { 'secretsmanager:Name': [name] },
      },
    ],
    perform() {
      if (!/^[\w/+=.@-]{1,512}$/.test(name))
        throw new AwsError('InvalidParameterException', `A secret cannot be called "${name}".`);
      if (find(name)) throw new AwsError('ResourceExistsException', `The secret ${name} exists already.`);
      const { id } = store.put(name, SecretString);
      return Promise.resolve(
        jsonResponse({ ARN: secret.arn, Name: name, VersionId: id }, 200, {
          'content-type': 'application/x-amz-json-1.1',
        }),
      );
    },
  };
}

/** By name, by ARN, or by ARN without the random suffix. */
function isNamed(id: string, name: string, arn: string): boolean {
  return id === name || id === arn || arn.replace(/-[A-Za-z0-9]{6}$/, '') === id;
}

function keysOf({ SecretId = '', VersionStage }: Input): Record<string, string[]> {
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

function describeDrop(
  secret: SecretDefinition,
  store: SecretStore,
  { ForceDeleteWithoutRecovery }: Input,
  isOfTemplate: boolean,
): unknown {
  if (!ForceDeleteWithoutRecovery)
    throw new AwsError('InvalidRequestException', 'The local Secrets Manager deletes at once only.');
  if (isOfTemplate) throw new AwsError('InvalidRequestException', 'The template has this secret.');
  store.drop(secret.name);
  return { ARN: secret.arn, Name: secret.name };
}

function stagesOf(store: SecretStore, { name }: SecretDefinition): Record<string, string[]> {
  const { current, previous } = store.versions(name) ?? {};
  return {
    ...(current && { [current.id]: ['AWSCURRENT'] }),
    ...(previous && { [previous.id]: ['AWSPREVIOUS'] }),
  };
}
