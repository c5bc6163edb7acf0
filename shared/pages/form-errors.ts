import type { FormField } from '../events/domain/form-field.ts';
import { html, type Markup } from '../platform/html/html.ts';
import type { Question } from './form-field.ts';
import type { PageError } from './page-inputs.ts';
import type { PageTexts } from './texts/page-texts.ts';

/** What is wrong with a field, and what to do about it, in the language of the page. */
export function errorText({ code }: PageError, texts: PageTexts, type?: FormField['type']): string {
  if (code === 'required' && type === 'boolean') return texts.errors.tick;
  if (code === 'required' && (type === 'choice' || type === 'choices')) return texts.errors.choice;
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
  'business-address': 'business',
};

/** All that is wrong with a form, with the way to each field. */
export function errorSummary(
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
