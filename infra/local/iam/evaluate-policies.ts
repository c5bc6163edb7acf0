import type { Access } from './access.ts';
import type { PolicyStatement } from '../seams/ports.ts';
import { evaluateConditions } from './evaluate-conditions.ts';
import { matchAction, matchPattern } from './match-pattern.ts';

export type Decision = { allowed: true } | { allowed: false; reason: string };

/**
 * Decides as IAM does for identity policies: a matching Deny wins, else a matching Allow, else it is refused. A condition
 * that cannot be decided makes a Deny match and an Allow not, and is named in the reason.
 */
export function evaluatePolicies(statements: PolicyStatement[], access: Access): Decision {
  const problems: string[] = [];
  let allowed = false;
  for (const statement of statements) {
    if (!coversAction(statement, access.action) || !coversResource(statement, access.resource)) continue;
    const conditions = evaluateConditions(statement.conditions, { ...commonKeys, ...access.keys });
    if ('problem' in conditions) problems.push(conditions.problem);
    const holds = 'problem' in conditions ? statement.effect === 'Deny' : conditions.holds;
    if (!holds) continue;
    if (statement.effect === 'Deny')
      return { allowed: false, reason: ['a statement denies it', ...problems].join(': ') };
    allowed = true;
  }
  return allowed
    ? { allowed }
    : { allowed: false, reason: ['no statement allows it', ...problems].join(': ') };
}

/** The local endpoint stands for the TLS-only endpoints of AWS. */
const commonKeys = { 'aws:SecureTransport': ['true'] };

function coversAction({ actions, notActions }: PolicyStatement, action: string): boolean {
  const fits = (pattern: string): boolean => matchAction(pattern, action);
  return notActions.length > 0 ? !notActions.some(fits) : actions.some(fits);
}

function coversResource({ resources, notResources }: PolicyStatement, resource: string): boolean {
  const fits = (pattern: string): boolean => matchPattern(pattern, resource);
  return notResources.length > 0 ? !notResources.some(fits) : resources.some(fits);
}
