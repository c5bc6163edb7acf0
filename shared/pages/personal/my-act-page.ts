import { html, pathSegment, type Markup } from '../../platform/html/html.ts';
import type { Locale } from '../../platform/values/locale.ts';
import { formField, type Question } from '../form-field.ts';
import { layout } from '../layout.ts';
import type { MyAct } from './my-registrations-page.ts';
import type { PageError, PageSession } from '../page-inputs.ts';
import { sessionCard } from '../session-card.ts';
import { pageTexts } from '../texts/page-texts-by-locale.ts';
import type { PageTexts } from '../texts/page-texts.ts';

export interface MyActInput {
  locale: Locale;
  title: string;
  token: string;
  act: MyAct;
  /** The date that it is about. */
  session: PageSession;
  /** Of a change: the dates to choose from, the next one first. */
  others?: readonly PageSession[] | undefined;
  /** Of a change: the date that was chosen, which is full. */
  full?: PageSession | undefined;
  /** Of a hand-over: what was typed, and what is wrong with it. */
  values?: Readonly<Record<string, string>> | undefined;
  errors?: readonly PageError[] | undefined;
}

/** Asks once more before somebody changes, cancels or hands over a date of theirs; only its button does anything. */
export function myActPage(input: MyActInput): string {
  const { locale, title, token, act, session, full } = input;
  const texts = pageTexts[locale];
  const { mine } = texts;
  const { heading, text, fields, button } = contentOf(input, texts);
  const body = html`<section class="card sheet stack">
    <div>
      <p class="over" dir="auto">${title}</p>
      <h1>${heading}</h1>
    </div>
    <p><b>${mine.formerDate}</b></p>
    ${sessionCard(session, locale)}
    ${
      full !== undefined &&
      html`<p><b>${mine.newDate}</b></p>
        ${sessionCard({ ...full, full: true }, locale)}`
    }
    <p>${text}</p>
    ${
      button !== undefined &&
      html`<form
        class="stack"
        method="post"
        action="/r/${pathSegment(token)}"
        accept-charset="utf-8"
        data-once="${texts.sending}"
      >
        <input type="hidden" name="action" value="${act}" />
        <input type="hidden" name="date" value="${session.id}" />
        ${fields}
        <button class="button" type="submit">${button}</button>
      </form>`
    }
    <a class="button plain" href="/r/${pathSegment(token)}">${mine.back}</a>
  </section>`;
  return layout({ locale, title: `${heading} · ${title}`, body });
}

interface Content {
  heading: string;
  text: string;
  fields?: Markup | readonly Markup[];
  /** None where there is nothing to press. */
  button?: string;
}

function contentOf(input: MyActInput, texts: PageTexts): Content {
  const { mine } = texts;
  switch (input.act) {
    case 'change':
      return changing(input, texts);
    case 'cancel':
      return { heading: mine.cancelTitle, text: mine.cancelText, button: mine.cancelButton };
    case 'hand-over':
      return {
        heading: mine.handOverTitle,
        text: mine.handOverText,
        fields: colleague(input, texts),
        button: mine.handOverButton,
      };
  }
}

function changing({ others = [], full, locale }: MyActInput, { mine }: PageTexts): Content {
  if (full !== undefined)
    return {
      heading: mine.fullTitle,
      text: mine.fullText,
      fields: html`<input type="hidden" name="to" value="${full.id}" />
        <input type="hidden" name="wait" value="yes" />`,
      button: mine.fullButton,
    };
  if (others.length === 0) return { heading: mine.changeTitle, text: mine.noOther };
  const first = others.find((one) => one.full !== true) ?? others[0];
  const card = (one: PageSession) => {
    const on = one === first && html` checked`;
    return sessionCard(one, locale, html`<input type="radio" name="to" value="${one.id}" required${on} />`);
  };
  return {
    heading: mine.changeTitle,
    text: mine.changeText,
    fields: html`<fieldset class="field dates">
      <legend>${mine.newDate}</legend>
      ${others.map(card)}
    </fieldset>`,
    button: mine.changeButton,
  };
}

function colleague(input: MyActInput, texts: PageTexts): Markup[] {
  const question = (name: 'email' | 'firstName' | 'lastName', label: string): Question => ({
    ...{ post: name, id: name },
    field: { name, label, type: name === 'email' ? 'email' : 'text', required: name === 'email' },
    value: input.values?.[name] ?? '',
    error: errorText(
      input.errors?.find(({ field }) => field === name),
      texts,
    ),
    autocomplete: 'off',
    ...(name === 'email' && { placeholder: texts.emailExample }),
  });
  return [
    question('email', texts.mine.colleagueEmail),
    question('firstName', texts.firstName),
    question('lastName', texts.lastName),
  ].map((one) => formField(one, texts));
}

function errorText(error: PageError | undefined, texts: PageTexts): string | undefined {
  switch (error?.code) {
    case undefined:
      return undefined;
    case 'required':
    case 'invalid-type':
      return texts.required;
    case 'address-in-use':
      return texts.mine.ownAddress;
    case 'business-address':
      return texts.errors.business;
    case 'too-big':
      return texts.errors.length;
    case 'email-missing':
    case 'email-invalid':
      return texts.errors.email;
    default:
      return texts.invalid;
  }
}
