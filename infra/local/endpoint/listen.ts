import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { AwsError, type AwsRequest, type AwsResponse, type AwsService } from './aws-service.ts';
import { identifyCaller } from './identify-caller.ts';
import { jsonError } from './json-protocol.ts';
import { readBody } from './read-body.ts';
import { type CallParts, serveCall } from './serve-call.ts';
import { LocalCloudError } from '../seams/local-cloud-error.ts';

// The largest body of a buffered service is a mail of 10 MB in base64, percent-encoded.
const largestBody = 24_000_000;
const noBody = Buffer.alloc(0);

/** A port of 127.0.0.1. Whoever knows its number can be sure that nobody else takes it. */
export interface AwsPort {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** Hands each call to the service that its signature names; calls that came before have waited. */
  serve(services: AwsService[], parts: CallParts): void;
  stop(): Promise<void>;
}

/** Listens; 0 = on any free port. A taken one is a clear error. */
export function openAwsPort(port: number): Promise<AwsPort> {
  const ready = Promise.withResolvers<{ byName: Map<string, AwsService>; parts: CallParts }>();
  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    ready.promise
      .then(({ byName, parts }) => handle(byName, parts, request, response))
      .catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new LocalCloudError(`Port ${port} of 127.0.0.1 is taken; choose another with --aws-port.`)
          : error,
      );
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const listening = typeof address === 'object' && address !== null ? address.port : port;
      resolve({
        url: `http://127.0.0.1:${listening}`,
        serve(services, parts) {
          ready.resolve({ byName: new Map(services.map((service) => [service.name, service])), parts });
        },
        stop: () => close(server),
      });
    });
  });
}

function close(server: ReturnType<typeof createServer>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

async function handle(
  services: Map<string, AwsService>,
  parts: CallParts,
  raw: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = '/', query = ''] = splitOnce(raw.url ?? '/');
  const parameters = new URLSearchParams(query);
  const caller = identifyCaller(raw, parameters) ?? preflight(raw);
  const service = services.get(caller?.service ?? '');
  if (caller === undefined || service === undefined) {
    write(response, jsonError(unknownCall(caller?.service, [...services.keys()])));
    return;
  }
  const request: AwsRequest = {
    principal: parts.authorizer.principalOf(caller.accessKeyId),
    method: raw.method ?? 'GET',
    path,
    query: parameters,
    headers: raw.headers,
    body: service.streams === true ? noBody : await readBody(raw, largestBody),
    raw: { request: raw, response },
  };
  const outcome = await serveCall(parts, service, request);
  if (outcome.kind === 'drop') response.destroy();
  if (outcome.kind === 'answer') write(response, outcome.response);
}

function splitOnce(url: string): string[] {
  const at = url.indexOf('?');
  return at < 0 ? [url] : [url.slice(0, at), url.slice(at + 1)];
}

/** A browser asks before it uploads by a presigned link, and signs nothing. */
function preflight({ method }: IncomingMessage): { accessKeyId: string; service: string } | undefined {
  return method === 'OPTIONS' ? { accessKeyId: '', service: 's3' } : undefined;
}

function unknownCall(service: string | undefined, known: string[]): AwsError {
  return service === undefined
    ? new AwsError(
        'MissingAuthenticationTokenException',
        'The call is not signed; any access key id and secret will do.',
        403,
      )
    : new AwsError(
        'UnknownServiceException',
        `The local cloud has no ${service}; it has ${known.join(', ')}.`,
        501,
      );
}

function write(response: ServerResponse, { status, headers, body }: AwsResponse): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  response.writeHead(
    status,
    status === 204 ? headers : { ...headers, 'content-length': Buffer.byteLength(body) },
  );
  response.end(body);
}
