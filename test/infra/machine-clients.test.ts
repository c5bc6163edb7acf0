import { expect, test } from 'vitest';
import { Match } from 'aws-cdk-lib/assertions';
import { permissionsOf, roleOf } from '../../shared/platform/access/role.ts';
import { buildTestApp, keepingStage, templateOf } from './synthesize-stage.ts';

process.env['CDK_VALIDATION'] = 'false';

const data = templateOf(buildTestApp(), 'Data');
const one = (type: string, name: string) => {
  const found = Object.entries(data.findResources(type)).filter(([id]) => id.includes(name));
  expect(found).toHaveLength(1);
  return { id: found[0]![0], properties: found[0]![1]['Properties'] };
};
const pool = one('AWS::Cognito::UserPool', 'Organizers');
const server = one('AWS::Cognito::UserPoolResourceServer', 'Organizers');

test('a pool has an address where tokens are made, under the prefix of the stage', () => {
  data.hasResourceProperties('AWS::Cognito::UserPoolDomain', {
    Domain: 'webinars-example',
    UserPoolId: { Ref: pool.id },
  });
  data.hasOutput('TokenUrl', {
    Value: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('amazoncognito.com/oauth2/token$')])] },
  });
});

test.each([
  ['crm', ['member']],
  ['Backoffice', ['member', 'exports:write']],
])('the program %s gets tokens by a secret and in no other way, and may do as %j', (name, words) => {
  const client = one('AWS::Cognito::UserPoolClient', `Machine${name}`);
  expect(client.properties).toMatchObject({
    GenerateSecret: true,
    AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthScopes: words.map((word) => ({ 'Fn::Join': ['', [{ Ref: server.id }, `/${word}`]] })),
    ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
  });
  data.hasOutput(`MachineClientId${name}`, { Value: { Ref: client.id } });
});

test('scopes are those that the functions read', () => {
  const { Identifier, Scopes } = server.properties;
  const names = (Scopes as { ScopeName: string }[]).map(({ ScopeName }) => `${Identifier}/${ScopeName}`);
  expect(names).toEqual(['turnout/admin', 'turnout/member', 'turnout/exports:write']);
  expect(names.slice(0, 2).map((scope) => roleOf([], scope))).toEqual(['admin', 'member']);
  expect(permissionsOf([], names[2])).toEqual(new Set(['exports:write']));
});

test('a stage without programs has no address for tokens, and no other client than the console', () => {
  const template = templateOf(buildTestApp({ ...keepingStage, machineClients: undefined }), 'Data');
  template.resourceCountIs('AWS::Cognito::UserPoolDomain', 0);
  template.resourceCountIs('AWS::Cognito::UserPoolClient', 1);
});
