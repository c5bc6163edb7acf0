import type * as z from 'zod';
import {
  CALENDAR,
  NOTHING,
  PAGE,
  SCRIPT,
  type RouteDeclaration,
} from '../../shared/platform/runtime/route.ts';
import { problemTypes } from '../../shared/platform/problems/problem-types.ts';
import { describeAnswerHeaders } from './answer-headers.ts';
import type { JsonShapes } from './json-shapes.ts';
import { problemsOf } from './problems-of.ts';

const meanings: Record<string, string> = {
  200: 'As asked.',
  201: 'Made.',
  202: 'Taken; what follows from it is under way.',
  204: 'Done; there is nothing to say.',
  303: 'Go on there.',
};

const requestHeaders = {
  'if-match': {
    name: 'If-Match',
    in: 'header',
    description: 'The ETag of the last answer: what somebody changed since is not overwritten.',
    schema: { type: 'string' },
    example: '"3"',
  },
  'idempotency-key': {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'A word of your own: the same request with it again is done once.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
};

/** One route as an operation of OpenAPI. */
export function operationOf(
  key: string,
  route: RouteDeclaration,
  shapes: JsonShapes,
): Record<string, unknown> {
  const needs =
    route.access === 'organizer'
      ? `Needs the permission \`${route.permission}\`${route.furtherPermissions === undefined ? '' : `; beyond it, ${route.furtherPermissions.replace(/\.$/, '')}`}.`
      : undefined;
  const description = [route.details, needs].filter((line) => line !== undefined).join('\n\n');
  return {
    operationId: route.id,
    summary: route.summary,
    ...(description !== '' && { description }),
    tags: [route.capability],
    ...(route.deprecated === true && { deprecated: true }),
    ...(route.access === 'organizer' && {
      security: [{ organizer: [] }],
      'x-permission': route.permission,
    }),
    ...withParameters(key, route, shapes),
    ...(bodyOf(route, shapes) && { requestBody: bodyOf(route, shapes) }),
    responses: { ...answersOf(route, shapes), ...refusalsOf(key, route) },
  };
}

function withParameters(key: string, route: RouteDeclaration, shapes: JsonShapes): Record<string, unknown> {
  const inPath = [...key.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries<z.ZodType>(route.query?.shape ?? {}).map(([name, shape]) => ({
    name,
    in: 'query',
    schema: shapes.describe(shape, 'input'),
  }));
  const inHeaders = (route.headers ?? []).map((name) => requestHeaders[name]);
  const parameters = [...inPath, ...inQuery, ...inHeaders];
  return parameters.length === 0 ? {} : { parameters };
}

function bodyOf(route: RouteDeclaration, shapes: JsonShapes): Record<string, unknown> | undefined {
  if (!route.body) return undefined;
  return {
    required: route.mayBeEmpty !== true,
    content: {
      'application/json': { schema: shapes.describe(route.body, 'input') },
      ...(route.form && {
        'application/x-www-form-urlencoded': { schema: shapes.describe(route.form, 'input') },
      }),
    },
  };
}

function answersOf(route: RouteDeclaration, shapes: JsonShapes): Record<string, unknown> {
  const answers = Object.entries(route.answers).map(([status, answer]): [string, unknown] => {
    const headers = describeAnswerHeaders(route, Number(status));
    const told = { description: meanings[status] ?? 'As asked.', ...(headers && { headers }) };
    if (answer === NOTHING) return [status, told];
    if (isForPeople(answer))
      return [status, { ...told, content: { [mediaTypes[answer]]: { schema: { type: 'string' } } } }];
    const schema = shapes.describe(answer, 'output');
    return [status, { ...told, content: { 'application/json': { schema } } }];
  });
  return Object.fromEntries<unknown>(answers);
}

const mediaTypes = { [PAGE]: 'text/html', [SCRIPT]: 'text/javascript', [CALENDAR]: 'text/calendar' };

/** Whether browsers and calendars read the answer, and no program. */
const isForPeople = (answer: unknown): answer is keyof typeof mediaTypes =>
  answer === PAGE || answer === SCRIPT || answer === CALENDAR;

/** Pages say what is wrong in words; programs get problems, and what the gateway answers before anybody else is asked. */
function refusalsOf(key: string, route: RouteDeclaration): Record<string, unknown> {
  const answers = Object.values(route.answers);
  if (answers.some(isForPeople)) return {};
  const statuses = new Set(problemsOf(key, route).map((code) => problemTypes[code].status));
  const gateway = route.access === 'organizer' ? [401, 429] : [429];
  return Object.fromEntries<unknown>(
    [...statuses, ...gateway].map((status) => [status, { $ref: `#/components/responses/${status}` }]),
  );
}
