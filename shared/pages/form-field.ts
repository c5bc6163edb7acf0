import { html, raw, type Markup } from '../platform/html/html.ts';
import type { FormField } from '../events/domain/form-field.ts';
import type { PageTexts } from './texts/page-texts.ts';
import { withLinks } from './with-links.ts';

/** One question of the registration form. `post` is its form name, `id` its HTML id. */
export interface Question {
  post: string;
  id: string;
  field: FormField;
  value: string;
  /** Of a question with several choices, those that were chosen. */
  chosen?: readonly string[];
  /** Asked only of those who gave this answer to another one, which has this form name and label. */
  when?: { post: string; label: string; equals: string } | undefined;
  error?: string | undefined;
  autocomplete?: string;
  /** Whether telephones show digits for it. */
  isPhone?: boolean;
  placeholder?: string;
}

// A parser drops the first line break inside textarea: this one, not one of the value's.
const lineBreak = raw('\n');

// Up to so many choices lie open; more fold into a list.
const openChoices = 5;

/**
 * Label, control and error of a question, tied together for screen readers. One with a condition says for whom it is; the
 * script hides it from everybody else.
 */
export function formField(question: Question, texts: PageTexts): Markup {
  const { when } = question;
  if (when === undefined) return plainField(question, texts);
  return html`<div data-when="${when.post}" data-equals="${when.equals}">
    <p class="hint" data-if>${texts.onlyIf} ${when.label} – ${when.equals === 'true' ? '✓' : when.equals}</p>
    ${plainField(question, texts)}
  </div>`;
}

function plainField(question: Question, texts: PageTexts): Markup {
  const { field, id } = question;
  const optional = !field.required && html`<small>${texts.optional}</small>`;
  const error = question.error !== undefined && html`<p class="bad" id="${id}-error">${question.error}</p>`;
  const choices = field.choices ?? [];
  if (field.type === 'boolean') {
    return html`<div class="field">
      <label class="pick"
        ><input
          type="checkbox"
          value="true"
          ${attributes(question)}${flag('checked', question.value === 'true')}
        />
        <span dir="auto">${withLinks(field.label)}${optional}</span></label
      >${error}
    </div>`;
  }
  if (field.type === 'choices' || (field.type === 'choice' && choices.length <= openChoices)) {
    return html`<fieldset class="field">
      <legend dir="auto">${field.label}${optional}</legend>
      ${choices.map((choice, index) => pick(question, choice, index))}${error}
    </fieldset>`;
  }
  return html`<div class="field">
    <label for="${id}" dir="auto">${field.label}${optional}</label>
    ${control(question, choices, texts)}${error}
  </div>`;
}

function control(question: Question, choices: readonly string[], texts: PageTexts): Markup {
  const { field, value } = question;
  const common = attributes(question);
  switch (field.type) {
    case 'choice':
      return html`<select${common}><option value="">${texts.choose}</option>
${choices.map((choice) => html`<option value="${choice}" ${flag('selected', choice === value)}>${choice}</option>`)}</select>`;
    case 'textarea':
      return html`<textarea rows="4" maxlength="2000" ${common}>${lineBreak}${value}</textarea>`;
    case 'number':
      return html`<input type="number" step="any" inputmode="decimal" value="${value}" ${common} />`;
    case 'email':
      return html`<input
        type="email"
        inputmode="email"
        autocapitalize="none"
        spellcheck="false"
        value="${value}"
        ${common}
      />`;
    case 'date':
      return html`<input type="date" value="${value}" ${common} />`;
    case 'text':
    case 'boolean':
    case 'choices':
      return html`<input
        type="${question.isPhone === true ? 'tel' : 'text'}"
        maxlength="1000"
        value="${value}"
        ${common}
      />`;
  }
}

function pick(question: Question, choice: string, index: number): Markup {
  const id = index === 0 ? question.id : `${question.id}-${index}`;
  const several = question.field.type === 'choices';
  const checked = several ? (question.chosen ?? []).includes(choice) : choice === question.value;
  return html`<label class="pick"
    ><input
      type="${several ? 'checkbox' : 'radio'}"
      value="${choice}"
      ${attributes(question, id)}${flag('checked', checked)}
    />
    <span dir="auto">${choice}</span></label
  >`;
}

function attributes(question: Question, own = question.id): Markup {
  const { id, post, field, error, autocomplete, placeholder, when } = question;
  // Of several boxes, each would have to be ticked; and what may not be asked must not hold the form back.
  const required = field.required && field.type !== 'choices' && when === undefined;
  return html` id="${own}"
  name="${post}"${flag('required', required)}${
    autocomplete !== undefined && html` autocomplete="${autocomplete}"`
  }${placeholder !== undefined && html` placeholder="${placeholder}"`}${
    error !== undefined && html` aria-invalid="true" aria-describedby="${id}-error"`
  }`;
}

function flag(name: 'checked' | 'required' | 'selected', on: boolean): Markup {
  return raw(on ? ` ${name}` : '');
}
