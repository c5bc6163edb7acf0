import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Registration } from '../../../shared/registrations/domain/registration.ts';
import { stamp } from '../../../shared/platform/table/item.ts';
import {
  personRegistrationKey,
  registrationKey,
} from '../../../shared/registrations/table/registration-keys.ts';
import type { BenchCloud } from './bench-cloud.ts';
import { peopleItems } from './people.ts';

const DAY = 86_400_000;

export interface CrowdedSession {
  eventId: string;
  sessionId: string;
}

/** A new event with one session, so many days from now. */
export async function newSession(cloud: BenchCloud, days: number): Promise<CrowdedSession> {
  const event = await cloud.call('POST', '/v1/events', { title: 'Fan-out', timeZone: 'UTC' });
  const startsAt = new Date(Date.now() + days * DAY).toISOString().slice(0, 16);
  const session = await cloud.call('POST', `/v1/events/${String(event['id'])}/sessions`, { startsAt });
  return { eventId: String(event['id']), sessionId: String(session['id']) };
}

/** The items that the registration of each of `peopleItems(tag, count)` writes. */
export function registrationItems(
  { eventId, sessionId }: CrowdedSession,
  tag: string,
  count: number,
): Record<string, AttributeValue>[] {
  const createdAt = new Date().toISOString();
  return peopleItems(tag, count).map((person) => {
    const registration: Registration = {
      participantId: person['id']?.S ?? '',
      sessionId,
      eventId,
      email: person['email']?.S ?? '',
      status: 'registered',
      source: 'self-registration',
      answers: {},
      createdAt,
      linkEpoch: 1,
      mailRound: 1,
    };
    return marshall({
      ...registrationKey(sessionId, registration.participantId),
      ...personRegistrationKey(registration.participantId, createdAt, sessionId),
      ...stamp('registration'),
      ...registration,
    });
  });
}

/** The schedule of a session's rule, without the tag of its group. */
export const scheduleOf = ({ sessionId }: CrowdedSession, ruleId: string): string =>
  `${sessionId.slice('ses_'.length)}-${ruleId}`;
