import type { ServerResponse } from 'node:http';

/** Query parameters of a signed GET that set headers of the answer (s3rver wants them signed, and sees no signature). */
const overrides = new Map([
  ['response-content-type', 'content-type'],
  ['response-content-language', 'content-language'],
  ['response-expires', 'expires'],
  ['response-cache-control', 'cache-control'],
  ['response-content-disposition', 'content-disposition'],
  ['response-content-encoding', 'content-encoding'],
]);

/** Makes a successful answer carry the headers that the query asks for; answers the query without them. */
export function overrideResponseHeaders(response: ServerResponse, query: URLSearchParams): URLSearchParams {
  const asked = [...query].flatMap(([name, value]) => {
    const header = overrides.get(name);
    return header === undefined ? [] : [{ header, value }];
  });
  if (asked.length > 0) {
    const writeHead: ServerResponse['writeHead'] = response.writeHead.bind(response);
    response.writeHead = (status: number) => {
      if (status < 300) for (const { header, value } of asked) response.setHeader(header, value);
      return writeHead(status);
    };
  }
  return new URLSearchParams([...query].filter(([name]) => !overrides.has(name)));
}
