import * as z from 'zod';
import {
  DestinationId,
  rotatesUntil,
  type Destination,
} from '../../shared/destinations/domain/destination.ts';
import { DestinationDraft, DestinationPatch } from '../../shared/destinations/domain/destination-draft.ts';
import { FileSettings } from '../../shared/destinations/domain/destination-settings.ts';
import { getDestination, listDestinations } from '../../shared/destinations/table/destination-items.ts';
import {
  changeDestination,
  enableDestination,
  refuseChanged,
  removeDestination,
} from '../../shared/destinations/usecases/change-destination.ts';
import { createDestination } from '../../shared/destinations/usecases/create-destination.ts';
import { exportField, fieldNames } from '../../shared/exports/domain/export-fields.ts';
import { Refusal, type FieldError } from '../../shared/platform/problems/refusal.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  readId,
  readJson,
  readVersion,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { listReply, readListPosition } from '../../shared/platform/runtime/list-page.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import type { EventDeps } from './deps.ts';
import type { DestinationView, TestView } from './routes/destination-routes.ts';

export async function listAllDestinations(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const keys = await deps.linkKeys();
  const { limit, position } = readListPosition(request, keys, 'destinations', z.string());
  const { destinations, next } = await listDestinations(deps.table, position, limit);
  const views = destinations.map((one) => viewOf(one, deps.now()));
  return listReply(keys, 'destinations', views, next);
}

export async function makeDestination(deps: EventDeps, request: OrganizerRequest): Promise<HttpReply> {
  const draft = readJson(request, DestinationDraft);
  if (draft.type === 'file') refuseColumns(draft.settings.fields);
  const { destination, newSecret } = await createDestination(deps, draft, request.organizer);
  return reply(deps, 201, destination, { location: `/v1/destinations/${destination.id}` }, newSecret);
}

export async function showDestination(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  return reply(deps, 200, await findDestination(deps, request));
}

export async function patchDestination(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const patch = readJson(request, DestinationPatch);
  const seen = await findSeen(deps, request);
  if (seen.type === 'file') refuseColumns(FileSettings.safeParse(patch.settings).data?.fields);
  return reply(deps, 200, await changeDestination(deps, seen, patch));
}

export async function deleteOneDestination(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  await removeDestination(deps, await findSeen(deps, request));
  return { status: 204 };
}

/** Tries a destination; also one that is switched off, since that is when one wants to know. */
export async function testOneDestination(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const { end, ...shown } = await deps.reach.test(await findDestination(deps, request));
  const view: TestView = {
    ok: end.outcome === 'delivered',
    ...('reason' in end && { reason: end.reason }),
    ...shown,
  };
  return json(200, view);
}

export async function switchDestinationOn(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  return reply(deps, 200, await enableDestination(deps, await findDestination(deps, request)));
}

/** Refuses columns that no export has. */
function refuseColumns(fields: string[] = []): void {
  const errors = fields.flatMap((name, index): FieldError[] =>
    exportField(name)
      ? []
      : [
          {
            field: `settings.fields.${index}`,
            code: 'unknown-field',
            message: `Known are ${fieldNames.join(', ')}, and variables.<name>.`,
          },
        ],
  );
  if (errors.length > 0) throw new Refusal('invalid-input', 'The destination needs another look.', errors);
}

async function findSeen(deps: EventDeps, request: HttpRequest): Promise<Destination> {
  const destination = await findDestination(deps, request);
  return (readVersion(request) ?? destination.version) === destination.version
    ? destination
    : refuseChanged();
}

async function findDestination(deps: EventDeps, request: HttpRequest): Promise<Destination> {
  const destination = await getDestination(deps.table, readId(request, 'destinationId', DestinationId));
  if (!destination) throw new Refusal('not-found', 'There is no such destination.');
  return destination;
}

function reply(
  deps: EventDeps,
  status: number,
  destination: Destination,
  headers: Record<string, string> = {},
  newSecret?: string,
): HttpReply {
  const view: DestinationView = {
    ...viewOf(destination, deps.now()),
    ...(newSecret !== undefined && { secret: newSecret }),
  };
  return json(status, view, { ...headers, etag: `"${destination.version}"` });
}

function viewOf(destination: Destination, nowMs: number): DestinationView {
  const { id, type, name, settings, enabled, disabledSince, reason, secretRound, createdAt } = destination;
  const rotates = type === 'webhook' ? rotatesUntil(destination, nowMs) : undefined;
  return {
    ...{ id, type, name, settings, enabled },
    ...(disabledSince !== undefined && { disabledSince, reason }),
    hasSecret: secretRound > 0,
    ...(secretRound > 0 && { secretChangedAt: destination.secretChangedAt }),
    ...(rotates !== undefined && { secretRotatesUntil: rotates }),
    createdAt,
  };
}
