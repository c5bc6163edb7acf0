import type { Locale } from '../../platform/values/locale.ts';
import type { Act } from '../domain/act.ts';

/** What mails to organizers say. No number stands in a sentence: labels need no plural in any language. */
export interface NoticeTexts {
  hello: string;
  /** `{what}` stands for an event, or for `events`; `{counts}` for what happened. */
  subject: string;
  heading: string;
  /** Of a mail about several events. */
  events: string;
  acts: Record<Act, string>;
  more: string;
  unnamed: string;
  summarySubject: string;
  summaryHeading: string;
  /** Which day is meant. */
  summaryDay: string;
  numbers: Record<'visits' | 'registrations' | 'confirmed' | 'pending' | 'waiting' | 'cancelled', string>;
  reason: string;
}

/** By language. */
export const noticeTexts: Readonly<Record<Locale, NoticeTexts>> = {
  en: {
    hello: 'Hello,',
    subject: '{what} – {counts}',
    heading: 'News of your registrants',
    events: 'Your events',
    acts: {
      registered: 'Registered',
      confirmed: 'Confirmed',
      cancelled: 'Cancelled',
      'moved-up': 'Moved up from the waiting list',
      attended: 'Attended',
    },
    more: 'and {count} more',
    unnamed: 'without a name',
    summarySubject: 'Summary of {day} – registrations: {count}',
    summaryHeading: 'Summary of the day',
    summaryDay: '{day} (UTC)',
    numbers: {
      visits: 'Page views',
      registrations: 'Registrations',
      confirmed: 'With a place',
      pending: 'To be confirmed',
      waiting: 'On the waiting list',
      cancelled: 'Cancelled again',
    },
    reason: 'You receive this e-mail because notices to organizers were switched on for this address.',
  },
  ru: {
    hello: 'Здравствуйте!',
    subject: '{what} – {counts}',
    heading: 'Новости об участниках',
    events: 'Ваши мероприятия',
    acts: {
      registered: 'Зарегистрировались',
      confirmed: 'Подтвердили регистрацию',
      cancelled: 'Отменили участие',
      'moved-up': 'Получили место из листа ожидания',
      attended: 'Присутствовали',
    },
    more: 'и ещё {count}',
    unnamed: 'без имени',
    summarySubject: 'Итоги за {day} – регистрации: {count}',
    summaryHeading: 'Итоги дня',
    summaryDay: '{day} (по UTC)',
    numbers: {
      visits: 'Просмотры страницы',
      registrations: 'Регистрации',
      confirmed: 'С местом',
      pending: 'Ждут подтверждения',
      waiting: 'В листе ожидания',
      cancelled: 'Уже отменены',
    },
    reason: 'Вы получили это письмо, потому что для этого адреса включены уведомления организатора.',
  },
  fr: {
    hello: 'Bonjour,',
    subject: '{what} – {counts}',
    heading: 'Du nouveau chez vos participants',
    events: 'Vos événements',
    acts: {
      registered: 'Inscriptions',
      confirmed: 'Inscriptions confirmées',
      cancelled: 'Annulations',
      'moved-up': 'Places obtenues depuis la liste d’attente',
      attended: 'Présences',
    },
    more: 'et {count} de plus',
    unnamed: 'sans nom',
    summarySubject: 'Résumé du {day} – inscriptions : {count}',
    summaryHeading: 'Résumé de la journée',
    summaryDay: '{day} (UTC)',
    numbers: {
      visits: 'Pages vues',
      registrations: 'Inscriptions',
      confirmed: 'Avec une place',
      pending: 'À confirmer',
      waiting: 'Sur liste d’attente',
      cancelled: 'Annulées depuis',
    },
    reason:
      'Vous recevez cet e-mail parce que les notifications aux organisateurs sont activées pour cette adresse.',
  },
  de: {
    hello: 'Guten Tag,',
    subject: '{what} – {counts}',
    heading: 'Neues von Ihren Angemeldeten',
    events: 'Ihre Veranstaltungen',
    acts: {
      registered: 'Anmeldungen',
      confirmed: 'Bestätigte Anmeldungen',
      cancelled: 'Abmeldungen',
      'moved-up': 'Von der Warteliste nachgerückt',
      attended: 'Teilgenommen',
    },
    more: 'und {count} weitere',
    unnamed: 'ohne Namen',
    summarySubject: 'Zusammenfassung vom {day} – Anmeldungen: {count}',
    summaryHeading: 'Zusammenfassung des Tages',
    summaryDay: '{day} (UTC)',
    numbers: {
      visits: 'Seitenaufrufe',
      registrations: 'Anmeldungen',
      confirmed: 'Mit Platz',
      pending: 'Noch nicht bestätigt',
      waiting: 'Auf der Warteliste',
      cancelled: 'Wieder abgemeldet',
    },
    reason:
      'Sie erhalten diese E-Mail, weil für diese Adresse Benachrichtigungen an Veranstalter eingeschaltet sind.',
  },
};
