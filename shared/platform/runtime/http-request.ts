import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { fieldErrors } from '../problems/field-errors.ts';
import { halfCharacters } from '../values/text/half-characters.ts';
import { Refusal } from '../problems/refusal.ts';
import { permissionsOf, roleOf, type Organizer } from '../access/role.ts';
import { tokenClaims } from '../access/token-claims.ts';

/** A request as the functions see it. Header names are lower case. */
export interface HttpRequest {
  routeKey: string;
  params: Record<string, string | undefined>;
  query: Record<string, string | undefined>;
  headers: Record<string, string | undefined>;
  body: Buffer;
  /** Claims of the token that the authorizer accepted; none on public routes. */
  claims: Record<string, unknown>;
}

export interface HttpReply {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

export function readRequest(event: APIGatewayProxyEventV2): HttpRequest {
  const isAuthorized = AuthorizedContext.safeParse(event.requestContext).success;
  return {
    routeKey: event.routeKey,
    params: event.pathParameters ?? {},
    query: event.queryStringParameters ?? {},
    headers: event.headers,
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    claims: isAuthorized ? tokenClaims(event.headers['authorization']) : {},
  };
}

const AuthorizedContext = z.object({ authorizer: z.object({ jwt: z.object({ claims: z.unknown() }) }) });

/** Bytes that a body may have. */
export const PUBLIC_BODY = 32 * 1024;
export const ORGANIZER_BODY = 1024 * 1024;
export const PASTE_BODY = 4 * 1024 * 1024;

export function limitBody(request: HttpRequest, bytes: number): void {
  if (request.body.length > bytes)
    throw new Refusal('too-large', `The body is larger than ${bytes / 1024} kB.`);
}

/** The media type of the body, without parameters. */
export function mediaType(request: HttpRequest): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** Reads a JSON body through its schema. */
export function readJson<T>(request: HttpRequest, schema: z.ZodType<T>, bytes = ORGANIZER_BODY): T {
  limitBody(request, bytes);
  const type = mediaType(request);
  if (type !== 'application/json' && !type.endsWith('+json')) {
    throw new Refusal('unsupported-media-type', 'Send JSON, with the header content-type: application/json.');
  }
  return readValue(parseJson(request.body), schema);
}

function parseJson(body: Buffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    const value: unknown = JSON.parse(text, refusePrototype);
    const errors = escapedSurrogate.test(text) ? halfCharacters(value) : [];
    if (errors.length > 0) throw new Refusal('invalid-input', 'Some fields need another look.', errors);
    return value;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (error instanceof RangeError) throw new Refusal('invalid-input', 'The body is nested too deeply.');
    throw new Refusal('malformed-body', 'The body is not valid JSON in UTF-8.');
  }
}

/** A half character (a lone surrogate) can only come in by an escape such as `\ud83d`; UTF-8 has none. */
const escapedSurrogate = /\\u[dD][89a-fA-F]/;

/** zod's records drop such a key silently; here nothing is lost silently. */
function refusePrototype(name: string, value: unknown): unknown {
  if (name !== '__proto__') return value;
  throw new Refusal('invalid-input', 'Some fields need another look.', [
    { field: name, code: 'unknown-field', message: 'There is no such field.' },
  ]);
}

/** Reads a value through its schema; what is wrong is told field by field. */
export function readValue<T>(value: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal('invalid-input', 'Some fields need another look.', fieldErrors(parsed.error));
}

/** A path parameter that must be an id; what is no id names nothing. */
export function readId(request: HttpRequest, name: string, schema: z.ZodType<string>): string {
  const parsed = schema.safeParse(request.params[name]);
  if (!parsed.success) throw new Refusal('not-found', 'There is nothing at this address.');
  return parsed.data;
}

/** The version that `If-Match` names; undefined without the header, which means "whatever version it is". */
export function readVersion(request: HttpRequest): number | undefined {
  const text = request.headers['if-match'];
  if (text === undefined || text === '*') return undefined;
  const match = /^(?:W\/)?"(\d{1,15})"$/.exec(text.trim());
  if (!match) throw new Refusal('conflict', 'If-Match must be the ETag of the last answer.');
  return Number(match[1]);
}

/** Who asks, from the token's claims. */
export function readOrganizer(request: HttpRequest, roleClaim: string): Organizer {
  const text = (name: string) => {
    const claim = request.claims[name];
    return typeof claim === 'string' ? claim : undefined;
  };
  const groups = [request.claims[roleClaim]].flat().filter((name) => typeof name === 'string');
  const role = roleOf(groups, text('scope'));
  if (!role)
    throw new Refusal(
      'forbidden',
      'Your token carries no role of this system. Ask an admin to add you to a group.',
    );
  const isMachine = roleOf(groups, undefined) === undefined;
  const permissions = permissionsOf(groups, text('scope'));
  return { id: text('sub') ?? text('client_id') ?? 'unknown', role, isMachine, permissions };
}
