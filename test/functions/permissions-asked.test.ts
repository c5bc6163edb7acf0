import { afterEach, describe, expect, it, vi } from 'vitest';
import { attendanceRoutes } from '../../functions/attendance/routes.ts';
import { eventRoutes } from '../../functions/events/routes.ts';
import { fileRoutes } from '../../functions/files/routes.ts';
import { peopleRoutes } from '../../functions/people/routes.ts';
import { BulkAction } from '../../shared/bulk/domain/bulk-job.ts';
import { beginBulk } from '../../shared/bulk/usecases/begin-bulk.ts';
import { ExportRequest } from '../../shared/exports/domain/export-job.ts';
import { beginExport } from '../../shared/exports/usecases/begin-export.ts';
import { runDestinationPut } from '../../shared/handovers/table/run-destination-items.ts';
import { transact } from '../../shared/platform/table/transact.ts';
import type * as roleModule from '../../shared/platform/access/role.ts';
import type { Permission } from '../../shared/platform/access/role.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { bulkActions } from '../../shared/registries/bulk-actions.ts';
import { planDeps } from '../support/factories.ts';
import { organizerRoutes } from '../support/api/organizer-routes.ts';
import { callerOf, type TestRequest } from '../support/http-events.ts';
import { arrive } from '../support/run-jobs.ts';
import { storedPeople } from '../support/stored-people.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

/**
 * Every role of today has some of the permissions, so no token can show that they are asked for. Here any of them may be
 * one that nobody has.
 */
const nobodyHas = vi.hoisted(() => new Set<string>());
vi.mock('../../shared/platform/access/role.ts', async (original) => {
  const real = await original<typeof roleModule>();
  return {
    ...real,
    isAllowed: (who: Parameters<typeof real.isAllowed>[0], permission: Permission) =>
      !nobodyHas.has(permission) && real.isAllowed(who, permission),
    requirePermission: (who: roleModule.Organizer, permission: Permission) => {
      if (nobodyHas.has(permission)) throw new Refusal('forbidden', `Nobody has ${permission}.`);
      real.requirePermission(who, permission);
    },
  };
});

const aws = useLocalAws();
afterEach(() => {
  nobodyHas.clear();
});

const digits = '0'.repeat(32);
const params: Record<string, string> = {
  ...{ eventId: `evt_${digits}`, sessionId: `ses_${digits}`, registrationId: `${digits}-${digits}` },
  ...{ participantId: `par_${digits}`, groupId: `grp_${digits}`, filterId: `flt_${digits}` },
  ...{ mappingId: `map_${digits}`, importId: `imp_${digits}`, exportId: `exp_${digits}` },
  ...{ duplicatesId: `dbl_${digits}`, doublesId: `dbl_${digits}`, jobId: `blk_${digits}` },
  ...{ runId: `run_${digits}`, handoverId: 'crm', name: 'note', sourceId: 'presence' },
};

async function statusOf(key: string, json: unknown = {}, more: TestRequest = {}): Promise<number> {
  const isRead = key.startsWith('GET ');
  const request = { params, groups: '[admin]', ...(!isRead && { json }), ...more };
  return (await callerOf(organizerRoutes(aws))(key, request)).status;
}

/** Refused without the permission, and not for want of one with it. */
async function expectAsked(permission: Permission, ask: () => Promise<number>): Promise<void> {
  nobodyHas.add(permission);
  expect(await ask(), `without ${permission}`).toBe(403);
  nobodyHas.clear();
  expect(await ask(), `with ${permission}`).not.toBe(403);
}

const organizers = Object.entries({
  ...eventRoutes,
  ...peopleRoutes,
  ...fileRoutes,
  ...attendanceRoutes,
}).map(([key, { permission }]) => [key, permission] as const);

it.each(organizers)('%s asks for %s, also while every role has it', async (key, permission) => {
  await expectAsked(permission, () => statusOf(key));
});

describe('What hangs on the body or on what is found', () => {
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
    'revert-import': { importId: params['importId'] },
  };
  const kinds = bulkActions.map((kind) => [kind.schema.shape.type.value, kind] as const);

  it.each(kinds)(
    '%s asks for its own permission when it begins, is cancelled or undone',
    async (type, kind) => {
      const action = { type, ...actions[type] };
      const { permission } = kind;
      if (kind.hasOwnWayIn !== true) {
        const body = { action, ids: [params['participantId']], dryRun: true };
        await expectAsked(permission, () => statusOf('POST /v1/participants/actions', body));
      }
      const order = { action: BulkAction.parse(action), selection: { ids: [] } };
      const { id } = (await beginBulk(planDeps(aws.table), order, 'anna'))!;
      for (const act of ['cancel', 'undo'])
        await expectAsked(permission, () =>
          statusOf(`POST /v1/jobs/{jobId}/${act}`, {}, { params: { jobId: id } }),
        );
    },
  );

  it('an import and an export ask for theirs when they are cancelled', async () => {
    const importId = await arrive(aws, 'asked.csv', 'email\n');
    const { id } = await beginExport(planDeps(aws.table), ExportRequest.parse({}), 'test');
    const cancel = (jobId: string) => statusOf('POST /v1/jobs/{jobId}/cancel', {}, { params: { jobId } });
    await expectAsked('imports:write', () => cancel(importId));
    await expectAsked('exports:write', () => cancel(id));
  });

  it('a new address that is somebody else’s asks for merging', async () => {
    const [one, other] = await storedPeople(aws.table, 'permission', 2);
    await expectAsked('people:merge', () =>
      statusOf(
        'PATCH /v1/participants/{participantId}',
        { email: other!.email, merge: true },
        { params: { participantId: one!.id } },
      ),
    );
  });

  it('redriving what a bulk action handed over asks for handing over', async () => {
    const url = 'https://crm.example.com/hook';
    const action = BulkAction.parse({ type: 'hand-over', url });
    const { id } = (await beginBulk(planDeps(aws.table), { action, selection: { ids: [] } }, 'anna'))!;
    await transact(aws.table, [
      runDestinationPut(aws.table, { runId: id, url, secret: 'whsec_x' }, '2027-03-01T09:00:00.000Z'),
    ]);
    await expectAsked('people:hand-over', () =>
      statusOf('POST /v1/runs/{runId}/redrive', {}, { params: { runId: id } }),
    );
  });
});
