import type { HandoverRule } from '../../shared/handovers/domain/handover-rule.ts';
import { Refusal, type FieldError } from '../../shared/platform/problems/refusal.ts';
import { webhookUrlFault } from '../../shared/platform/values/webhook-destination.ts';

/** Refuses webhooks that lead where they must not, each at its field. */
export function refuseAddresses(
  destinations: HandoverRule['destination'][],
  exemptHosts: string[],
  fieldOf: (index: number) => string,
): void {
  const errors = destinations.flatMap((destination, index): FieldError[] => {
    const fault = 'url' in destination ? webhookUrlFault(destination.url, exemptHosts) : undefined;
    return fault === undefined ? [] : [{ field: fieldOf(index), code: 'custom', message: fault }];
  });
  if (errors.length > 0) throw new Refusal('invalid-input', 'Some addresses cannot be called.', errors);
}
