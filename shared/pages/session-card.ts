import { html, type Markup } from '../platform/html/html.ts';
import type { Locale } from '../platform/values/locale.ts';
import type { PageSession } from './page-inputs.ts';
import { sessionTime } from './session-time.ts';
import { pageTexts } from './texts/page-texts-by-locale.ts';
import type { PageTexts } from './texts/page-texts.ts';

/** A session's calendar leaf, name and time; `choice` (a checkbox) makes the whole card its label. */
export function sessionCard(session: PageSession, locale: Locale, choice?: Markup): Markup {
  const texts = pageTexts[locale];
  const time = sessionTime(session, locale);
  const content = html`${choice}
    <span class="leaf" aria-hidden="true"><i>${time.month}</i><b>${time.day}</b><u>${time.weekday}</u></span>
    <span class="when">
      ${hasText(session.name) && html`<span class="name" dir="auto">${session.name}</span>`}
      <time datetime="${session.startsAtUtc}" data-wall="${session.startsAt.slice(0, 16)}">
        <span>${time.date}</span><b>${time.time}</b> · ${durationLabel(session.durationMinutes, texts)}
      </time>
      <span class="hint">${time.zone}</span>
      <span class="hint" data-yours="${texts.yourTime}" hidden></span>
      ${session.full === true && html`<span class="full">${texts.full}</span>`}
    </span>`;
  return choice === undefined
    ? html`<div class="date">${content}</div>`
    : html`<label class="date">${content}</label>`;
}

function hasText(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}

function durationLabel(minutes: number, texts: PageTexts): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [
    hours > 0 && `${hours} ${texts.hours}`,
    (rest > 0 || hours === 0) && `${rest} ${texts.minutes}`,
  ];
  return parts.filter((part) => part !== false).join(' ');
}
