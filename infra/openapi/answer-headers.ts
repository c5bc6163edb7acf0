import type { AnswerHeader, RouteDeclaration } from '../../shared/platform/runtime/route.ts';

interface Described {
  name: string;
  description: string;
  schema: { type: string };
  example: string;
  /** Statuses whose answers have it where the route declares it. */
  statuses: readonly number[];
}

const described: Record<AnswerHeader, Described> = {
  etag: {
    name: 'ETag',
    description: 'The version of what is answered: give it back as `If-Match` with a change.',
    schema: { type: 'string' },
    example: '"3"',
    statuses: [200, 201],
  },
  location: {
    name: 'Location',
    description: 'Where the thing that was made, or the page to go on with, is found.',
    schema: { type: 'string' },
    example: '/v1/groups/grp_019a0b1c2d3e4f5061728394a5b6c7d8',
    statuses: [201, 202],
  },
};

const isRedirect = (status: number): boolean => status >= 300 && status < 400;

/** The headers that answers of a route with this status have, by the names they have in code. */
export function answerHeadersOf(route: RouteDeclaration, status: number): AnswerHeader[] {
  if (isRedirect(status)) return ['location'];
  return (route.answerHeaders ?? []).filter((name) => described[name].statuses.includes(status));
}

/** The same as OpenAPI describes them; `undefined` where there are none. */
export function describeAnswerHeaders(
  route: RouteDeclaration,
  status: number,
): Record<string, unknown> | undefined {
  const names = answerHeadersOf(route, status);
  if (names.length === 0) return undefined;
  return Object.fromEntries<unknown>(
    names.map((header) => {
      const { name, description, schema, example } = described[header];
      return [name, { description, schema, ...(!isRedirect(status) && { example }) }];
    }),
  );
}
