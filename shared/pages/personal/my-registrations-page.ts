import { html, pathSegment, type Markup } from '../../platform/html/html.ts';
import type { Locale } from '../../platform/values/locale.ts';
import { layout } from '../layout.ts';
import { maskEmail } from '../mask-email.ts';
import type { PageSession } from '../page-inputs.ts';
import { sessionCard } from '../session-card.ts';
import type { MyTexts } from '../texts/my-registrations/my-texts.ts';
import { pageTexts } from '../texts/page-texts-by-locale.ts';

/** What registrants may do with a date that they have. */
export type MyAct = 'change' | 'cancel' | 'hand-over';

/** A date that somebody has, or had. */
export interface MyDateOnPage {
  session: PageSession;
  status: keyof MyTexts['statuses'];
  /** The way into the room, for who has a place. */
  joinUrl?: string | undefined;
  /** The date for their calendar, while they have it. */
  calendarUrl?: string | undefined;
  /** What may be done with it. */
  acts: readonly MyAct[];
}

export interface MyRegistrationsInput {
  locale: Locale;
  event: { id: string; title: string };
  /** Whole address; the page masks it. */
  email: string;
  dates: readonly MyDateOnPage[];
  token: string;
  /** What was just done. */
  done?: keyof MyTexts['done'] | undefined;
  /** What was asked for cannot be done. */
  isRefused?: boolean | undefined;
}

/** "My registrations" of an event. Opening it changes nothing; each act has a page of its own that asks once more. */
export function myRegistrationsPage(input: MyRegistrationsInput): string {
  const { locale, event, email, dates, done, isRefused } = input;
  const { mine } = pageTexts[locale];
  const body = html`<section class="card sheet stack">
    <div>
      <p class="over" dir="auto">${event.title}</p>
      <h1>${mine.title}</h1>
      <p class="lead">${mine.for} <b>${maskEmail(email)}</b></p>
    </div>
    ${done !== undefined && html`<p class="note" role="status">${mine.done[done]}</p>`}
    ${isRefused === true && html`<p class="alert" role="alert">${mine.closed}</p>`}
    ${dates.length === 0 && html`<p>${mine.none}</p>`} ${dates.map((date) => dateBlock(date, input, mine))}
    <a class="button plain" href="/e/${pathSegment(event.id)}">${mine.registerMore}</a>
  </section>`;
  return layout({ locale, title: `${mine.title} · ${event.title}`, body });
}

function dateBlock(date: MyDateOnPage, { locale, token }: MyRegistrationsInput, mine: MyTexts): Markup {
  const { session, status, joinUrl, calendarUrl, acts } = date;
  const labels = { change: mine.change, cancel: mine.cancel, 'hand-over': mine.handOver };
  return html`<section class="stack">
    ${sessionCard(session, locale)}
    <p><b>${mine.statuses[status]}</b></p>
    ${joinUrl !== undefined && html`<a class="button" href="${joinUrl}">${mine.join}</a>`}
    ${calendarUrl !== undefined && html`<a class="button plain" href="${calendarUrl}">${pageTexts[locale].addToCalendar}</a>`}
    ${acts.map((act) => html`<a class="button plain" href="${actUrl(token, act, session.id)}">${labels[act]}</a>`)}
  </section>`;
}

/** The page that asks once more before an act. */
const actUrl = (token: string, act: MyAct, sessionId: string): string =>
  `/r/${pathSegment(token)}?do=${act}&date=${pathSegment(sessionId)}`;
