import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../shared/platform/problems/refusal.ts';
import {
  permissionsOf,
  requirePermission,
  roleOf,
  type Permission,
  type Role,
} from '../../../shared/platform/access/role.ts';

describe('The role in a token', () => {
  it.each<[string[], string | undefined, Role | undefined]>([
    [['admin'], undefined, 'admin'],
    [['member'], undefined, 'member'],
    [['member', 'admin'], undefined, 'admin'],
    [['editors', 'member'], undefined, 'member'],
    [[], 'turnout/member', 'member'],
    [[], 'openid turnout/admin', 'admin'],
    [[], 'admin', undefined],
    [[], 'evil/admin', undefined],
    [
      ['administrators', 'not-admin', 'Admin', 'Billing admin', '[admin]', 'admin,member'],
      undefined,
      undefined,
    ],
    [[''], '', undefined],
    [[], undefined, undefined],
  ])('groups %j and scope %j make %j', (groups, scope, role) => {
    expect(roleOf(groups, scope)).toBe(role);
  });
});

describe('What a token allows besides its role', () => {
  it.each<[string[], string | undefined, string[]]>([
    [['member', 'exports:write'], undefined, ['exports:write']],
    [['member', 'people:erase', 'people:block'], undefined, ['people:erase', 'people:block']],
    [[], 'turnout/member turnout/exports:write', ['exports:write']],
    [['member', 'exports', 'everything', 'toString', 'all exports:write'], 'exports:write', []],
  ])('groups %j and scope %j: %j', (groups, scope, permissions) => {
    expect([...permissionsOf(groups, scope)]).toEqual(permissions);
  });

  it('is needed by a member for what is an admin’s', () => {
    const member = {
      id: 'x',
      role: 'member' as const,
      permissions: permissionsOf(['exports:write'], undefined),
    };
    expect(() => {
      requirePermission(member, 'exports:write');
    }).not.toThrow();
    expect(() => {
      requirePermission(member, 'people:erase');
    }).toThrow(Refusal);
  });
});

describe('What a role may do', () => {
  it.each<[Permission, Role, boolean]>([
    ['events:write', 'admin', true],
    ['events:write', 'member', true],
    ['imports:write', 'admin', true],
    ['imports:write', 'member', true],
    ['exports:write', 'admin', true],
    ['exports:write', 'member', false],
  ])('%s as %s: %j', (permission, role, allowed) => {
    const attempt = () => {
      requirePermission({ id: 'x', role }, permission);
    };
    if (allowed) expect(attempt).not.toThrow();
    else expect(attempt).toThrow(Refusal);
  });
});
