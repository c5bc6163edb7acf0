import { reasonFor, renderMail } from '../../mail/render/render-mail.ts';
import type { Mail, RegistrantMailInput } from '../../mail/render/mail.ts';
import { moderatorTexts } from './moderator-texts.ts';

/** "You are on the team", or "you are a speaker": when, and the way in. */
export function moderatorMail(
  input: RegistrantMailInput & { role: 'team' | 'speaker'; moderatorUrl: string },
): Mail {
  const texts = moderatorTexts[input.locale];
  return renderMail(input, {
    ...texts[input.role],
    button: { label: texts.button, url: input.moderatorUrl },
    hint: texts.hint,
    footer: reasonFor(input),
  });
}
