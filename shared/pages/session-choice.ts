import { html, type Markup } from '../platform/html/html.ts';
import type { PageSession, RegistrationPageInput } from './page-inputs.ts';
import { sessionCard } from './session-card.ts';
import type { PageTexts } from './texts/page-texts.ts';

/** The one date there is, which nobody has to choose. */
export function onlySession(only: PageSession, { locale }: RegistrationPageInput): Markup {
  return html`<input type="hidden" name="sessionIds" value="${only.id}" />${sessionCard(only, locale)}`;
}

/** Dates to choose from, in order of time; where there are many, most of them lie folded. */
export function sessionChoice(input: RegistrationPageInput, texts: PageTexts): Markup {
  const sessions = input.sessions.toSorted((a, b) => Date.parse(a.startsAtUtc) - Date.parse(b.startsAtUtc));
  const chosen = chosenSessions(input, sessions);
  const open = openDates(sessions, chosen);
  const card = (session: PageSession) => {
    const id = session === open[0] && html` id="sessions"`;
    const on = chosen.has(session.id) && html` checked`;
    const box = html`<input type="checkbox" name="sessionIds" value="${session.id}" ${id}${on} />`;
    return sessionCard(session, input.locale, box);
  };
  const rest = sessions.filter((session) => !open.includes(session));
  return html`<fieldset class="field dates">
    <legend>${texts.chooseSessions}</legend>
    ${open.map(card)} ${moreDates(rest.map(card), texts)}
  </fieldset>`;
}

function moreDates(cards: readonly Markup[], texts: PageTexts): Markup | false {
  if (cards.length === 0) return false;
  return html`<details>
    <summary>${texts.moreDates} ${cards.length}</summary>
    <div>${cards}</div>
  </details>`;
}

/** So many dates lie open; one more is not worth folding. */
const DATES_IN_SIGHT = 3;

/** Those that are chosen, and the next ones; the others lie folded. */
function openDates(sessions: readonly PageSession[], chosen: ReadonlySet<string>): readonly PageSession[] {
  if (sessions.length <= DATES_IN_SIGHT + 1) return sessions;
  const isChosen = ({ id }: PageSession) => chosen.has(id);
  const room = Math.max(0, DATES_IN_SIGHT - sessions.filter(isChosen).length);
  const next = new Set(sessions.filter((session) => !isChosen(session)).slice(0, room));
  return sessions.filter((session) => isChosen(session) || next.has(session));
}

function chosenSessions(
  { values, query }: RegistrationPageInput,
  sessions: readonly PageSession[],
): ReadonlySet<string> {
  const posted = values?.['sessionIds'];
  if (posted !== undefined) return new Set(typeof posted === 'string' ? [posted] : posted);
  const asked = sessions.find(({ id }) => id === query?.['session']);
  if (asked) return new Set([asked.id]);
  const next = sessions.find((session) => session.full !== true) ?? sessions[0];
  return new Set(next === undefined ? [] : [next.id]);
}
