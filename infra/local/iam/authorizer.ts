import { type Access, operator } from './access.ts';
import type { FunctionDefinition, RoleDefinition } from '../seams/ports.ts';
import { type Decision, evaluatePolicies } from './evaluate-policies.ts';

/** The secret access key of every role: functions sign with it, and links that they signed are held against it. */
export const roleSecret = 'local';

export interface Authorizer {
  /** The principal of an access key id: a role of the template, or the operator. */
  principalOf(accessKeyId: string): string;
  decide(principal: string, access: Access): Decision;
  /** The sentence of a refusal: function, action, resource, reason. */
  explain(principal: string, access: Access, reason: string): string;
}

/** Knows the roles of the template. */
export function createAuthorizer(roles: RoleDefinition[], functions: FunctionDefinition[]): Authorizer {
  const statements = new Map(roles.map((role) => [role.id, role.statements]));
  const functionOf = new Map(functions.map((definition) => [definition.roleId, definition.name]));
  return {
    principalOf: (accessKeyId) => (statements.has(accessKeyId) ? accessKeyId : operator),
    decide: (principal, access) =>
      principal === operator ? { allowed: true } : evaluatePolicies(statements.get(principal) ?? [], access),
    explain: (principal, access, reason) =>
      `Function ${functionOf.get(principal) ?? '(none)'} (role ${principal}) is not authorized to perform: ` +
      `${access.action} on resource: ${access.resource} because ${reason}`,
  };
}
