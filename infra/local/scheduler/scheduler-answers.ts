import * as z from 'zod';
import { AwsError } from '../endpoint/aws-service.ts';
import type { LocalScheduler } from './local-scheduler.ts';
import type { ScheduleKey } from './schedule.ts';
import type { KeptSchedule } from './schedule-store.ts';

export interface Place {
  account: string;
  region: string;
}

const Filter = z.object({
  ScheduleGroup: z.string().optional(),
  NamePrefix: z.string().default(''),
  State: z.enum(['ENABLED', 'DISABLED']).optional(),
  NextToken: z.string().default(''),
  MaxResults: z.coerce.number().int().min(1).max(100).default(100),
});

/** The answer of GetSchedule. */
export function describeSchedule(place: Place, kept: KeptSchedule): unknown {
  const { group, name, schedule } = kept;
  return { ...schedule, ...identityOf(place, kept), GroupName: group, Name: name, ...datesOf(kept) };
}

/** The answer of ListSchedules: by group and name. */
export function listSchedules(place: Place, scheduler: LocalScheduler, query: URLSearchParams): unknown {
  const parsed = Filter.safeParse(Object.fromEntries(query));
  if (!parsed.success) throw new AwsError('ValidationException', z.prettifyError(parsed.error));
  const { ScheduleGroup, NamePrefix, State, NextToken, MaxResults } = parsed.data;
  const matching = scheduler.store
    .all()
    .filter(({ group }) => ScheduleGroup === undefined || group === ScheduleGroup)
    .filter(
      ({ name, schedule }) => name.startsWith(NamePrefix) && schedule.State === (State ?? schedule.State),
    )
    .filter((kept) => sortKey(kept) > NextToken)
    .sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
  const page = matching.slice(0, MaxResults);
  const last = page.at(-1);
  return {
    Schedules: page.map((kept) => ({
      ...identityOf(place, kept),
      Name: kept.name,
      GroupName: kept.group,
      State: kept.schedule.State,
      Target: { Arn: kept.schedule.Target.Arn },
      ...datesOf(kept),
    })),
    ...(last !== undefined && matching.length > page.length && { NextToken: sortKey(last) }),
  };
}

/** The answer of GetScheduleGroup. */
export function describeGroup({ region, account }: Place, name: string): unknown {
  const Arn = `arn:aws:scheduler:${region}:${account}:schedule-group/${name}`;
  return { Arn, Name: name, State: 'ACTIVE' };
}

/** The answer of ListScheduleGroups, in one page. */
export function listGroups(place: Place, { groups }: LocalScheduler): unknown {
  return { ScheduleGroups: [...groups].sort().map((name) => describeGroup(place, name)) };
}

function sortKey({ group, name }: ScheduleKey): string {
  return `${group}/${name}`;
}

function identityOf({ region, account }: Place, { group, name }: ScheduleKey): { Arn: string } {
  return { Arn: `arn:aws:scheduler:${region}:${account}:schedule/${group}/${name}` };
}

/** In seconds, as the protocol wants it. */
function datesOf({ createdAt, modifiedAt }: KeptSchedule): object {
  return { CreationDate: createdAt / 1000, LastModificationDate: modifiedAt / 1000 };
}
