import { Refusal, type FieldError } from '../../platform/problems/refusal.ts';
import { webhookUrlFault, WebhookSecret } from '../../platform/values/webhook-destination.ts';
import { adapters } from '../domain/adapters/adapters.ts';
import { crmTypeOf, type DestinationType } from '../domain/destination.ts';
import { WebhookSettings } from '../domain/destination-settings.ts';

interface Given {
  type: DestinationType;
  settings: Record<string, unknown>;
  secret?: string | undefined;
}

/** Refuses settings and secrets that cannot be right, each at its field. `hasSecret`: it has been given one before. */
export function checkDestination(given: Given, exemptHosts: string[], hasSecret: boolean): void {
  const errors =
    given.type === 'webhook' ? webhookFaults(given, exemptHosts) : crmFaults(given, exemptHosts, hasSecret);
  if (errors.length > 0) throw new Refusal('invalid-input', 'The destination needs another look.', errors);
}

function webhookFaults({ settings, secret }: Given, exemptHosts: string[]): FieldError[] {
  const errors: FieldError[] = [];
  const fault = webhookUrlFault(WebhookSettings.parse(settings).url, exemptHosts);
  if (fault !== undefined) errors.push({ field: 'settings.url', code: 'custom', message: fault });
  if (secret !== undefined && !WebhookSecret.safeParse(secret).success)
    errors.push({
      field: 'secret',
      code: 'invalid-format',
      message: 'must be whsec_ followed by 24 to 64 bytes in base64',
    });
  return errors;
}

function crmFaults(
  { type, settings, secret }: Given,
  exemptHosts: string[],
  hasSecret: boolean,
): FieldError[] {
  const crm = crmTypeOf(type);
  if (!crm) return [];
  const adapter = adapters[crm];
  const errors: FieldError[] = adapter
    .faultsOf(settings, secret, exemptHosts)
    .map(({ field, message }) => ({ field, code: 'custom', message }));
  if (secret === undefined && !hasSecret)
    errors.push({
      field: 'secret',
      code: 'required',
      message: `Give the key of ${adapter.vendor}, by which it lets us in.`,
    });
  return errors;
}
