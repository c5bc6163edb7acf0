import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { attendanceRoutes } from '../../functions/attendance/routes.ts';
import { eventRoutes } from '../../functions/events/routes.ts';
import { fileRoutes } from '../../functions/files/routes.ts';
import { pageRoutes } from '../../functions/pages/routes.ts';
import { peopleRoutes } from '../../functions/people/routes.ts';
import { presenceRoutes } from '../../functions/presence/routes.ts';
import { registrationRoutes } from '../../functions/registration/routes.ts';
import { routes } from '../../infra/service/routes.ts';
import { bulkActions } from '../../shared/registries/bulk-actions.ts';
import { getUpload } from '../../shared/imports/table/upload-items.ts';
import { isAllowed, type Permission, type Role } from '../../shared/platform/access/role.ts';
import { storedEvent } from '../support/factories.ts';
import { organizerRoutes } from '../support/api/organizer-routes.ts';
import { callerOf, tokenOf, type TestRequest } from '../support/http-events.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { arrive } from '../support/run-jobs.ts';
import { getJob } from '../support/stored-jobs.ts';

const aws = useLocalAws();

/** What each route asks for beyond a role of ours; reading what organizers look at all day asks for nothing. */
const asked: Record<string, Permission | undefined> = {
  'POST /v1/events': 'events:write',
  'POST /v1/events/{eventId}/sessions': 'events:write',
  'POST /v1/events/preview': 'events:write',
  'PATCH /v1/events/{eventId}': 'events:write',
  'DELETE /v1/events/{eventId}': 'events:write',
  'POST /v1/events/{eventId}/archive': 'events:write',
  'POST /v1/events/{eventId}/copy': 'events:write',
  'PATCH /v1/sessions/{sessionId}': 'events:write',
  'POST /v1/sessions/{sessionId}/attendance/judge': 'events:write',
  'DELETE /v1/sessions/{sessionId}/attendance-sources/{sourceId}': 'events:write',
  'POST /v1/sessions/{sessionId}/attendance-sources/{sourceId}/restore': 'events:write',
  'POST /v1/sessions/{sessionId}/presence': 'presence:write',
  'PUT /v1/sessions/{sessionId}/provider': 'events:write',
  'DELETE /v1/sessions/{sessionId}/provider': 'events:write',
  'POST /v1/sessions/{sessionId}/provider/pull': 'events:write',
  'DELETE /v1/sessions/{sessionId}/registrations/{registrationId}/attendance': 'events:write',
  'POST /v1/sessions/{sessionId}/attendance-imports': 'imports:write',
  'POST /v1/sessions/{sessionId}/attendance-imports/{importId}/answer': 'imports:write',
  'POST /v1/sessions/{sessionId}/attendance-imports/{importId}/revert': 'imports:revert',
  'POST /v1/sessions/{sessionId}/cancel': 'events:write',
  'DELETE /v1/sessions/{sessionId}': 'events:write',
  'PUT /v1/events/{eventId}/team': 'events:write',
  'PUT /v1/sessions/{sessionId}/speakers': 'events:write',
  'PATCH /v1/sessions/{sessionId}/registrations/{registrationId}': 'events:write',
  'POST /v1/sessions/{sessionId}/registrations/{registrationId}/approve': 'events:write',
  'POST /v1/sessions/{sessionId}/registrations/{registrationId}/refuse': 'events:write',
  'POST /v1/sessions/{sessionId}/registrations/{registrationId}/cancel': 'events:write',
  'POST /v1/sessions/{sessionId}/registrations': 'events:write',
  'POST /v1/sessions/{sessionId}/registrations/{registrationId}/move': 'events:write',
  'POST /v1/sessions/{sessionId}/registrations/{registrationId}/move-up': 'events:write',
  'PUT /v1/events/{eventId}/reminders': 'events:write',
  'PUT /v1/events/{eventId}/handovers': 'events:write',
  'POST /v1/runs/{runId}/redrive': 'events:write',
  'POST /v1/destinations': 'people:hand-over',
  'PATCH /v1/destinations/{destinationId}': 'people:hand-over',
  'DELETE /v1/destinations/{destinationId}': 'people:hand-over',
  'POST /v1/destinations/{destinationId}/test': 'people:hand-over',
  'POST /v1/destinations/{destinationId}/enable': 'people:hand-over',
  'POST /v1/events/{eventId}/handovers/presets/{preset}': 'people:hand-over',
  'POST /v1/events/{eventId}/handovers/preview': 'people:read',
  'POST /v1/participants': 'people:write',
  'PATCH /v1/participants/{participantId}': 'people:write',
  'DELETE /v1/participants/{participantId}': 'people:delete',
  'POST /v1/participants/{participantId}/restore': 'people:delete',
  'POST /v1/participants/{participantId}/block': 'people:block',
  'POST /v1/participants/{participantId}/unblock': 'people:block',
  'POST /v1/participants/unblock': 'people:block',
  'POST /v1/participants/{participantId}/merge': 'people:merge',
  'POST /v1/participants/{participantId}/release-address': 'people:release',
  'POST /v1/participants/{participantId}/erase': 'people:erase',
  'GET /v1/participants/{participantId}/data': 'people:disclose',
  'POST /v1/groups': 'people:write',
  'PATCH /v1/groups/{groupId}': 'people:write',
  'DELETE /v1/groups/{groupId}': 'people:write',
  'POST /v1/variables': 'people:write',
  'PATCH /v1/variables/{name}': 'people:write',
  'DELETE /v1/variables/{name}': 'people:write',
  'POST /v1/filters': 'people:write',
  'PATCH /v1/filters/{filterId}': 'people:write',
  'DELETE /v1/filters/{filterId}': 'people:write',
  'POST /v1/duplicates': 'people:merge',
  'POST /v1/doubles': 'people:merge',
  'POST /v1/imports': 'imports:write',
  'POST /v1/imports/{importId}/cancel': 'imports:write',
  'POST /v1/imports/{importId}/preview': 'imports:write',
  'POST /v1/imports/{importId}/start': 'imports:write',
  'POST /v1/imports/{importId}/revert': 'imports:revert',
  'POST /v1/mappings': 'imports:write',
  'DELETE /v1/mappings/{mappingId}': 'imports:write',
  'POST /v1/exports': 'exports:write',
  'GET /v1/exports': 'exports:write',
  'GET /v1/exports/{exportId}': 'exports:write',
  'GET /v1/retention': 'settings:write',
  'PUT /v1/retention': 'settings:write',
  'GET /v1/audit': 'audit:read',
  'POST /v1/recounts': 'settings:write',
  'PUT /v1/notices': 'people:read',
  'GET /v1/notices/everybody': 'settings:write',
  'DELETE /v1/notices/{noticeId}': 'settings:write',
};

/** Their permission is that of the action, or of the job. */
const askedByBody = [
  'POST /v1/participants/actions',
  'POST /v1/jobs/{jobId}/cancel',
  'POST /v1/jobs/{jobId}/undo',
];

const params: Record<string, string> = {
  eventId: `evt_${'0'.repeat(32)}`,
  sessionId: `ses_${'0'.repeat(32)}`,
  registrationId: `${'0'.repeat(32)}-${'0'.repeat(32)}`,
  participantId: `par_${'0'.repeat(32)}`,
  groupId: `grp_${'0'.repeat(32)}`,
  filterId: `flt_${'0'.repeat(32)}`,
  mappingId: `map_${'0'.repeat(32)}`,
  importId: `imp_${'0'.repeat(32)}`,
  exportId: `exp_${'0'.repeat(32)}`,
  duplicatesId: `dbl_${'0'.repeat(32)}`,
  doublesId: `dbl_${'0'.repeat(32)}`,
  jobId: `blk_${'0'.repeat(32)}`,
  runId: `run_${'0'.repeat(32)}`,
  handoverId: 'crm',
  noticeId: `ntc_${'0'.repeat(32)}`,
  name: 'note',
};

function call(key: string, groups: string | string[], json: unknown = {}, more: TestRequest = {}) {
  const isRead = key.startsWith('GET ');
  return callerOf(organizerRoutes(aws))(key, { params, groups, ...(!isRead && { json }), ...more });
}

const organizers = routes.filter(({ access }) => access === 'organizer').map(({ key }) => key);
const roles: Role[] = ['admin', 'member'];

describe('Every route of organizers', () => {
  it.each(organizers)('%s refuses whoever has no role here', async (key) => {
    expect((await call(key, '[guests exports:write]')).status).toBe(403);
  });

  it.each(
    organizers
      .filter((key) => !askedByBody.includes(key))
      .flatMap((key) => roles.map((role) => [key, role] as const)),
  )('%s lets in as the table says: %s', async (key, role) => {
    const permission = asked[key];
    const expected = permission === undefined || isAllowed({ role }, permission);
    const { status } = await call(key, `[${role}]`);
    expect(status).toBeLessThan(500);
    expect(status !== 403).toBe(expected);
  });

  it.each(Object.entries(asked))('%s lets a member in whose token names %s', async (key, permission) => {
    expect((await call(key, `[member ${permission}]`)).status).not.toBe(403);
  });

  it('still takes the word that a permission had before', async () => {
    const key = 'GET /v1/participants/{participantId}/data';
    expect((await call(key, '[member people:export]')).status).not.toBe(403);
  });

  it.each<[string, string[], number]>([
    ['an admin', ['staff of Ulm', 'admin'], 200],
    ['no admin by a group whose name ends so', ['Billing admin'], 403],
    ['no admin by a group whose name begins so', ['admin of the wiki'], 403],
  ])('knows %s', async (_who, groups, status) => {
    expect((await call('GET /v1/audit', groups)).status).toBe(status);
  });

  it('reads no token where there are two', async () => {
    const authorization = ['admin', 'member'].map((role) => tokenOf({ 'cognito:groups': [role] })).join(',');
    expect((await call('GET /v1/audit', ['admin'], {}, { headers: { authorization } })).status).toBe(403);
  });

  it('names the one permission that its dispatch asks for', () => {
    const declared = Object.entries({ ...eventRoutes, ...peopleRoutes, ...fileRoutes, ...attendanceRoutes });
    expect(declared.map(([key]) => key).sort()).toEqual(organizers.toSorted());
    for (const [key, { permission, access }] of declared) {
      expect(access, key).toBe('organizer');
      if (asked[key] !== undefined) expect(permission, key).toBe(asked[key]);
      else
        expect(
          roles.every((role) => isAllowed({ role }, permission)),
          key,
        ).toBe(true);
    }
  });

  it('has its key for itself', () => {
    const lists = [
      eventRoutes,
      peopleRoutes,
      fileRoutes,
      attendanceRoutes,
      pageRoutes,
      presenceRoutes,
      registrationRoutes,
    ];
    const keys = lists.flatMap((list) => Object.keys(list));
    expect(keys.toSorted()).toEqual([...new Set(keys)].sort());
  });

  it('changes nothing without a permission that the table knows', () => {
    const writing = organizers.filter((key) => !key.startsWith('GET '));
    expect(writing.filter((key) => !(key in asked) && !askedByBody.includes(key))).toEqual([]);
    expect(Object.keys(asked).filter((key) => !organizers.includes(key))).toEqual([]);
  });
});

describe('A file', () => {
  it.each([
    ['[admin]', true],
    ['[member people:block]', true],
    ['[member people:merge]', false],
  ])('may put people on the black list when those who send it may: %s', async (groups, may) => {
    const name = `${randomBytes(8).toString('hex')}.csv`;
    const importId = await arrive(aws, name, 'email\n', { hold: 'true' });
    const started = await call('POST /v1/imports/{importId}/start', groups, {}, { params: { importId } });
    expect(started.status, started.body).toBe(202);
    expect(await getJob(aws.table, importId)).toMatchObject({ asAdmin: may });
    const { key } = (await call('POST /v1/imports', groups, { fileName: name, text: undefined })).json();
    expect(await getUpload(aws.table, key)).toMatchObject({ asAdmin: may });
    const text = 'email,status\nx@example.com,blocked\n';
    const other = await arrive(aws, `other-${name}`, text, { hold: 'true' });
    const shown = await call(
      'POST /v1/imports/{importId}/preview',
      groups,
      {},
      { params: { importId: other } },
    );
    expect(shown.body.includes('black list')).toBe(!may);
  });
});

describe('A rule that hands people over', () => {
  const url = 'https://crm.example.com/hook';
  const rule = {
    id: 'crm',
    name: 'CRM',
    offsetMinutes: 0,
    audience: 'all',
    destination: { type: 'webhook', url },
  };
  const put = async (eventId: string, groups: string, rules: object[]) =>
    (await call('PUT /v1/events/{eventId}/handovers', groups, { rules }, { params: { eventId } })).status;
  const elsewhere = { ...rule.destination, url: 'https://elsewhere.example.com/hook' };
  const secret = `whsec_${randomBytes(32).toString('base64')}`;

  it.each<[string, object[]]>([
    ['posts to a new place', [rule, { ...rule, id: 'mine' }]],
    ['posts to another place', [{ ...rule, destination: elsewhere }]],
    ['is another rule by its id', [{ ...rule, id: 'mine' }]],
    ['is another rule without an id', [{ ...rule, id: undefined }]],
    ['is signed with another secret', [{ ...rule, destination: { ...rule.destination, secret } }]],
  ])('is for those who may hand people over, when it %s', async (_what, rules) => {
    const { id } = await storedEvent(aws.table);
    expect(await put(id, '[admin]', [rule])).toBe(200);
    expect(await put(id, '[member]', rules)).toBe(403);
    expect(await put(id, '[member people:hand-over]', rules)).toBe(200);
  });

  it('may be named, timed and taken away by every organizer', async () => {
    const { id } = await storedEvent(aws.table);
    expect(await put(id, '[admin]', [rule, { ...rule, id: 'other' }])).toBe(200);
    expect(await put(id, '[member]', [{ ...rule, name: 'Later', anchor: 'end', offsetMinutes: 60 }])).toBe(
      200,
    );
    expect(await put(id, '[member]', [])).toBe(200);
    expect(await put(id, '[member]', [rule])).toBe(403);
  });
});

const actions: Record<string, object> = {
  'add-to-group': { groupId: params['groupId'] },
  'remove-from-group': { groupId: params['groupId'] },
  'set-variable': { name: 'note', value: 'x' },
  invite: { sessionId: params['sessionId'] },
  register: { sessionId: params['sessionId'] },
  approve: { sessionId: params['sessionId'] },
  refuse: { sessionId: params['sessionId'] },
  cancel: { sessionId: params['sessionId'] },
  move: { fromSessionId: params['sessionId'], sessionId: params['sessionId'] },
  mail: { subject: 'x', text: 'y' },
  merge: { into: params['participantId'] },
  'hand-over': { url: 'https://crm.example.com/hook' },
};
const askedActions = bulkActions
  .filter(({ hasOwnWayIn }) => hasOwnWayIn !== true)
  .map(({ schema, permission }) => [schema.shape.type.value, permission] as const);

describe('Every bulk action', () => {
  it.each(
    [...askedActions, ['export', 'exports:write'] as const].flatMap(([type, permission]) =>
      roles.map((role) => [type, role, permission] as const),
    ),
  )('%s lets in as the table says: %s', async (type, role, permission) => {
    const body = { action: { type, ...actions[type] }, ids: [params['participantId']], dryRun: true };
    const { status } = await call('POST /v1/participants/actions', `[${role}]`, body);
    expect(status).toBeLessThan(500);
    expect(status !== 403).toBe(isAllowed({ role }, permission));
  });
});
