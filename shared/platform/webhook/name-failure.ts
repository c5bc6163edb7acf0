import * as z from 'zod';
import type { WebhookError } from '../values/webhook-answer.ts';
import { RefusedAddress, UnresolvedHost } from './filtering-lookup.ts';
import { truncatePlain } from './truncate-plain.ts';

const MESSAGE_LENGTH = 300;

const timeouts = /^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/;
/** OpenSSL's and Node's names for what goes wrong in a handshake and with certificates. */
const tlsFaults =
  /^(EPROTO|ERR_TLS|ERR_SSL|CERT_|CRL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_|INVALID_|PATH_LENGTH|ERROR_IN_CE?R)/;
const badAnswers = /^UND_ERR_(HEADERS_OVERFLOW|RES_|RESPONSE)/;

const Failure = z.object({
  name: z.string(),
  message: z.string(),
  code: z.string().optional().catch(undefined),
});

/**
 * Says why a webhook got no answer. @throws errors of undici about our own arguments: a defect of ours would otherwise be
 * retried for days.
 */
export function nameFailure(thrown: unknown): { error: WebhookError; message: string } {
  const { name, message, code } = Failure.parse(thrown);
  if (code === 'UND_ERR_INVALID_ARG') throw thrown;
  return {
    error: kindOf(thrown, name, code ?? ''),
    message: truncatePlain(message === '' ? (code ?? name) : message, MESSAGE_LENGTH),
  };
}

function kindOf(thrown: unknown, name: string, code: string): WebhookError {
  if (thrown instanceof RefusedAddress) return 'refused-address';
  if (thrown instanceof UnresolvedHost) return 'dns';
  if (name === 'TimeoutError' || timeouts.test(code)) return 'timeout';
  if (tlsFaults.test(code)) return 'tls';
  return name === 'HTTPParserError' || badAnswers.test(code) ? 'bad-answer' : 'connection';
}
