import { html, safeUrl, type Markup } from '../../platform/html/html.ts';
import type { Locale } from '../../platform/values/locale.ts';
import { layout } from '../layout.ts';
import type { PageSession } from '../page-inputs.ts';
import { sessionCard } from '../session-card.ts';
import { moderatorPageTexts } from '../texts/moderator-page-texts.ts';
import { pageTexts } from '../texts/page-texts-by-locale.ts';

interface ModeratedSession extends PageSession {
  /** A room, which has no date. */
  isAlwaysOpen?: boolean | undefined;
  state: 'scheduled' | 'live' | 'ended' | 'cancelled';
  /** Only `https:` links are shown. */
  roomUrl?: string | undefined;
  /** Where moderators go, if not there. */
  moderatorUrl?: string | undefined;
}

interface ModeratorPageInput {
  locale: Locale;
  title: string;
  role: 'team' | 'speaker';
  sessions: readonly ModeratedSession[];
}

/** The page of a moderator's link: the way into the room of each session, also before it opens for everybody. */
export function moderatorPage({ locale, title, role, sessions }: ModeratorPageInput): string {
  const texts = moderatorPageTexts[locale];
  const body = html`<section class="card sheet stack">
    <div>
      <p class="over">${texts[role]}</p>
      <h1 dir="auto">${title}</h1>
    </div>
    ${sessions.length === 0 && html`<p>${texts.none}</p>`}
    ${sessions.map((session) => html`${session.isAlwaysOpen !== true && sessionCard(session, locale)} ${wayIn(session, locale)}`)}
    <p class="hint">${texts.keep}</p>
  </section>`;
  return layout({ locale, title, body });
}

function wayIn({ state, roomUrl, moderatorUrl = roomUrl }: ModeratedSession, locale: Locale): Markup {
  const texts = moderatorPageTexts[locale];
  if (state === 'cancelled') return html`<p>${texts.cancelled}</p>`;
  if (state === 'ended') return html`<p>${texts.over}</p>`;
  const link = moderatorUrl === undefined ? undefined : safeUrl(moderatorUrl);
  if (link === undefined || link.startsWith('/')) return html`<p>${pageTexts[locale].roomMissing}</p>`;
  return html`${state === 'scheduled' && html`<p class="hint">${texts.early}</p>`}
    <a class="button" href="${link}" rel="noreferrer">${texts.enter}</a>`;
}
