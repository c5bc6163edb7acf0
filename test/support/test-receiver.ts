import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the receiver does with a post; `drop` closes the connection without a word. */
export type Reply = { status: number; headers?: Record<string, string>; body?: string } | 'drop';

export interface Posted {
  id: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Undefined: the connection was dropped. */
  status: number | undefined;
}

/** A webhook receiver on 127.0.0.1 that remembers what it was told and what it said. */
export interface TestReceiver {
  url: string;
  posts: Posted[];
  /** Decides each answer; 200 unless a test says otherwise. */
  reply: (post: { id: string; body: string }) => Reply;
  stop: () => Promise<void>;
}

export async function startTestReceiver(): Promise<TestReceiver> {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const id = String(request.headers['webhook-id']);
      const reply = receiver.reply({ id, body });
      const status = reply === 'drop' ? undefined : reply.status;
      receiver.posts.push({ id, headers: request.headers, body, status });
      if (reply === 'drop') request.socket.destroy();
      else response.writeHead(reply.status, reply.headers).end(reply.body ?? '');
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const receiver: TestReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    posts: [],
    reply: () => ({ status: 200 }),
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => {
          done();
        });
      }),
  };
  return receiver;
}
