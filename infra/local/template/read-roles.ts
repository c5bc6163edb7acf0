import * as z from 'zod';
import type { PolicyStatement, RoleDefinition } from '../seams/ports.ts';
import type { Resources } from './resources.ts';

const OneOrMany = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()));

const ConditionValue = z
  .union([z.string(), z.boolean(), z.number(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [String(value)]));

const Statement = z
  .object({
    Effect: z.enum(['Allow', 'Deny']),
    Action: OneOrMany,
    NotAction: OneOrMany,
    Resource: OneOrMany,
    NotResource: OneOrMany,
    Condition: z.record(z.string(), z.record(z.string(), ConditionValue)).default({}),
  })
  .transform((statement): PolicyStatement => ({
    effect: statement.Effect,
    actions: statement.Action,
    notActions: statement.NotAction,
    resources: statement.Resource,
    notResources: statement.NotResource,
    conditions: statement.Condition,
  }));

const PolicyDocument = z
  .object({ Statement: z.union([Statement, z.array(Statement)]) })
  .transform((document) => [document.Statement].flat());

/** Conditions of the trust (such as aws:SourceAccount) hold by themselves: there is one account. */
const Trust = z
  .object({ Statement: z.array(z.object({ Principal: z.object({ Service: OneOrMany }).optional() })) })
  .transform(({ Statement }) => Statement.flatMap(({ Principal }) => Principal?.Service ?? []));

const RoleProperties = z.object({
  AssumeRolePolicyDocument: Trust,
  Policies: z.array(z.object({ PolicyDocument })).default([]),
  ManagedPolicyArns: z.array(z.string()).default([]),
});
const PolicyProperties = z.object({ PolicyDocument, Roles: z.array(z.string()).default([]) });

/** The roles with all statements of their inline and attached policies. */
export function readRoles(resources: Resources): RoleDefinition[] {
  const policies = [
    ...resources.all('AWS::IAM::Policy', PolicyProperties),
    ...resources.all('AWS::IAM::ManagedPolicy', PolicyProperties),
  ];
  return resources.all('AWS::IAM::Role', RoleProperties).map(({ id, identity, properties }) => ({
    id,
    arn: identity.attributes['Arn'] ?? '',
    trustedServices: properties.AssumeRolePolicyDocument,
    statements: [
      ...properties.Policies.flatMap((policy) => policy.PolicyDocument),
      ...policies
        .filter((policy) => policy.properties.Roles.includes(identity.ref))
        .flatMap((policy) => policy.properties.PolicyDocument),
    ],
  }));
}
