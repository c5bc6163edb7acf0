import { Refusal } from './refusal.ts';

export type Role = 'admin' | 'member';

/** What somebody may do, as far as the roles differ; everything else is open to both. */
export type Permission = 'events:write' | 'imports:write' | 'exports:write';

const table: Record<Permission, readonly Role[]> = {
  'events:write': ['admin', 'member'],
  'imports:write': ['admin', 'member'],
  'exports:write': ['admin'],
};

/** Who is asking; `id` is the subject of the token. */
export interface Organizer {
  id: string;
  role: Role;
}

export function requirePermission(organizer: Organizer, permission: Permission): void {
  if (!table[permission].includes(organizer.role)) {
    throw new Refusal(
      'forbidden',
      `Your role (${organizer.role}) does not allow this (${permission}). Ask an admin.`,
    );
  }
}

const SCOPE_PREFIX = 'turnout/';

/**
 * The role in a token's claims: groups of a person (the HTTP API hands a list over as `[a b]`), or scopes of a machine.
 * Undefined when the token carries no role of ours.
 */
export function roleOf(groups: string | undefined, scope: string | undefined): Role | undefined {
  const words = new Set([
    ...(groups ?? '').replace(/^\[|\]$/g, '').split(/[\s,]+/),
    ...(scope ?? '')
      .split(' ')
      .flatMap((word) => (word.startsWith(SCOPE_PREFIX) ? [word.slice(SCOPE_PREFIX.length)] : [])),
  ]);
  if (words.has('admin')) return 'admin';
  return words.has('member') ? 'member' : undefined;
}
