import type { ZoomKind, ZoomMeeting } from './zoom-meeting.ts';

const PAGE_SIZE = 300;

/**
 * An instance's UUID as it stands in a path: encoded twice if it begins with "/" or holds "//", else once
 * (https://developers.zoom.us/docs/api/using-zoom-apis/#meeting-id-and-uuid).
 */
export function pathOfUuid(uuid: string): string {
  const once = encodeURIComponent(uuid);
  return uuid.startsWith('/') || uuid.includes('//') ? encodeURIComponent(once) : once;
}

/** Every time that a webinar or meeting of this number took place. By its number alone Zoom tells of the latest only. */
export const instancesPath = ({ kind, number }: ZoomMeeting): string => `/past_${kind}s/${number}/instances`;

/** A page of who was there, one entry a join. `next` is valid for 15 minutes. */
export function participantsPath(kind: ZoomKind, uuid: string, next?: string): string {
  const query = new URLSearchParams({ page_size: String(PAGE_SIZE), include_fields: 'registrant_id' });
  if (next) query.set('next_page_token', next);
  return `/report/${kind}s/${pathOfUuid(uuid)}/participants?${query.toString()}`;
}
