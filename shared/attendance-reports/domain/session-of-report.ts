import type { WrittenMeeting } from './report.ts';
import type { ReportSession } from './report-settings.ts';
import { foldedName } from './people/name-forms.ts';

/** A session that a report may be of. */
export interface SessionInQuestion extends ReportSession {
  /** The title of its event. */
  title: string;
  roomUrl?: string | undefined;
}

/** The number of the meeting or webinar that a room's address leads to: `https://zoom.us/j/81234567890`. */
const ROOM_ID = /\/(?:j|w|s|wc|my|meeting|webinar)\/(?:join\/|register\/)?(\d{9,12})(?:\D|$)/u;

const roomIdOf = ({ roomUrl }: Pick<SessionInQuestion, 'roomUrl'>): string | undefined =>
  ROOM_ID.exec(roomUrl ?? '')?.[1];

/** Whether the report says that it is of a meeting in another room than the session was in. */
export function isOfOtherRoom({ id }: WrittenMeeting, session: Pick<SessionInQuestion, 'roomUrl'>): boolean {
  const room = roomIdOf(session);
  return id !== undefined && room !== undefined && room !== id;
}

/**
 * Of sessions that began when the report did, those that it is of by all that it says: the one whose room it names, else those of
 * its topic, else all of them.
 */
export function likeliest<S extends SessionInQuestion>(
  { id, topic }: WrittenMeeting,
  sessions: readonly S[],
): S[] {
  const inRoom = sessions.filter((session) => id !== undefined && roomIdOf(session) === id);
  if (inRoom.length > 0) return inRoom;
  const open = sessions.filter((session) => roomIdOf(session) === undefined || id === undefined);
  const named = foldedName(topic ?? '');
  const onTopic = open.filter(
    ({ name, title }) => named !== '' && [name, title].some((one) => foldedName(one) === named),
  );
  return onTopic.length > 0 ? onTopic : open;
}
