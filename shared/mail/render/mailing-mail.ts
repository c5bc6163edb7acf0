import { cleanForMail, subjectFor } from '../domain/mail-subject.ts';
import { personalize, plainPieces, type MailPiece } from '../domain/mail-text.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { html, type Markup } from '../../platform/html/html.ts';
import type { Locale } from '../../platform/values/locale.ts';
import { hrefOf, mailFrame } from './mail-frame.ts';
import type { Mail } from './mail.ts';
import { plainName, singleLine } from '../domain/plain-name.ts';
import { unsubscribeHeaders } from './render-mail.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';

export interface MailingInput {
  to: { email: string; person: Participant };
  from: { address: string; name: string };
  locale: Locale;
  /** As the organizer wrote them, with placeholders. */
  subject: string;
  text: string;
  /** Links of the person, since a mailing belongs to no event. */
  preferencesUrl: string;
}

/** A mail that organizers wrote to people, with what each of them has in place of the placeholders. */
export function mailingMail(input: MailingInput): Mail {
  const { person, email } = input.to;
  const subject = subjectFor(person, input.subject);
  const pieces = personalize(input.text.replaceAll(/\r\n?/g, '\n'), person, cleanForMail);
  const { preferences, whyMailing } = mailTexts[input.locale];
  return {
    to: { address: email, name: plainName([person.firstName, person.lastName].filter(Boolean).join(' ')) },
    from: { address: input.from.address, name: singleLine(input.from.name) },
    subject,
    text: `${plainPieces(pieces)}\n\n--\n${whyMailing}\n${preferences}${input.locale === 'fr' ? '\u00a0:' : ':'}\n${input.preferencesUrl}`,
    html: mailFrame({
      locale: input.locale,
      title: subject,
      body: html`<div class="ink" dir="auto" style="color:#1d1c1a">${pieces.map(markup)}</div>`,
      footer: whyMailing,
      preferencesUrl: input.preferencesUrl,
    }),
    headers: unsubscribeHeaders(input.preferencesUrl),
  };
}

function markup(piece: MailPiece): Markup {
  if ('value' in piece) return html`${piece.value}`;
  if ('url' in piece)
    return html`<a class="link" href="${hrefOf(new URL(piece.url))}" style="color:#0b6650">${piece.url}</a>`;
  return html`${piece.text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [html`<br />`, line]))}`;
}
