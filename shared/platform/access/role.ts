import { Refusal } from '../problems/refusal.ts';

export type Role = 'admin' | 'member';

const both: readonly Role[] = ['admin', 'member'];
const admins: readonly Role[] = ['admin'];

/**
 * Members do the day's work; what takes people's data out, or destroys it for good, is for admins, and for members whose
 * token names the permission beside the role: a group `exports:write` of the issuer, or a scope `turnout/exports:write`.
 */
const table = {
  'events:read': both,
  'people:read': both,
  'imports:read': both,
  'jobs:read': both,
  'events:write': both,
  'people:write': both,
  'people:delete': both,
  'people:merge': both,
  'people:block': admins,
  'people:release': admins,
  /** All that is known of one person, for whoever has to give it to them; files of many are `exports:write`. */
  'people:disclose': admins,
  'people:erase': admins,
  'people:hand-over': admins,
  /** Who is in a room elsewhere, as its own clients tell. */
  'presence:write': both,
  'mailings:send': both,
  'imports:write': both,
  'imports:revert': both,
  'exports:write': admins,
  'settings:write': admins,
  'audit:read': admins,
} satisfies Record<string, readonly Role[]>;

/** What somebody may do. Every route of organizers names one. */
export type Permission = keyof typeof table;

/** Words of the version before, which tokens may still carry. */
const formerWords = new Map<string, Permission>([['people:export', 'people:disclose']]);

/** Who is asking; `id` is the subject of the token. */
export interface Organizer {
  id: string;
  role: Role;
  /** A client with credentials of its own; no person. */
  isMachine?: boolean;
  /** What the token allows besides its role. */
  permissions?: ReadonlySet<Permission>;
}

/** Whether a word of a token or of a stage's settings is one of ours. */
export function isPermission(word: string): word is Permission {
  return Object.hasOwn(table, word);
}

export function isAllowed(
  { role, permissions: more }: Omit<Organizer, 'id'>,
  permission: Permission,
): boolean {
  return table[permission].includes(role) || (more?.has(permission) ?? false);
}

export function requirePermission(organizer: Organizer, permission: Permission): void {
  if (!isAllowed(organizer, permission)) {
    throw new Refusal(
      'forbidden',
      `Your role (${organizer.role}) does not allow this (${permission}). Ask an admin.`,
    );
  }
}

const SCOPE_PREFIX = 'turnout/';

/**
 * The role in a token's claims: the names of a person's groups, or scopes of a machine.
 * Undefined when the token carries no role of ours.
 */
export function roleOf(groups: readonly string[], scope: string | undefined): Role | undefined {
  const words = wordsIn(groups, scope);
  if (words.has('admin')) return 'admin';
  return words.has('member') ? 'member' : undefined;
}

/** What the same claims allow besides the role. */
export function permissionsOf(groups: readonly string[], scope: string | undefined): Set<Permission> {
  const words = [...wordsIn(groups, scope)].map((word) => formerWords.get(word) ?? word);
  return new Set(words.filter(isPermission));
}

function wordsIn(groups: readonly string[], scope: string | undefined): Set<string> {
  const scopes = (scope ?? '').split(' ').filter((word) => word.startsWith(SCOPE_PREFIX));
  return new Set([...groups, ...scopes.map((word) => word.slice(SCOPE_PREFIX.length))]);
}
