import { html, raw, type Markup } from '../platform/html/html.ts';
import type { FormField } from '../events/domain/event.ts';
import type { PageTexts } from './texts/page-texts.ts';

/** One question of the registration form. `post` is its form name, `id` its HTML id. */
export interface Question {
  post: string;
  id: string;
  field: FormField;
  value: string;
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

/** Label, control and error of a question, tied together for screen readers. */
export function formField(question: Question, texts: PageTexts): Markup {
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
        <span dir="auto">${field.label}${optional}</span></label
      >${error}
    </div>`;
  }
  if (field.type === 'choice' && choices.length <= openChoices) {
    return html`<fieldset class="field">
      <legend dir="auto">${field.label}${optional}</legend>
      ${choices.map((choice, index) => radio(question, choice, index))}${error}
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
      return html`<input
        type="${question.isPhone === true ? 'tel' : 'text'}"
        maxlength="1000"
        value="${value}"
        ${common}
      />`;
  }
}

function radio(question: Question, choice: string, index: number): Markup {
  const id = index === 0 ? question.id : `${question.id}-${index}`;
  const common = attributes(question, id);
  return html`<label class="pick"
    ><input type="radio" value="${choice}" ${common}${flag('checked', choice === question.value)} />
    <span dir="auto">${choice}</span></label
  >`;
}

function attributes(question: Question, own = question.id): Markup {
  const { id, post, field, error, autocomplete, placeholder } = question;
  return html` id="${own}"
  name="${post}"${flag('required', field.required)}${
    autocomplete !== undefined && html` autocomplete="${autocomplete}"`
  }${placeholder !== undefined && html` placeholder="${placeholder}"`}${
    error !== undefined && html` aria-invalid="true" aria-describedby="${id}-error"`
  }`;
}

function flag(name: 'checked' | 'required' | 'selected', on: boolean): Markup {
  return raw(on ? ` ${name}` : '');
}
