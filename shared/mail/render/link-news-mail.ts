import { mailTexts } from '../texts/mail-texts-by-locale.ts';
import type { Mail, RegistrantMailInput } from './mail.ts';
import { reasonFor, renderMail } from './render-mail.ts';

/** "The room is another one", or "there is a recording": with the personal link, which leads to either. */
export function linkNewsMail(
  input: RegistrantMailInput & { change: 'room' | 'replay'; joinUrl: string },
): Mail {
  const texts = mailTexts[input.locale];
  return renderMail(input, {
    ...texts.linkNews[input.change],
    button: { label: input.change === 'room' ? texts.join : texts.watch, url: input.joinUrl },
    hint: texts.movedLinkHint,
    footer: reasonFor(input),
  });
}
