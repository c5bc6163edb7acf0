import { html, pathSegment, type Markup } from '../../platform/html/html.ts';
import { layout } from '../layout.ts';
import { maskEmail } from '../mask-email.ts';
import type { PersonPreferenceAction, PersonPreferencesInput } from '../page-inputs.ts';
import { pageTexts } from '../texts/page-texts-by-locale.ts';

/**
 * The preferences page of a person: everything they receive, event by event. Opening it changes nothing; each button posts
 * to /u/{token}.
 */
export function personPreferencesPage(input: PersonPreferencesInput): string {
  const { locale, email, optedOutOfAll, events } = input;
  const texts = pageTexts[locale];
  const body = html`<section class="card sheet stack">
    <div>
      <h1>${texts.preferencesTitle}</h1>
      <p class="lead">
        ${email === undefined ? texts.formerLink : html`${texts.preferencesFor} <b>${maskEmail(email)}</b>`}
      </p>
    </div>
    ${input.done !== undefined && html`<p class="note" role="status">${doneText(input)}</p>`}
    <p>${optedOutOfAll ? texts.stateAllOff : texts.stateAllOn}</p>
    ${!optedOutOfAll && button(input, 'unsubscribe-all', texts.unsubscribeAll, texts.unsubscribeAllHint)}
    ${optedOutOfAll && email !== undefined && button(input, 'resubscribe-all', texts.resubscribeAll, texts.resubscribeAllHint)}
    ${events.map(
      (event, index) =>
        html`<div class="stack">
          <h2 dir="auto" id="event-${index}">${event.title}</h2>
          <p>${event.optedOut ? texts.stateEventOff : texts.stateOn}</p>
          ${event.optedOut ? button(input, 'resubscribe', texts.resubscribe, undefined, { ...event, index }) : button(input, 'unsubscribe-event', texts.unsubscribeEvent, undefined, { ...event, index })}
        </div>`,
    )}
  </section>`;
  return layout({ locale, title: texts.preferencesTitle, body });
}

function button(
  { token, locale }: PersonPreferencesInput,
  action: PersonPreferenceAction,
  label: string,
  hint: string | undefined,
  event?: { id: string; index: number },
): Markup {
  // Several buttons say the same: which event they mean is told to those who do not see what stands above.
  const describedBy = event ? `event-${event.index}` : `${action}-hint`;
  return html`<form method="post" action="/u/${pathSegment(token)}" data-once="${pageTexts[locale].sending}">
    <input type="hidden" name="action" value="${action}" />
    ${event && html`<input type="hidden" name="event" value="${event.id}" />`}
    <button
      class="button${action !== 'unsubscribe-all' && ' plain'}"
      type="submit"
      aria-describedby="${describedBy}"
    >
      ${label}
    </button>
    ${hint !== undefined && html`<p class="hint under" id="${describedBy}">${hint}</p>`}
  </form>`;
}

function doneText({ locale, done }: PersonPreferencesInput): string {
  const texts = pageTexts[locale];
  switch (done) {
    case 'unsubscribe-event':
      return texts.doneUnsubscribeEvent;
    case 'resubscribe':
      return texts.doneResubscribe;
    case 'resubscribe-all':
      return texts.doneResubscribeAll;
    case 'unsubscribe-all':
    case undefined:
      return texts.doneUnsubscribeAll;
  }
}
