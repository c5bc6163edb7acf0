import type { Locale } from '../../platform/values/locale.ts';

/** What mails to moderators say. `{title}` stands for the event. */
export interface ModeratorTexts {
  team: { subject: string; heading: string; text: string };
  speaker: { subject: string; heading: string; text: string };
  button: string;
  hint: string;
  reason: string;
}

/** By language. */
export const moderatorTexts: Readonly<Record<Locale, ModeratorTexts>> = {
  en: {
    team: {
      subject: 'You are on the team: {title}',
      heading: 'You are on the team',
      text: 'You moderate the sessions of this event. Your personal link leads you to each room, also before it opens for everybody; sessions that are planned later will be there, too.',
    },
    speaker: {
      subject: 'You are a speaker: {title}',
      heading: 'You are a speaker',
      text: 'You speak and moderate at this session. Your personal link leads you to the room, also before it opens for everybody.',
    },
    button: 'Open the way in',
    hint: 'Please keep the link to yourself: it opens the room for whoever has it.',
    reason: 'You receive this e-mail because the organizer of “{title}” named you as a moderator.',
  },
  ru: {
    team: {
      subject: 'Вы в команде: {title}',
      heading: 'Вы в команде мероприятия',
      text: 'Вы ведёте встречи этого мероприятия. По личной ссылке вы войдёте в каждую комнату, в том числе до её открытия для всех. Новые встречи появятся там же.',
    },
    speaker: {
      subject: 'Вы спикер: {title}',
      heading: 'Вы спикер',
      text: 'Вы выступаете на этой встрече и ведёте её. По личной ссылке вы войдёте в комнату, в том числе до её открытия для всех.',
    },
    button: 'Войти как ведущий',
    hint: 'Не передавайте ссылку другим: по ней в комнату войдёт любой.',
    reason: 'Вы получили это письмо, потому что организатор «{title}» указал вас как ведущего.',
  },
  fr: {
    team: {
      subject: 'Vous faites partie de l’équipe : {title}',
      heading: 'Vous faites partie de l’équipe',
      text: 'Vous animez les sessions de cet événement. Votre lien personnel vous mène à chaque salle, même avant son ouverture à tous ; les sessions ajoutées plus tard s’y trouveront aussi.',
    },
    speaker: {
      subject: 'Vous intervenez : {title}',
      heading: 'Vous intervenez à cette session',
      text: 'Vous intervenez à cette session et l’animez. Votre lien personnel vous mène à la salle, même avant son ouverture à tous.',
    },
    button: 'Accéder à la salle',
    hint: 'Gardez ce lien pour vous : il ouvre la salle à quiconque le possède.',
    reason: 'Vous recevez cet e-mail parce que l’organisateur de « {title} » vous a désigné comme animateur.',
  },
  de: {
    team: {
      subject: 'Sie gehören zum Team: {title}',
      heading: 'Sie gehören zum Team',
      text: 'Sie moderieren die Termine dieser Veranstaltung. Ihr persönlicher Link führt Sie in jeden Raum, auch bevor er für alle öffnet; später geplante Termine finden Sie dort ebenfalls.',
    },
    speaker: {
      subject: 'Sie sprechen: {title}',
      heading: 'Sie sprechen bei diesem Termin',
      text: 'Sie sprechen bei diesem Termin und moderieren ihn. Ihr persönlicher Link führt Sie in den Raum, auch bevor er für alle öffnet.',
    },
    button: 'Zum Raum',
    hint: 'Bitte geben Sie den Link nicht weiter: Er öffnet den Raum für jeden, der ihn hat.',
    reason:
      'Sie erhalten diese E-Mail, weil Sie vom Veranstalter von „{title}“ als Moderator benannt wurden.',
  },
};
