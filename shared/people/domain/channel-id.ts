/** The form in which a person's id in a channel is stored, or why the text is no id there. */
type ChannelId =
  | { externalId: string; profileUrl?: string }
  | { code: 'phone-number' | 'not-a-person'; message: string };

const TELEGRAM_LINK =
  /^(?:(?:https?:\/\/)?(?:www\.)?(?:t|telegram)\.(?:me|dog)\/(?:s\/)?|tg:\/\/resolve\?domain=)@?(?<name>[^/?#&\s]+)\/?(?:[?#&].*)?$/iu;
const TELEGRAM_SITE = /^(?:https?:\/\/)?(?:www\.)?(?:t|telegram)\.(?:me|dog)\//iu;
const TELEGRAM_NAME = /^[A-Za-z]\w{3,31}$/;
const WHATSAPP_LINK = /^(?:https?:\/\/)?(?:www\.)?wa\.me\/\+?(?<digits>\d{7,15})\/?(?:[?#].*)?$/iu;
/** Seven digits or more, with the signs that people put between them. */
const PHONE = /^\+?[\d\s()./\u00a0\u2010-\u2013-]+$/u;
const isPhone = (text: string): boolean => PHONE.test(text) && text.replace(/\D/g, '').length >= 7;

/** Channels whose ids are phone numbers. */
const phoneChannels = new Set(['whatsapp', 'viber', 'signal', 'sms']);

/** An identifier as people write it: links become names, phone numbers lose their blanks. */
export function readChannelId(channel: string, text: string): ChannelId {
  if (channel === 'telegram') return telegramId(text);
  if (!phoneChannels.has(channel)) return { externalId: text };
  const digits = channel === 'whatsapp' ? WHATSAPP_LINK.exec(text)?.groups?.['digits'] : undefined;
  if (digits !== undefined) return { externalId: `+${digits}`, profileUrl: `https://wa.me/${digits}` };
  return { externalId: isPhone(text) ? plainPhone(text) : text };
}

function telegramId(text: string): ChannelId {
  const name = TELEGRAM_LINK.exec(text)?.groups?.['name'];
  if (name !== undefined && TELEGRAM_NAME.test(name) && name.toLowerCase() !== 'joinchat')
    return { externalId: nameOf(name), profileUrl: `https://t.me/${name}` };
  // An id of Telegram is a plain number, of a group one below zero.
  if (isPhone(name ?? text) && !/^-?\d+$/.test(name ?? text))
    return {
      code: 'phone-number',
      message:
        'This is a phone number; on Telegram a person is named by their name (@ann) or their numeric id.',
    };
  if (TELEGRAM_SITE.test(text))
    return { code: 'not-a-person', message: 'This link does not lead to a person.' };
  const bare = text.replace(/^@/, '');
  return { externalId: TELEGRAM_NAME.test(bare) ? nameOf(bare) : text };
}

/** On Telegram, names do not differ by case. */
const nameOf = (name: string): string => `@${name.toLowerCase()}`;

const plainPhone = (text: string): string => text.replace(/[^\d+]/g, '').replace(/^00/, '+');
