import * as z from 'zod';
import { dueAt } from '../../shared/rules/domain/rule.ts';
import { HandoverRule } from '../../shared/handovers/domain/handover-rule.ts';
import { ReminderRule } from '../../shared/mail/domain/reminder-rule.ts';
import { isOpen } from '../../shared/events/domain/session.ts';
import { webhookDestinationFor } from '../../shared/platform/values/webhook-destination.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  readJson,
  readValue,
  readVersion,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import {
  getHandovers,
  switchedOff,
  type StoredHandover,
} from '../../shared/handovers/table/handover-items.ts';
import { getReminders, type StoredReminder } from '../../shared/mail/table/reminder-items.ts';
import { comingSessions } from '../../shared/events/table/session-items.ts';
import type { PlannedRule } from '../../shared/rules/table/rule-items.ts';
import { setHandovers } from '../../shared/handovers/usecases/set-handovers.ts';
import { setReminders } from '../../shared/mail/usecases/set-reminders.ts';
import { findEvent } from './events.ts';
import { rulesOf, type HandoversView, type RemindersView } from './routes/rule-routes.ts';
import type { EventDeps } from './deps.ts';

export async function showReminders(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const event = await findEvent(deps, request);
  const { rules, version } = await getReminders(deps.table, event.id);
  return remindersReply(deps, event.id, rules, version);
}

/** Replaces the reminders of an event. */
export async function putReminders(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const event = await findEvent(deps, request);
  const wanted = readRules(request, ReminderRule);
  const { rules, version } = await setReminders(deps, event.id, wanted, readVersion(request));
  return remindersReply(deps, event.id, rules, version);
}

const AnyRules = z.strictObject({ rules: z.array(z.record(z.string(), z.unknown())), planned: z.unknown() });
const toldOfRules = ['version', 'timedAt'];
const toldOfDestinations = ['state', 'reason', 'since', 'secretRotatesUntil'];

/** Reads rules from a body. What a GET answered besides them may come back with a PUT and is ignored. */
function readRules<R>(request: HttpRequest, rule: z.ZodType<R>): R[] {
  const { rules } = readJson(request, AnyRules.partial({ planned: true }));
  const without = (fields: string[], value: object) =>
    Object.fromEntries(Object.entries(value).filter(([name]) => !fields.includes(name)));
  const wanted = rules.map(({ destination, ...rest }) => ({
    ...without(toldOfRules, rest),
    ...(destination !== undefined && {
      destination: destination instanceof Object ? without(toldOfDestinations, destination) : destination,
    }),
  }));
  return readValue({ rules: wanted }, rulesOf(rule)).rules;
}

async function remindersReply(
  deps: EventDeps,
  eventId: string,
  rules: StoredReminder[],
  version: number,
): Promise<HttpReply> {
  const view: RemindersView = { rules, planned: await planned(deps, eventId, rules) };
  return json(200, view, { etag: `"${version}"` });
}

export async function showHandovers(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const event = await findEvent(deps, request);
  const { rules, version } = await getHandovers(deps.table, event.id);
  return handoversReply(deps, event.id, rules, version, new Map());
}

/** Replaces the hand-overs of an event; a secret that was made is shown this once. */
export async function putHandovers(deps: EventDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const event = await findEvent(deps, request);
  const Rule = HandoverRule.extend({ destination: webhookDestinationFor(deps.exemptHosts) });
  const wanted = readRules(request, Rule);
  const { rules, version, newSecrets } = await setHandovers(deps, event.id, wanted, {
    organizer,
    seenVersion: readVersion(request),
  });
  return handoversReply(deps, event.id, rules, version, newSecrets);
}

async function handoversReply(
  deps: EventDeps,
  eventId: string,
  rules: StoredHandover[],
  version: number,
  newSecrets: Map<string, string>,
): Promise<HttpReply> {
  const shown = rules.map(async ({ previousSecret, ...rule }) => {
    const off = await switchedOff(deps.table, eventId, rule);
    const { type, url } = rule.destination;
    const destination = { type, url, secret: newSecrets.get(rule.id) };
    const state: Pick<HandoversView['rules'][number]['destination'], 'state' | 'reason' | 'since'> = off
      ? { state: 'switched-off', reason: off.reason, since: off.switchedOffAt }
      : { state: 'on' };
    return { ...rule, destination: { ...destination, ...state, secretRotatesUntil: previousSecret?.until } };
  });
  const view: HandoversView = {
    rules: await Promise.all(shown),
    planned: await planned(deps, eventId, rules),
  };
  return json(200, view, { etag: `"${version}"` });
}

/** When each rule is due for the coming sessions, or that its moment has passed already. */
async function planned(
  deps: EventDeps,
  eventId: string,
  rules: Omit<PlannedRule, 'kind'>[],
): Promise<RemindersView['planned']> {
  const sessions = (await comingSessions(deps.table, eventId, deps.now())).filter((session) =>
    isOpen(session, deps.now()),
  );
  return sessions.flatMap((session) =>
    rules.map((rule) => {
      const due = dueAt(rule, session);
      return {
        sessionId: session.id,
        ruleId: rule.id,
        dueAt: new Date(due).toISOString(),
        state: due > deps.now() ? 'planned' : 'past',
      };
    }),
  );
}
