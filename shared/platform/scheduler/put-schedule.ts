import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { scheduleInput, type OneTimeSchedule } from './one-time-schedule.ts';
import type { ScheduleGroup } from './schedule-group.ts';

const ROUNDS = 5;

/** Creates the schedule, or replaces the one of its name. It fires once at `at` and is deleted after that. */
export async function putSchedule(group: ScheduleGroup, schedule: OneTimeSchedule): Promise<void> {
  const wanted = scheduleInput(group, schedule);
  // Two at work on one name, or one that fires and vanishes in between: the other way round works then.
  for (let round = 1; ; round += 1) {
    try {
      await group.client.send(new UpdateScheduleCommand(wanted));
      return;
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException) && !(error instanceof ConflictException)) throw error;
      if (round === ROUNDS) throw error;
    }
    try {
      await group.client.send(new CreateScheduleCommand(wanted));
      return;
    } catch (error) {
      if (!(error instanceof ConflictException) || round === ROUNDS) throw error;
    }
  }
}

/** Creates the schedule unless one of its name is there: for names that say all there is to say about the schedule. */
export async function addSchedule(group: ScheduleGroup, schedule: OneTimeSchedule): Promise<void> {
  try {
    await group.client.send(new CreateScheduleCommand(scheduleInput(group, schedule)));
  } catch (error) {
    if (!(error instanceof ConflictException)) throw error;
  }
}

/** Removes a schedule; one that is not there is fine. */
export async function removeSchedule(group: ScheduleGroup, name: string): Promise<void> {
  try {
    await group.client.send(new DeleteScheduleCommand({ GroupName: group.group, Name: name }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
}
