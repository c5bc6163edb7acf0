/**
 * Keys of what links sessions to Zoom.
 *
 * | what                                | where                                  | item      |
 * | ----------------------------------- | -------------------------------------- | --------- |
 * | where a session takes place at Zoom | SESSION#<session> / ZOOM               | zoom-link |
 * | reports to be pulled, by when       | gsi1 ZOOMPULLS / <next pull>#<session> | zoom-link |
 */
import type { IndexKey, Key } from '../../platform/table/key.ts';

export const zoomLinkKey = (sessionId: string): Key => ({ pk: `SESSION#${sessionId}`, sk: 'ZOOM' });

/** As many as there are linked sessions of the next days: a few writes an hour. */
export const zoomPulls = 'ZOOMPULLS';
export const zoomPullKey = (nextAt: string, sessionId: string): IndexKey => ({
  gsi1pk: zoomPulls,
  gsi1sk: `${nextAt}#${sessionId}`,
});
