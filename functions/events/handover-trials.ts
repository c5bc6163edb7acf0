import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { comingSessions, getSession, listSessions } from '../../shared/events/table/session-items.ts';
import { HandoverPreset, ruleOfPreset } from '../../shared/handovers/domain/handover-preset.ts';
import type { HandoverRule } from '../../shared/handovers/domain/handover-rule.ts';
import { getHandovers, ruleOf } from '../../shared/handovers/table/handover-items.ts';
import { previewHandover } from '../../shared/handovers/usecases/preview-handover.ts';
import { setHandovers } from '../../shared/handovers/usecases/set-handovers.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  readId,
  readJson,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { refuseAddresses } from './check-handover-url.ts';
import type { EventDeps } from './deps.ts';
import { findEvent } from './events.ts';
import { HandoverTrial, PresetBody, type TrialView } from './routes/handover-trial-routes.ts';
import { handoversReply } from './rules.ts';

/** Adds the rule of a preset to the hand-overs of an event, or changes it. */
export async function addPreset(deps: EventDeps, request: OrganizerRequest): Promise<HttpReply> {
  const event = await findEvent(deps, request);
  const preset = HandoverPreset.parse(readId(request, 'preset', HandoverPreset));
  const draft = readJson(request, PresetBody);
  refuseAddresses([draft.destination], deps.exemptHosts, () => 'destination.url');
  const rule = ruleOfPreset(preset, draft);
  const before = await getHandovers(deps.table, event.id);
  const others = before.rules.filter(({ id }) => id !== rule.id).map(ruleOf);
  const { rules, version, newSecrets } = await setHandovers(deps, event.id, [...others, rule], {
    organizer: request.organizer,
    seenVersion: before.version,
  });
  return handoversReply(deps, event.id, rules, version, newSecrets);
}

/** Tells whom a hand-over would be of, and shows what would be sent of one of them. */
export async function tryHandover(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const event = await findEvent(deps, request);
  const { ruleId, rule, sessionId, participantId } = readJson(request, HandoverTrial);
  const session = await sessionOf(deps, event, sessionId);
  const meant = rule ?? (await ruleNamed(deps, event, ruleId));
  const { looked, ...preview } = await previewHandover(deps, meant, { event, session, participantId });
  const view: TrialView = { ...preview, looked, sessionId: session.id };
  return json(200, view);
}

async function ruleNamed(deps: EventDeps, event: Event, ruleId: string | undefined): Promise<HandoverRule> {
  const { rules } = await getHandovers(deps.table, event.id);
  const found = ruleId === undefined ? rules[0] : rules.find(({ id }) => id === ruleId);
  if (found) return ruleOf(found);
  throw new Refusal('invalid-input', 'There is no such hand-over.', [
    { field: 'ruleId', code: 'invalid-value', message: 'Name a hand-over of the event, or give a `rule`.' },
  ]);
}

/** The session that is named, else the next one, else the last one that was. */
async function sessionOf(deps: EventDeps, event: Event, sessionId: string | undefined): Promise<Session> {
  if (sessionId !== undefined) {
    const named = await getSession(deps.table, sessionId);
    if (named?.eventId === event.id) return named;
    throw new Refusal('invalid-input', 'There is no such session.', [
      { field: 'sessionId', code: 'unknown-session', message: 'The event has no such session.' },
    ]);
  }
  const [next] = await comingSessions(deps.table, event.id, deps.now());
  const [last] = next ? [next] : (await listSessions(deps.table, event.id, undefined, 1)).sessions;
  if (last) return last;
  throw new Refusal('conflict', 'The event has no session yet. Plan one first.');
}
