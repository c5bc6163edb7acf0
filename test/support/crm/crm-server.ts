import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call that reached a fake system. */
export interface CrmCall {
  method: string;
  /** Path and query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  json: any;
}

/** What a fake system answers; `drop` closes the connection without a word, `hang` never answers. */
export type CrmAnswer =
  | { status: number; json?: unknown; text?: string; headers?: Record<string, string> }
  | 'drop'
  | 'hang';

/** A fake system on 127.0.0.1. */
export interface CrmServer {
  url: string;
  calls: CrmCall[];
  /** Comes before what the system itself answers, where it answers anything. */
  trouble: (call: CrmCall) => CrmAnswer | undefined;
  stop: () => Promise<void>;
}

/** Starts a fake system, which answers by `serve`. */
export async function startCrmServer(serve: (call: CrmCall) => CrmAnswer): Promise<CrmServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://crm.test');
      const text = Buffer.concat(chunks).toString();
      const call: CrmCall = {
        method: request.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        json: text === '' ? undefined : JSON.parse(text),
      };
      started.calls.push(call);
      answer(response, started.trouble(call) ?? serve(call));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const started: CrmServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    trouble: () => undefined,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
  return started;
}

function answer(response: ServerResponse, given: CrmAnswer): void {
  if (given === 'hang') return;
  if (given === 'drop') {
    response.destroy();
    return;
  }
  const { status, json, text = json === undefined ? '' : JSON.stringify(json), headers = {} } = given;
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
}
