import type { CallLog, LocalClock } from '../seams/ports.ts';
import type { Authorizer } from './authorizer.ts';
import type { Decision } from './evaluate-policies.ts';

/** Whether a role may do something that AWS does in its name; kept in the call log like any call. */
export type RoleCheck = (roleId: string, action: string, resource: string) => Decision;

/** For what AWS does as a role without a call of that role: event sources, failure destinations, schedules. */
export function createRoleCheck(authorizer: Authorizer, callLog: CallLog, clock: LocalClock): RoleCheck {
  return (principal, action, resource) => {
    const decision = authorizer.decide(principal, { action, resource });
    const [service = '', name = ''] = action.split(':');
    callLog.record({
      at: new Date(clock.now()).toISOString(),
      principal,
      service,
      action: name,
      resource,
      outcome: decision.allowed ? 'ok' : 'refused',
      ...(!decision.allowed && {
        detail: authorizer.explain(principal, { action, resource }, decision.reason),
      }),
    });
    return decision;
  };
}
