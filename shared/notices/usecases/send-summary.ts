import type { Event } from '../../events/domain/event.ts';
import { getEvents } from '../../events/table/event-items.ts';
import type { Mail } from '../../mail/render/mail.ts';
import { mailboxUrl } from '../../mail/usecases/organizers/mailbox-link.ts';
import type { MailDeps } from '../../mail/usecases/registrant-mail.ts';
import {
  sendToOrganizer,
  type OrganizerMailOutcome,
} from '../../mail/usecases/organizers/send-to-organizer.ts';
import type { Table } from '../../platform/table/table.ts';
import { formatDay } from '../../platform/time/format-day.ts';
import { idDigits } from '../../platform/values/ids.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import type { Statistics } from '../../statistics/domain/statistics.ts';
import { eventStatistics } from '../../statistics/usecases/show-statistics.ts';
import { isAbout } from '../domain/notice.ts';
import { noticeMail } from '../render/notice-mail.ts';
import { noticeTexts } from '../render/notice-texts.ts';
import { eventsOfDay } from '../table/act-items.ts';
import { getNotice, noteSummarized } from '../table/notice-items.ts';
import type { SummaryDue } from './notice-message.ts';

type Deps = MailDeps & { table: Table };

/** Events that are looked at for one summary, the latest first, and that it shows: reading one costs 32 queries. */
const MOST_LOOKED_AT = 500;
const MOST_EVENTS = 25;
const AT_ONCE = 4;

const numbers = ['visits', 'registrations', 'confirmed', 'pending', 'waiting', 'cancelled'] as const;

/** Mails an organizer the numbers of a day, once, if they still want it and if anything happened. */
export async function sendSummary(deps: Deps, message: SummaryDue): Promise<OrganizerMailOutcome> {
  const { noticeId, day } = message.summaryDue;
  const notice = await getNotice(deps.table, noticeId);
  if (!notice?.mail?.daily) return 'not-wanted';
  const outcome = await sendToOrganizer(deps, {
    ...{ messageId: `summary-${idDigits(noticeId)}-${day}`, message, addressId: notice.mail.addressId },
    compose: () => composeNow(deps, noticeId, day),
  });
  await noteSummarized(deps.table, noticeId, day);
  return outcome;
}

async function composeNow(deps: Deps, noticeId: string, day: string): Promise<Mail | undefined> {
  const { mail } = (await getNotice(deps.table, noticeId)) ?? {};
  if (!mail?.daily) return undefined;
  const active = await eventsOfDay(deps.table, day, MOST_LOOKED_AT);
  const meant = active.filter((eventId) => isAbout(mail, eventId)).slice(0, MOST_EVENTS);
  const told = (await readDay(deps, meant, day)).filter(
    ({ statistics }) => statistics.registrations > 0 || statistics.visits > 0,
  );
  if (told.length === 0) return undefined;
  const { locale } = mail;
  const texts = noticeTexts[locale];
  const shownDay = formatDay(day, locale);
  const registrations = told.reduce((sum, { statistics }) => sum + statistics.registrations, 0);
  return noticeMail({
    ...{ to: mail.address, from: deps.from, locale, heading: texts.summaryHeading },
    subject: texts.summarySubject.replace('{day}', shownDay).replace('{count}', String(registrations)),
    about: texts.summaryDay.replace('{day}', shownDay),
    sections: told.map(({ event, statistics }) => ({
      title: event.title,
      groups: numbers.map((name) => ({ label: texts.numbers[name], count: statistics[name] })),
    })),
    stopUrl: mailboxUrl(deps, mail.addressId, mail.address),
  });
}

async function readDay(
  deps: Deps,
  eventIds: string[],
  day: string,
): Promise<{ event: Event; statistics: Statistics }[]> {
  const read: { event: Event; statistics: Statistics }[] = [];
  await inParallel(await getEvents(deps.table, eventIds), AT_ONCE, async (event) => {
    read.push({ event, statistics: await eventStatistics(deps, event, { from: day, to: day }) });
  });
  return read.sort((a, b) => b.statistics.registrations - a.statistics.registrations);
}
