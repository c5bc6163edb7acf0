import * as z from 'zod';
import { AwsError, type AwsRequest, type AwsService, type Operation } from '../endpoint/aws-service.ts';
import { jsonError, jsonResponse, readJson } from '../endpoint/json-protocol.ts';
import type { RoleDefinition } from '../seams/ports.ts';
import type { LocalScheduler } from './local-scheduler.ts';
import { checkName, Schedule, type ScheduleKey } from './schedule.ts';
import {
  describeGroup,
  describeSchedule,
  listGroups,
  listSchedules,
  type Place,
} from './scheduler-answers.ts';

export interface SchedulerServiceParts extends Place {
  roles: RoleDefinition[];
  scheduler: () => LocalScheduler;
}

const Given = Schedule.extend({
  GroupName: z.string().default('default'),
  ClientToken: z.string().optional(),
});

/** EventBridge Scheduler (REST, JSON) over the local scheduler. */
export function createSchedulerService(parts: SchedulerServiceParts): AwsService {
  return {
    name: 'scheduler',
    denied: { code: 'AccessDeniedException', status: 403 },
    throttled: { code: 'ThrottlingException', status: 429, message: 'Rate exceeded' },
    formatError: (error) => jsonError(error),
    read(request) {
      const [, kind = '', name] = request.path.split('/').map(decodeURIComponent);
      const read = routes[`${request.method} ${kind}${name === undefined ? '' : ' name'}`];
      if (read === undefined) {
        throw new AwsError(
          'UnknownOperationException',
          `The local Scheduler does not know ${request.method} ${request.path}.`,
          404,
        );
      }
      return read(parts, request, name ?? '');
    },
  };
}

type Read = (parts: SchedulerServiceParts, request: AwsRequest, name: string) => Operation;

const routes: Record<string, Read> = {
  'POST schedules name': (parts, request, name) => readPut(parts, request, name, 'CreateSchedule'),
  'PUT schedules name': (parts, request, name) => readPut(parts, request, name, 'UpdateSchedule'),
  'GET schedules name': readGet,
  'DELETE schedules name': readDelete,
  'GET schedules': (parts, { query }) => ({
    name: 'ListSchedules',
    accesses: () => [{ action: 'scheduler:ListSchedules', resource: '*' }],
    perform: () => answer(listSchedules(parts, parts.scheduler(), query)),
  }),
  'GET schedule-groups name': (parts, _, name) => ({
    name: 'GetScheduleGroup',
    accesses: () => [{ action: 'scheduler:GetScheduleGroup', resource: groupArn(parts, name) }],
    perform: () => {
      demandGroup(parts, name);
      return answer(describeGroup(parts, name));
    },
  }),
  'GET schedule-groups': (parts) => ({
    name: 'ListScheduleGroups',
    accesses: () => [{ action: 'scheduler:ListScheduleGroups', resource: '*' }],
    perform: () => answer(listGroups(parts, parts.scheduler())),
  }),
};

function readPut(
  parts: SchedulerServiceParts,
  { body }: AwsRequest,
  name: string,
  operation: 'CreateSchedule' | 'UpdateSchedule',
): Operation {
  const { GroupName: group, ClientToken, ...schedule } = readJson(Given, body);
  const key = { group, name };
  const passRole = {
    action: 'iam:PassRole',
    resource: schedule.Target.RoleArn,
    keys: { 'iam:PassedToService': ['scheduler.amazonaws.com'] },
  };
  return {
    name: operation,
    accesses: () => [{ action: `scheduler:${operation}`, resource: arnOf(parts, key) }, passRole],
    conflict,
    perform() {
      const scheduler = parts.scheduler();
      check(parts, key);
      demandRole(parts.roles, schedule.Target.RoleArn);
      scheduler.once(operation, ClientToken, key, () => {
        const exists = scheduler.store.get(key) !== undefined;
        if (operation === 'UpdateSchedule' && !exists) throw notFound(key);
        if (operation === 'CreateSchedule' && exists)
          throw new AwsError('ConflictException', `Schedule ${name} already exists.`, 409);
        scheduler.put(key, schedule);
      });
      return answer({ ScheduleArn: arnOf(parts, key) });
    },
  };
}

function readGet(parts: SchedulerServiceParts, { query }: AwsRequest, name: string): Operation {
  const key = { group: query.get('groupName') ?? 'default', name };
  return {
    name: 'GetSchedule',
    accesses: () => [{ action: 'scheduler:GetSchedule', resource: arnOf(parts, key) }],
    perform() {
      check(parts, key);
      const kept = parts.scheduler().store.get(key);
      if (kept === undefined) throw notFound(key);
      return answer(describeSchedule(parts, kept));
    },
  };
}

function readDelete(parts: SchedulerServiceParts, { query }: AwsRequest, name: string): Operation {
  const key = { group: query.get('groupName') ?? 'default', name };
  const token = query.get('clientToken') ?? undefined;
  return {
    name: 'DeleteSchedule',
    accesses: () => [{ action: 'scheduler:DeleteSchedule', resource: arnOf(parts, key) }],
    conflict,
    perform() {
      check(parts, key);
      const scheduler = parts.scheduler();
      scheduler.once('DeleteSchedule', token, key, () => {
        if (scheduler.store.get(key) === undefined) throw notFound(key);
        scheduler.store.remove(key);
      });
      return answer({});
    },
  };
}

function check(parts: SchedulerServiceParts, { group, name }: ScheduleKey): void {
  checkName(name, 'name');
  checkName(group, 'groupName');
  demandGroup(parts, group);
}

function demandGroup(parts: SchedulerServiceParts, group: string): void {
  if (!parts.scheduler().groups.has(group))
    throw new AwsError('ResourceNotFoundException', `Schedule group ${group} does not exist.`, 404);
}

/** AWS looks at the role's trust when the schedule is made, and at its permissions only when it runs. */
function demandRole(roles: RoleDefinition[], roleArn: string): void {
  const role = roles.find(({ arn }) => arn === roleArn);
  if (role?.trustedServices?.includes('scheduler.amazonaws.com') !== true) {
    throw new AwsError(
      'ValidationException',
      `The execution role you provide must allow AWS EventBridge Scheduler to assume the role. (${roleArn})`,
    );
  }
}

const conflict = (): AwsError =>
  new AwsError('ConflictException', 'The schedule is being changed by another call.', 409);

function notFound({ name }: ScheduleKey): AwsError {
  return new AwsError('ResourceNotFoundException', `Schedule ${name} does not exist.`, 404);
}

function arnOf({ region, account }: Place, { group, name }: ScheduleKey): string {
  return `arn:aws:scheduler:${region}:${account}:schedule/${group}/${name}`;
}

function groupArn({ region, account }: Place, name: string): string {
  return `arn:aws:scheduler:${region}:${account}:schedule-group/${name}`;
}

function answer(body: unknown) {
  return Promise.resolve(jsonResponse(body, 200, { 'content-type': 'application/json' }));
}
