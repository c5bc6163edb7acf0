import type * as z from 'zod';
import type { Organizer, Permission } from '../access/role.ts';
import type { RefusalCode } from '../problems/refusal.ts';
import type { HttpReply, HttpRequest } from './http-request.ts';

/** An answer without a body. */
export const NOTHING = 'nothing';
/** An answer that is a page for browsers. */
export const PAGE = 'page';
/** An answer that is a script for browsers. */
export const SCRIPT = 'script';
/** An answer that is a file for calendars. */
export const CALENDAR = 'calendar';

export type RequestHeader = 'if-match' | 'idempotency-key';
/** Headers of answers that callers need for their next call. */
export type AnswerHeader = 'etag' | 'location';

/**
 * The declaration of one HTTP route: infrastructure, the function's dispatch and the API's description read it. Handlers
 * stand elsewhere, under the same key, so that whoever reads a declaration loads no code.
 */
interface Declared {
  /** What programs call it: the `operationId` of the API's description. */
  id: string;
  /** One line, as an order: `Create an event`. */
  summary: string;
  /** What one should know before calling it. */
  details?: string;
  /** Fields of the query string. */
  query?: z.ZodObject;
  /** Headers that change what is done, beside those that go without saying. */
  headers?: readonly RequestHeader[];
  /** The body as JSON. */
  body?: z.ZodType;
  /** The body may be missing, which means the same as `{}`. */
  mayBeEmpty?: boolean;
  /** The body as a form of HTML posts it. */
  form?: z.ZodType;
  /** What is answered when all is well, by status. */
  answers: Record<number, z.ZodType | typeof NOTHING | typeof PAGE | typeof SCRIPT | typeof CALENDAR>;
  /** Headers of these answers; the `location` of a redirect goes without saying. */
  answerHeaders?: readonly AnswerHeader[];
  /** What may be refused beside what follows from the shape of the request; see `problemsOf`. */
  problems?: readonly RefusalCode[];
  /** Kept for callers of the version before; what to call instead stands in the details. */
  deprecated?: boolean;
}

/** Anyone may call it. */
export interface PublicRoute extends Declared {
  access: 'public';
  capability: string;
}

/** A token of the stage's issuer is required, and a role that holds the permission. */
export interface OrganizerRoute extends Declared {
  access: 'organizer';
  capability: string;
  permission: Permission;
  /** What the handler asks for beyond it, depending on the body or on what is found: who, in words. */
  furtherPermissions?: string;
}

export type RouteDeclaration = PublicRoute | OrganizerRoute;

type Placed<R, A> = { [K in keyof R]: R[K] & { access: A; capability: string } };

/** Routes that anyone may call, by `METHOD /path`. */
export function publicRoutes<R extends Record<string, Omit<PublicRoute, 'access' | 'capability'>>>(
  capability: string,
  routes: R,
): Placed<R, 'public'> {
  return placed(routes, { access: 'public', capability });
}

/** Routes of organizers, by `METHOD /path`. */
export function organizerRoutes<R extends Record<string, Omit<OrganizerRoute, 'access' | 'capability'>>>(
  capability: string,
  routes: R,
): Placed<R, 'organizer'> {
  return placed(routes, { access: 'organizer', capability });
}

function placed<R extends object, P extends object>(routes: R, place: P): { [K in keyof R]: R[K] & P };
function placed(routes: Record<string, object>, place: object): object {
  return Object.fromEntries(Object.entries(routes).map(([key, route]) => [key, { ...place, ...route }]));
}

/** A request of an organizer, after the dispatch has checked who it is and that they may send it. */
export interface OrganizerRequest extends HttpRequest {
  organizer: Organizer;
}

/** What answers each of the routes: one that is missing, or that nobody declared, does not compile. */
export type PublicHandlers<R extends Record<string, PublicRoute>, D> = Record<
  keyof R,
  (deps: D, request: HttpRequest) => Promise<HttpReply>
>;
export type OrganizerHandlers<R extends Record<string, OrganizerRoute>, D> = Record<
  keyof R,
  (deps: D, request: OrganizerRequest) => Promise<HttpReply>
>;

export const isGet = (key: string): boolean => key.startsWith('GET ');

/** The route that answers HEAD where a GET is answered; it goes without a declaration. */
export const headOf = (key: string): string => key.replace(/^GET /, 'HEAD ');

/** A route that only answers that nothing is there; the API's description leaves it out. */
export const isCatchAll = (key: string): boolean => key.startsWith('ANY ');
