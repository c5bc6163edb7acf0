import { fromGiver } from './from-giver.ts';
import type { Mail, RegistrantMailInput } from './mail.ts';
import { reasonFor, renderMail } from './render-mail.ts';
import { mailTexts } from '../texts/mail-texts-by-locale.ts';

/** "Please confirm": double opt-in, or an opted-out person who registers again. `confirmUrl` is the /c/ link. */
export function confirmRequestMail(input: RegistrantMailInput & { confirmUrl: string }): Mail {
  const texts = mailTexts[input.locale];
  return renderMail(input, {
    subject: texts.requestSubject,
    heading: texts.requestHeading,
    text: input.giver === undefined ? texts.requestText : fromGiver(texts.handed.requestText, input),
    button: { label: texts.confirm, url: input.confirmUrl },
    hint: texts.requestHint,
    footer: `${reasonFor(input)} ${texts.requestWhy}`,
  });
}
