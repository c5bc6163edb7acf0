import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createNetServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { selfSigned } from './self-signed.ts';

/** What a receiver saw. */
export interface Received {
  path: string;
  headers: Record<string, string>;
  body: string;
}

export interface Receiver {
  port: number;
  url: string;
  received: Received[];
  connections: () => number;
}

type Answer = (response: ServerResponse, request: Received) => void;

/** A receiver on 127.0.0.1 that reads each post and then answers as told. */
export async function receive(
  answer: Answer = (response) => response.end('ok'),
  secure = false,
): Promise<Receiver> {
  const received: Received[] = [];
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    response.on('error', () => undefined);
    void text(request).then((body) => {
      const seen = { path: request.url!, headers: request.headers as Record<string, string>, body };
      received.push(seen);
      answer(response, seen);
    });
  };
  const server = secure ? createHttpsServer(selfSigned, handle) : createHttpServer(handle);
  return { received, ...(await listen(server, secure ? 'https' : 'http')) };
}

/** A receiver that does what HTTP does not allow: it gets the socket as soon as something was posted. */
export async function receiveRaw(answer: (socket: Socket) => void, scheme = 'http'): Promise<Receiver> {
  const server = createNetServer((socket) => {
    socket
      .on('error', () => undefined)
      .once('data', () => {
        answer(socket);
      });
  });
  return { received: [], ...(await listen(server, scheme)) };
}

async function listen(server: Server, scheme: string) {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  return { port, url: `${scheme}://127.0.0.1:${port}/hook`, connections: () => sockets.size };
}
