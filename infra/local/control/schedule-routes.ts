import type { KeptSchedule } from '../scheduler/schedule-store.ts';
import type { ControlParts, ControlRoute } from './control-parts.ts';

/** Routes that list the schedules, and run one now. */
export function scheduleRoutes({ engines: { scheduler } }: ControlParts): ControlRoute[] {
  return [
    {
      method: 'GET',
      path: /^\/_local\/schedules$/,
      act: () => ({ body: { items: scheduler.upcoming().map(describe) } }),
    },
    {
      method: 'POST',
      path: /^\/_local\/schedules\/([^/]+)\/fire$/,
      act: (name) =>
        scheduler.fire(name)
          ? { body: { fired: name } }
          : { status: 404, body: { message: `There is no schedule ${name}.` } },
    },
  ];
}

/** `at`: null = it ran, or is disabled. `attempts`: failed calls of the run that is under way. */
function describe({ name, group, nextAt, schedule, attempts }: KeptSchedule & { attempts: number }): unknown {
  return {
    name,
    group,
    at: nextAt === undefined ? null : new Date(nextAt).toISOString(),
    expression: schedule.ScheduleExpression,
    target: schedule.Target.Arn,
    input: schedule.Target.Input ?? null,
    state: schedule.State,
    attempts,
  };
}
