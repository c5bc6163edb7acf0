import type { Event } from '../events/domain/event.ts';
import { pageHeaders } from './page-headers.ts';

/** Headers of the pages on which people register: those sites may show them that the event names. */
export const eventPageHeaders = ({
  allowedOrigins,
  thankYouUrl,
  look,
}: Pick<Event, 'allowedOrigins' | 'thankYouUrl' | 'look'>): Record<string, string> =>
  pageHeaders({
    framedBy: allowedOrigins,
    formTargets: thankYouUrl === undefined ? [] : [thankYouUrl],
    look,
  });
