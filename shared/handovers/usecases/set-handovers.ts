import { requirePermission, type Organizer } from '../../platform/access/role.ts';
import { newWebhookSecret } from '../../platform/values/webhook-destination.ts';
import type { Rules } from '../../rules/table/rule-items.ts';
import {
  newRuleId,
  refuseAudiences,
  refuseTakenIds,
  setRules,
  type RuleDeps,
} from '../../rules/usecases/set-rules.ts';
import { handsOverElsewhere, type HandoverRule } from '../domain/handover-rule.ts';
import { getHandovers, type StoredHandover } from '../table/handover-items.ts';

/** How long both secrets sign after a change. */
const ROTATION_MS = 24 * 60 * 60_000;

/**
 * Replaces an event's hand-overs. A secret that is left out stays, or is made when there was none. Who is handed over and
 * where to can only be changed with the permission for it; the time, and ending it, by every organizer.
 */
export async function setHandovers(
  deps: RuleDeps,
  eventId: string,
  wanted: HandoverRule[],
  { organizer, seenVersion }: { organizer: Organizer; seenVersion?: number | undefined },
): Promise<Rules<StoredHandover> & { newSecrets: Map<string, string> }> {
  const place = { eventId, kind: 'handover' };
  refuseAudiences(wanted, ['all']);
  const before = await getHandovers(deps.table, eventId);
  await refuseTakenIds(deps.table, place, wanted);
  if (handsOverElsewhere(wanted, before.rules)) requirePermission(organizer, 'people:hand-over');
  const newSecrets = new Map<string, string>();
  const withSecrets = wanted.map((rule) => {
    const known = before.rules.find((one) => one.id === rule.id);
    const id = rule.id ?? newRuleId(deps, 'h');
    const secret = rule.destination.secret ?? known?.destination.secret ?? newWebhookSecret(deps.random);
    if (secret !== known?.destination.secret && rule.destination.secret === undefined)
      newSecrets.set(id, secret);
    const previousSecret =
      known && known.destination.secret !== secret
        ? { secret: known.destination.secret, until: new Date(deps.now() + ROTATION_MS).toISOString() }
        : known?.previousSecret;
    return {
      ...rule,
      id,
      destination: { ...rule.destination, secret },
      ...(previousSecret && { previousSecret }),
    };
  });
  const set = await setRules(deps, place, withSecrets, { before, letter: 'h', seenVersion });
  return { ...set, newSecrets };
}
