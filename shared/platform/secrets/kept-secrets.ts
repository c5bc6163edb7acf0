import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

/** A secret, and the one before it where there was one. */
export interface KeptSecret {
  current: string;
  previous?: string | undefined;
}

/** Secrets that organizers give, each under a name. */
export interface KeptSecrets {
  /** Keeps a secret; the one before stays readable as such. */
  put: (name: string, value: string) => Promise<void>;
  read: (name: string) => Promise<KeptSecret | undefined>;
  /** Takes a secret away for good, whether it is there or not. */
  drop: (name: string) => Promise<void>;
}

/** The secrets below a prefix of Secrets Manager. */
export function openKeptSecrets(prefix: string, client = new SecretsManagerClient({})): KeptSecrets {
  return {
    put: (name, value) => put(client, prefix + name, value),
    async read(name) {
      const current = await valueOf(client, prefix + name, 'AWSCURRENT');
      if (current === undefined) return undefined;
      return { current, previous: await valueOf(client, prefix + name, 'AWSPREVIOUS') };
    },
    async drop(name) {
      const SecretId = prefix + name;
      // Names are never used again, so there is nothing to wait for.
      await unlessMissing(
        client.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true })),
      );
    },
  };
}

async function put(client: SecretsManagerClient, id: string, value: string): Promise<void> {
  const change = () => client.send(new PutSecretValueCommand({ SecretId: id, SecretString: value }));
  if (await unlessMissing(change())) return;
  try {
    await client.send(new CreateSecretCommand({ Name: id, SecretString: value }));
  } catch (error) {
    if (!(error instanceof ResourceExistsException)) throw error;
    await change();
  }
}

async function valueOf(
  client: SecretsManagerClient,
  id: string,
  stage: 'AWSCURRENT' | 'AWSPREVIOUS',
): Promise<string | undefined> {
  const read = client.send(new GetSecretValueCommand({ SecretId: id, VersionStage: stage }));
  return (await unlessMissing(read))?.SecretString;
}

async function unlessMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
