import { errorSummary, errorText } from './form-errors.ts';
import { formField, type Question } from './form-field.ts';
import { utmNames } from '../people/domain/participant.ts';
import {
  basicFields,
  foldedFields,
  type BasicField,
  type FormPersonField,
} from '../person-fields/domain/person-field-names.ts';
import { personFields } from '../person-fields/domain/person-fields.ts';
import { html, pathSegment, type Markup } from '../platform/html/html.ts';
import { layout } from './layout.ts';
import { description } from './description.ts';
import type { FormField } from '../events/domain/form-field.ts';
import { isStraightIn } from '../events/domain/room.ts';
import { formatInstant } from '../platform/time/format-instant.ts';
import type { RegistrationPageInput } from './page-inputs.ts';
import { onlySession, sessionChoice } from './session-choice.ts';
import { pageTexts } from './texts/page-texts-by-locale.ts';
import type { PageTexts } from './texts/page-texts.ts';

type Input = RegistrationPageInput;

/** Longer ones are set smaller. */
const LONG_TITLE = 60;

/**
 * The registration page of an event: a plain form that needs no script. Shows the posted `values` and `errors` again
 * when given. What few people need lies folded, so that the form stays short.
 */
export function registrationPage(input: Input): string {
  const { event, locale } = input;
  const texts = pageTexts[locale];
  const closed = closedTexts(input, texts);
  const embedded = isEmbedded(input);
  const body = html`${embedded ? html`<h1 class="away" lang="${event.locale ?? locale}">${event.title}</h1>` : intro(input)}
  ${closed ? closedCard(closed) : form(input, texts)}`;
  const { title, look } = event;
  return layout({ locale, title, body, look, embedded, width: 'wide', indexed: !embedded });
}

/** Within a page of another site, which says itself what it is about. */
export const isEmbedded = ({ query }: Pick<Input, 'query'>): boolean => query?.['embed'] === '1';

function intro({ event, locale }: Input): Markup {
  const picture = event.look?.picture;
  return html`<header class="intro" lang="${event.locale ?? locale}">
    ${picture !== undefined && html`<img class="picture" src="${picture}" alt="" referrerpolicy="no-referrer" />`}
    <h1 dir="auto" class="${event.title.length > LONG_TITLE ? 'long' : ''}">${event.title}</h1>
    ${description(event.description, locale)}
  </header>`;
}

/** What stands in the place of the form while nobody can register. */
function closedTexts(
  { event, sessions, door = 'open', locale }: Input,
  texts: PageTexts,
): { title: string; text: string } | undefined {
  const { opensAt } = event.registration ?? {};
  if (door === 'not-open-yet' && opensAt !== undefined) {
    const when = formatInstant(Date.parse(opensAt), event.timeZone, locale, 'long');
    return { title: texts.notOpenTitle, text: texts.notOpenText.replace('{when}', () => when) };
  }
  if (door === 'archived') return { title: texts.closedTitle, text: texts.archivedText };
  if (door === 'closed') return { title: texts.closedTitle, text: texts.closedForGoodText };
  const isOpen = event.kind === 'room' || sessions.length > 0;
  return isOpen ? undefined : { title: texts.closedTitle, text: texts.closedText };
}

function closedCard({ title, text }: { title: string; text: string }): Markup {
  return html`<section class="card">
    <h2>${title}</h2>
    <p class="lead">${text}</p>
  </section>`;
}

/** The address is asked for first, so that it is in sight on a phone, however many dates there are to choose from. */
function form(input: Input, texts: PageTexts): Markup {
  const [only, ...others] = input.sessions;
  const email = contactQuestion('email', input, texts);
  const basics = basicQuestions(input, texts);
  const own = ownQuestions(input, texts);
  const consents = consentQuestions(input, texts);
  const act = isStraightIn(input.event) ? texts.enterRoom : texts.register;
  const all = [email, ...basics.open, ...own, ...basics.folded, ...consents];
  return html`<form
    class="card stack"
    method="post"
    action="/v1/events/${pathSegment(input.event.id)}/registrations"
    accept-charset="utf-8"
    data-once="${texts.sending}"
    ${leavesFrame(input) && html`target="_top"`}
  >
    ${errorSummary(input.errors ?? [], all, texts)}
    ${only !== undefined && others.length === 0 && onlySession(only, input)} ${formField(email, texts)}
    ${others.length > 0 && sessionChoice(input, texts)}
    ${basics.open.length > 0 && html`<div class="pair">${basics.open.map((one) => formField(one, texts))}</div>`}
    ${own.map((one) => formField(one, texts))} ${folded(basics.folded, texts)}
    ${consents.map((one) => formField(one, texts))} ${hiddenFields(input, texts)}
    <button class="button" type="submit">${act}</button>
    <p class="hint">${texts.emailUse}</p>
  </form>`;
}

function contactQuestion(name: FormPersonField, input: Input, texts: PageTexts): Question {
  const { autocomplete, type } = personFields[name].form;
  const field: FormField = {
    name,
    label: texts[name],
    type: type === 'email' ? 'email' : 'text',
    required: name === 'email' || input.event.form.basics[name] === 'required',
  };
  return {
    ...question(name, name, field, input, texts),
    autocomplete,
    isPhone: type === 'tel',
    ...(name === 'email' && { placeholder: texts.emailExample }),
  };
}

function ownQuestions(input: Input, texts: PageTexts): Question[] {
  const { fields } = input.event.form;
  return fields.map((field, index) => {
    const { showWhen } = field;
    const other = fields.find(({ name }) => name === showWhen?.field);
    return {
      ...question(`answers.${field.name}`, `answer-${index}`, field, input, texts),
      ...(showWhen &&
        other && {
          when: { post: `answers.${other.name}`, label: other.label, equals: String(showWhen.equals) },
        }),
    };
  });
}

/** The event's consents as boxes, which nobody has ticked for anybody. */
function consentQuestions(input: Input, texts: PageTexts): Question[] {
  return input.event.form.consents.map(({ name, text, required }, index) => {
    const field: FormField = { name, label: text, type: 'boolean', required };
    return question(`consents.${name}`, `consent-${index}`, field, input, texts);
  });
}

/**
 * What is asked of the person beside the address: names and what is required lie open; the rest, which few people need, is
 * folded, unless the event's form asks for it itself.
 */
function basicQuestions(input: Input, texts: PageTexts): { open: Question[]; folded: Question[] } {
  const { fields, basics } = input.event.form;
  const own = new Set(fields.map((field) => field.name));
  const isFolded = (name: BasicField) =>
    basics[name] === 'optional' && foldedFields.some((one) => one === name);
  const asked = basicFields.filter((name) => basics[name] !== 'hidden' && !(isFolded(name) && own.has(name)));
  const questions = (some: readonly BasicField[]) => some.map((name) => contactQuestion(name, input, texts));
  return {
    open: questions(asked.filter((name) => !isFolded(name))),
    folded: questions(asked.filter(isFolded)),
  };
}

function folded(questions: readonly Question[], texts: PageTexts): Markup | false {
  if (questions.length === 0) return false;
  const open = questions.some(({ value, error }) => value !== '' || error !== undefined) && html` open`;
  return html`<details${open}><summary>${texts.more}</summary>
<div class="stack">${questions.map((one) => formField(one, texts))}</div></details>`;
}

function question(post: string, id: string, field: FormField, input: Input, texts: PageTexts): Question {
  const value = input.values?.[post];
  const error = input.errors?.find((one) => one.field === post);
  return {
    post,
    id,
    field,
    value: typeof value === 'string' ? value : (value?.[0] ?? ''),
    ...(field.type === 'choices' && { chosen: [value ?? []].flat() }),
    error: error && errorText(error, texts, field.type),
  };
}

/** A room would be too small in a frame of another page, and providers do not expect one. */
const leavesFrame = (input: Input): boolean => isEmbedded(input) && isStraightIn(input.event);

const handedOn = [...utmNames.map((tag) => `utm_${tag}`), 'gclid', 'referrer', 'embed'];

/** The honeypot (people and autofill never see it), the visitor's zone (filled by script), language, and where they came from. */
function hiddenFields(input: Input, texts: PageTexts): Markup {
  const { locale, query, values } = input;
  const given = { ...values, ...query };
  const names = leavesFrame(input) ? handedOn.filter((one) => one !== 'embed') : handedOn;
  const tags = names.flatMap((name) => {
    const value = given[name];
    return typeof value === 'string' && value !== '' ? [{ name, value }] : [];
  });
  const zone = values?.['timeZone'];
  const invitation = values?.['invitation'];
  return html`<div class="away" aria-hidden="true">
      <label
        >${texts.leaveEmpty}
        <input
          type="text"
          name="website"
          value=""
          tabindex="-1"
          autocomplete="off"
          data-1p-ignore
          data-lpignore="true"
      /></label>
    </div>
    <input type="hidden" name="timeZone" value="${typeof zone === 'string' ? zone : ''}" />
    <input type="hidden" name="locale" value="${locale}" />
    ${typeof invitation === 'string' && html`<input type="hidden" name="invitation" value="${invitation}" />`}
    ${tags.map(({ name, value }) => html`<input type="hidden" name="${name}" value="${value}" />`)}`;
}
