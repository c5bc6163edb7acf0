import { expect, test } from 'vitest';
import { buildTestApp, templateOf } from './synthesize-stage.ts';

process.env['CDK_VALIDATION'] = 'false';

interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
}

const resources = templateOf(buildTestApp(), 'Data').toJSON()['Resources'] as Record<string, Resource>;

/** Properties for whose change CloudFormation makes the resource anew, or its value: by type. */
const pinnedProperties: Record<string, string[]> = {
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema', 'AttributeDefinitions', 'ImportSourceSpecification'],
  'AWS::S3::Bucket': ['BucketName', 'ObjectLockEnabled'],
  'AWS::SecretsManager::Secret': ['Name', 'GenerateSecretString', 'SecretString'],
  'AWS::Cognito::UserPool': [
    'UserPoolName',
    'AliasAttributes',
    'UsernameAttributes',
    'UsernameConfiguration',
  ],
};

test('nothing that holds data is made anew by a deployment: ids and what they were made of are what they always were', () => {
  const pinned = Object.entries(resources).flatMap(([id, { Type, Properties }]) => {
    const names = pinnedProperties[Type];
    if (names === undefined) return [];
    return [[id, Object.fromEntries(names.map((name) => [name, Properties[name]]))] as const];
  });
  const key = { GenerateSecretString: { ExcludePunctuation: true, PasswordLength: 64 } };
  const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' });
  // Never fit this to a change: a new table is an empty one, and with a new identity key everybody is a stranger.
  expect(Object.fromEntries(pinned)).toEqual({
    TableCD117FA1: {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk'].map(text),
    },
    ImportsC5EA4F6F: {},
    Exports25637AFB: {},
    IdentityKeyF50EF652: key,
    LinkKey27470AF7: key,
    Organizers2C57D0B2: {
      UsernameAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
    },
  });
});
