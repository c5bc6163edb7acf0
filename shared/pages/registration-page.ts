import { formField, type Question } from './form-field.ts';
import { utmNames } from '../people/domain/participant.ts';
import { foldedFields, type FormPersonField } from '../people/domain/person-field-names.ts';
import { personFields } from '../people/domain/person-fields.ts';
import { html, pathSegment, type Markup } from '../platform/html/html.ts';
import { layout } from './layout.ts';
import { description } from './description.ts';
import type { PageError } from './page-inputs.ts';
import type { FormField } from '../events/domain/event.ts';
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
  const closed = event.kind !== 'room' && input.sessions.length === 0;
  const body = html`<header class="intro" lang="${event.locale ?? locale}">
      <h1 dir="auto" class="${event.title.length > LONG_TITLE ? 'long' : ''}">${event.title}</h1>
      ${description(event.description, locale)}
    </header>
    ${closed ? closedCard(texts) : form(input, texts)}`;
  return layout({ locale, title: event.title, body, wide: true, indexed: true });
}

function closedCard(texts: PageTexts): Markup {
  return html`<section class="card">
    <h2>${texts.closedTitle}</h2>
    <p class="lead">${texts.closedText}</p>
  </section>`;
}

/** The address is asked for first, so that it is in sight on a phone, however many dates there are to choose from. */
function form(input: Input, texts: PageTexts): Markup {
  const [only, ...others] = input.sessions;
  const email = contactQuestion('email', input, texts);
  const names = [contactQuestion('firstName', input, texts), contactQuestion('lastName', input, texts)];
  const own = ownQuestions(input, texts);
  const more = foldedQuestions(input, texts);
  return html`<form
    class="card stack"
    method="post"
    action="/v1/events/${pathSegment(input.event.id)}/registrations"
    accept-charset="utf-8"
    data-once="${texts.sending}"
  >
    ${errorSummary(input.errors ?? [], [email, ...names, ...own, ...more], texts)}
    ${only !== undefined && others.length === 0 && onlySession(only, input)} ${formField(email, texts)}
    ${others.length > 0 && sessionChoice(input, texts)}
    <div class="pair">${names.map((one) => formField(one, texts))}</div>
    ${own.map((one) => formField(one, texts))} ${folded(more, texts)} ${hiddenFields(input, texts)}
    <button class="button" type="submit">${texts.register}</button>
    <p class="hint">${texts.emailUse}</p>
  </form>`;
}

function contactQuestion(name: FormPersonField, input: Input, texts: PageTexts): Question {
  const { autocomplete, type } = personFields[name].form;
  const field: FormField = {
    name,
    label: texts[name],
    type: type === 'email' ? 'email' : 'text',
    required: name === 'email',
  };
  return {
    ...question(name, name, field, input, texts),
    autocomplete,
    isPhone: type === 'tel',
    ...(name === 'email' && { placeholder: texts.emailExample }),
  };
}

function ownQuestions(input: Input, texts: PageTexts): Question[] {
  return input.event.form.fields.map((field, index) =>
    question(`answers.${field.name}`, `answer-${index}`, field, input, texts),
  );
}

/** The fields that few people need, unless the event's form asks for them itself; open when there is something in them. */
function foldedQuestions(input: Input, texts: PageTexts): Question[] {
  const own = new Set(input.event.form.fields.map((field) => field.name));
  return foldedFields.filter((name) => !own.has(name)).map((name) => contactQuestion(name, input, texts));
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
    error: error && errorText(error, texts, field.type),
  };
}

function errorText({ code }: PageError, texts: PageTexts, type?: FormField['type']): string {
  if (code === 'required' && type === 'boolean') return texts.errors.tick;
  if (code === 'required' && type === 'choice') return texts.errors.choice;
  if (code === 'required') return texts.required;
  const named = sentences[code];
  return named === undefined ? texts.invalid : texts.errors[named];
}

const sentences: Readonly<Record<string, keyof PageTexts['errors'] | undefined>> = {
  'email-missing': 'email',
  'email-invalid': 'email',
  'not-a-number': 'number',
  'out-of-range': 'range',
  'not-a-date': 'date',
  'not-a-choice': 'choice',
  'not-a-boolean': 'tick',
  'too-big': 'length',
  'invalid-format': 'signs',
  'control-character': 'signs',
  'unknown-session': 'session',
  'session-closed': 'session',
  'no-open-session': 'noSession',
};

function errorSummary(
  errors: readonly PageError[],
  questions: readonly Question[],
  texts: PageTexts,
): Markup | false {
  if (errors.length === 0) return false;
  const items = errors.map((error) => {
    const question = questions.find((one) => one.post === error.field);
    const text = errorText(error, texts, question?.field.type);
    if (error.field.startsWith('sessionIds.'))
      return html`<li><a href="#sessions">${texts.session}</a>: ${text}</li>`;
    return question === undefined
      ? html`<li>${text}</li>`
      : html`<li><a href="${`#${question.id}`}">${question.field.label}</a>: ${text}</li>`;
  });
  return html`<div class="alert" role="alert">
    <h2>${texts.errorsTitle}</h2>
    <ul>
      ${items}
    </ul>
  </div>`;
}

/** The honeypot (people and autofill never see it), the visitor's zone (filled by script), language and UTM tags. */
function hiddenFields({ locale, query, values }: Input, texts: PageTexts): Markup {
  const given = { ...values, ...query };
  const tags = utmNames.flatMap((tag) => {
    const name = `utm_${tag}`;
    const value = given[name];
    return typeof value === 'string' && value !== '' ? [{ name, value }] : [];
  });
  const zone = values?.['timeZone'];
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
    ${tags.map(({ name, value }) => html`<input type="hidden" name="${name}" value="${value}" />`)}`;
}
