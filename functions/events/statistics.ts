import { json } from '../../shared/platform/runtime/http-function.ts';
import { readValue, type HttpReply, type HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { eventStatistics, sessionStatistics } from '../../shared/statistics/usecases/show-statistics.ts';
import type { EventDeps } from './deps.ts';
import { findEvent } from './events.ts';
import { DaysQuery } from './routes/statistics-routes.ts';
import { findSession } from './sessions.ts';

const daysOf = ({ query }: HttpRequest) => readValue({ from: query['from'], to: query['to'] }, DaysQuery);

export async function showEventStatistics(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const event = await findEvent(deps, request);
  return json(200, await eventStatistics(deps, event, daysOf(request)));
}

export async function showSessionStatistics(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const session = await findSession(deps, request);
  return json(200, await sessionStatistics(deps, session, daysOf(request)));
}
