import { html, raw, type Markup } from '../platform/html/html.ts';
import type { Locale } from '../platform/values/locale.ts';
import { formatDuration } from '../platform/time/format-duration.ts';
import type { PageSession } from './page-inputs.ts';
import { sessionTime } from './session-time.ts';
import { pageTexts } from './texts/page-texts-by-locale.ts';

/** A session's calendar leaf, name and time; `choice` (a checkbox) makes the whole card its label. */
export function sessionCard(session: PageSession, locale: Locale, choice?: Markup): Markup {
  const texts = pageTexts[locale];
  const time = sessionTime(session, locale);
  const content = html`${choice}
    <span class="leaf" aria-hidden="true"><i>${time.month}</i><b>${time.day}</b><u>${time.weekday}</u></span>
    <span class="when">
      ${hasText(session.name) && html`<span class="name" dir="auto">${session.name}</span>`}
      <time datetime="${session.startsAtUtc}" data-wall="${session.startsAt.slice(0, 16)}">
        <span>${time.date}</span><b>${time.time}</b> · ${formatDuration(session.durationMinutes, locale)}
      </time>
      <span class="hint">${time.zone}</span>
      ${yours(session, texts.yourTime)}
      ${session.full === true && html`<span class="full">${texts.full}</span>`}
    </span>`;
  const card =
    choice === undefined
      ? html`<div class="date">${content}</div>`
      : html`<label class="date">${content}</label>`;
  // A page may have a hundred of them.
  return raw(card.text.replaceAll(/\n\s*/g, '\n'));
}

function hasText(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}

/** Filled by script with the browser's own zone; without it there is what is known of the visitor. */
function yours({ yourTime }: PageSession, label: string): Markup {
  return yourTime === undefined
    ? html`<span class="hint" data-yours="${label}" hidden></span>`
    : html`<span class="hint" data-yours="${label}">${label} ${yourTime}</span>`;
}
