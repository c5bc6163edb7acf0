import * as z from 'zod';
import { dueAt } from '../../shared/rules/domain/rule.ts';
import { getDestination } from '../../shared/destinations/table/destination-items.ts';
import { HandoverRule, placeOf } from '../../shared/handovers/domain/handover-rule.ts';
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
  ruleOf,
  switchedOff,
  type StoredHandover,
} from '../../shared/handovers/table/handover-items.ts';
import { getReminders, type StoredReminder } from '../../shared/mail/table/reminder-items.ts';
import { comingSessions } from '../../shared/events/table/session-items.ts';
import type { PlannedRule } from '../../shared/rules/table/rule-items.ts';
import { setHandovers } from '../../shared/handovers/usecases/set-handovers.ts';
import { refuseRulesOfRoom } from '../../shared/rules/usecases/set-rules.ts';
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
  refuseRulesOfRoom(event, wanted);
  const { rules, version } = await setReminders(deps, event.id, wanted, readVersion(request));
  return remindersReply(deps, event.id, rules, version);
}

const AnyRules = z.strictObject({ rules: z.array(z.record(z.string(), z.unknown())), planned: z.unknown() });
const toldOfRules = ['version', 'timedAt'];
const toldOfDestinations = ['state', 'reason', 'since', 'secretRotatesUntil'];
/** Of one that is kept by itself, besides. */
const toldOfKept = ['type', 'name'];

/** Reads rules from a body. What a GET answered besides them may come back with a PUT and is ignored. */
function readRules<R>(request: HttpRequest, rule: z.ZodType<R>): R[] {
  const { rules } = readJson(request, AnyRules.partial({ planned: true }));
  const without = (fields: string[], value: object) =>
    Object.fromEntries(Object.entries(value).filter(([name]) => !fields.includes(name)));
  const wanted = rules.map(({ destination, ...rest }) => ({
    ...without(toldOfRules, rest),
    ...(destination !== undefined && {
      destination:
        destination instanceof Object
          ? without(
              'id' in destination ? [...toldOfDestinations, ...toldOfKept] : toldOfDestinations,
              destination,
            )
          : destination,
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
  const destination = placeOf(webhookDestinationFor(deps.exemptHosts));
  const Rule = HandoverRule.extend({ destination });
  const wanted = readRules(request, Rule);
  refuseRulesOfRoom(event, wanted);
  const { rules, version, newSecrets } = await setHandovers(deps, event.id, wanted, {
    organizer,
    seenVersion: readVersion(request),
  });
  return handoversReply(deps, event.id, rules, version, newSecrets);
}

/** The hand-overs of an event, as they are told. */
export async function handoversReply(
  deps: EventDeps,
  eventId: string,
  rules: StoredHandover[],
  version: number,
  newSecrets: Map<string, string>,
): Promise<HttpReply> {
  const shown = rules.map(async (rule) => ({
    ...ruleOf(rule),
    version: rule.version,
    timedAt: rule.timedAt,
    destination: await destinationView(deps, eventId, rule, newSecrets.get(rule.id)),
  }));
  const view: HandoversView = {
    rules: await Promise.all(shown),
    planned: await planned(deps, eventId, rules),
  };
  return json(200, view, { etag: `"${version}"` });
}

type DestinationView = HandoversView['rules'][number]['destination'];

/** Where a rule hands people over to, and whether that is switched on. */
async function destinationView(
  deps: EventDeps,
  eventId: string,
  { id, destination, previousSecret }: StoredHandover,
  newSecret: string | undefined,
): Promise<DestinationView> {
  if ('id' in destination) {
    const kept = await getDestination(deps.table, destination.id);
    if (!kept) return { ...destination, state: 'switched-off', reason: 'The destination was deleted.' };
    const { type, name, enabled, disabledSince, reason } = kept;
    return enabled
      ? { ...destination, type, name, state: 'on' }
      : { ...destination, type, name, state: 'switched-off', reason, since: disabledSince };
  }
  const { type, url } = destination;
  const off = await switchedOff(deps.table, eventId, { id, url });
  const state = off
    ? { state: 'switched-off' as const, reason: off.reason, since: off.switchedOffAt }
    : { state: 'on' as const };
  return { type, url, secret: newSecret, ...state, secretRotatesUntil: previousSecret?.until };
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
  const timed = rules.filter(({ when }) => when === undefined);
  return sessions.flatMap((session) =>
    timed.map((rule) => {
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
