import { html, pathSegment, type Markup } from './html.ts';
import { layout } from './layout.ts';
import { maskEmail } from './mask-email.ts';
import type { PersonPreferenceAction, PersonPreferencesInput } from './page-inputs.ts';
import { pageTexts } from './texts/page-texts.ts';

/** What a person receives at all, and of each event. Opening it changes nothing; each button posts to /u/{token}. */
export function personPreferencesPage(input: PersonPreferencesInput): string {
  const { locale, email, optedOutOfAll, events } = input;
  const texts = pageTexts[locale];
  const body = html`<section class="card sheet stack">
    <div>
      <h1>${texts.preferencesTitle}</h1>
      <p class="lead">
        ${email === undefined ? texts.formerAddress : html`${texts.preferencesFor} <b>${maskEmail(email)}</b>`}
      </p>
    </div>
    ${input.done !== undefined && html`<p class="note" role="status">${doneText(input)}</p>`}
    <p>${optedOutOfAll ? texts.stateAllOff : texts.stateAllOn}</p>
    ${!optedOutOfAll && button(input, 'unsubscribe-all', texts.unsubscribeAll, texts.unsubscribeAllHint)}
    ${optedOutOfAll && email !== undefined && button(input, 'resubscribe-all', texts.resubscribeAll, texts.resubscribeAllHint)}
    ${events.map(
      (event) =>
        html`<div class="stack">
          <h2 dir="auto">${event.title}</h2>
          <p>${event.optedOut ? texts.stateEventOff : texts.stateOn}</p>
          ${event.optedOut ? button(input, 'resubscribe', texts.resubscribe, undefined, event.id) : button(input, 'unsubscribe-event', texts.unsubscribeEvent, undefined, event.id)}
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
  eventId?: string,
): Markup {
  return html`<form method="post" action="/u/${pathSegment(token)}" data-once="${pageTexts[locale].sending}">
    <input type="hidden" name="action" value="${action}" />
    ${eventId !== undefined && html`<input type="hidden" name="event" value="${eventId}" />`}
    <button class="button${action !== 'unsubscribe-all' && ' plain'}" type="submit">${label}</button>
    ${hint !== undefined && html`<p class="hint under">${hint}</p>`}
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
