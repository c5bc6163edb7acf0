// What the actions take is told by their capabilities, to whoever reads bulk requests.
import '../../functions/people/bulk-request.ts';
import * as z from 'zod';
import { isCatchAll } from '../../shared/platform/runtime/route.ts';
import { allRoutes } from './all-routes.ts';
import { JsonShapes } from './json-shapes.ts';
import { operationOf } from './operation-of.ts';
import { problemComponents } from './problem-components.ts';

const about = `Turnout runs webinars: registration, people, mail, hand-overs.

Whoever organizes brings a bearer token of the stage's issuer; each operation names the permission that its role must hold.
Lists come in pages: \`cursor\` of an answer, given back, leads on; no \`cursor\` means that it was the last page.
\`If-Match\` with the \`ETag\` of the last answer refuses to overwrite what nobody saw.
What is refused is told as a problem (RFC 9457); its \`type\` is stable, its words are not.`;

/** The API as OpenAPI 3.1, out of the declarations of its routes. */
export function makeOpenApi(): Record<string, unknown> {
  const shapes = new JsonShapes();
  const paths = new Map<string, Record<string, unknown>>();
  for (const [key, route] of Object.entries(allRoutes)) {
    const [method, path] = z.tuple([z.string(), z.string()]).parse(key.split(' '));
    if (method === 'OPTIONS' || isCatchAll(key)) continue;
    const at = paths.get(path) ?? {};
    paths.set(path, { ...at, [method.toLowerCase()]: operationOf(key, route, shapes) });
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Turnout',
      version: 'v1',
      description: about,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(Object.values(allRoutes).map(({ capability }) => capability))].map((name) => ({
      name,
    })),
    security: [],
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: {
        organizer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'A token of the OIDC issuer that the stage names, with a role of this system in it.',
        },
      },
      ...problemComponents(),
      schemas: { ...problemComponents().schemas, ...sorted(shapes.named) },
    },
  };
}

const sorted = (shapes: ReadonlyMap<string, unknown>): Record<string, unknown> =>
  Object.fromEntries([...shapes].sort(([a], [b]) => (a < b ? -1 : 1)));
