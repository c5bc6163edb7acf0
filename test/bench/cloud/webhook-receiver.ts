import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Takes every post with a 200 and remembers it. */
export interface WebhookReceiver {
  url: string;
  /** The `webhook-id` of each post, in order of arrival. */
  ids: string[];
  /** Posts whose signature is not that of the `trusted` secret. */
  badlySigned: number;
  /** Believes this secret (`whsec_…`) from now on. */
  trust: (secret: string) => void;
  stop: () => void;
}

export async function startReceiver(): Promise<WebhookReceiver> {
  let key = Buffer.alloc(0);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      receiver.ids.push(String(request.headers['webhook-id']));
      if (!isSigned(request.headers, Buffer.concat(chunks), key)) receiver.badlySigned += 1;
      response.end();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${port}/`,
    ids: [],
    badlySigned: 0,
    trust: (secret) => {
      key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return receiver;
}

/** By hand, so that the library which signs is not the one that checks. */
function isSigned(headers: IncomingHttpHeaders, body: Buffer, key: Buffer): boolean {
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.`;
  const mac = createHmac('sha256', key).update(signed).update(body).digest('base64');
  return String(headers['webhook-signature']).split(' ').includes(`v1,${mac}`);
}
