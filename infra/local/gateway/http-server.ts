import { createServer, type Server } from 'node:http';
import type { RequestHandler } from './gateway.ts';
import { LocalCloudError } from '../seams/local-cloud-error.ts';

export interface HttpServer {
  port: number;
  /** Gives the server its work; requests that come earlier wait. */
  serve(handler: RequestHandler): void;
  stop(): Promise<void>;
}

/** Listens on 127.0.0.1; a taken port is an error that names the option. */
export async function listenHttp(port: number): Promise<HttpServer> {
  const ready = Promise.withResolvers<RequestHandler>();
  // Room for the gateway to refuse headers over its own limit itself.
  const server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    ready.promise
      .then((handle) => handle(request, response))
      .catch((error: unknown) => {
        console.error(error);
        response.destroy();
      });
  });
  server.keepAliveTimeout = 60_000;
  await listen(server, port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    serve: ready.resolve,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      reject(
        isTaken
          ? new LocalCloudError(`Port ${port} of 127.0.0.1 is taken; choose another with --port.`)
          : error,
      );
    });
    server.listen(port, '127.0.0.1', () => {
      resolve();
    });
  });
}
