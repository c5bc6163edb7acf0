import type { Locale } from '../../platform/values/locale.ts';

/** What the pages of moderators say, and the one that stops mails to organizers. */
interface ModeratorPageTexts {
  team: string;
  speaker: string;
  /** What to do at a session by its state. */
  enter: string;
  early: string;
  cancelled: string;
  over: string;
  none: string;
  keep: string;
  stopTitle: string;
  stopText: string;
  stopButton: string;
  stopped: string;
}

/** By language. */
export const moderatorPageTexts: Readonly<Record<Locale, ModeratorPageTexts>> = {
  en: {
    team: 'You moderate',
    speaker: 'You are a speaker',
    enter: 'Enter the room as moderator',
    early: 'The room is open for you already; everybody else comes in when the session starts.',
    cancelled: 'This session was cancelled.',
    over: 'This session is over.',
    none: 'There are no sessions to come at the moment. Those that are planned will appear here.',
    keep: 'Please keep this link to yourself: it opens the room for whoever has it.',
    stopTitle: 'E-mails for organizers',
    stopText:
      'If you press the button, you will get no more invitations, changes or notices from organizers at this address. Registrations of your own are not affected.',
    stopButton: 'Stop these e-mails',
    stopped: 'Done: you will get no more of these e-mails.',
  },
  ru: {
    team: 'Вы ведущий',
    speaker: 'Вы спикер',
    enter: 'Войти в комнату как ведущий',
    early: 'Для вас комната уже открыта; остальные войдут в момент начала.',
    cancelled: 'Эта встреча отменена.',
    over: 'Эта встреча завершена.',
    none: 'Предстоящих встреч пока нет. Новые появятся здесь.',
    keep: 'Не передавайте эту ссылку другим: по ней в комнату войдёт любой.',
    stopTitle: 'Письма для организаторов',
    stopText:
      'Если нажать кнопку, на этот адрес больше не придут приглашения, сообщения об изменениях и уведомления для организаторов. На ваши собственные регистрации это не влияет.',
    stopButton: 'Не присылать такие письма',
    stopped: 'Готово: таких писем больше не будет.',
  },
  fr: {
    team: 'Vous animez',
    speaker: 'Vous intervenez',
    enter: 'Entrer dans la salle comme animateur',
    early: 'La salle est déjà ouverte pour vous ; les autres entrent au début de la session.',
    cancelled: 'Cette session a été annulée.',
    over: 'Cette session est terminée.',
    none: 'Aucune session à venir pour le moment. Celles qui seront planifiées apparaîtront ici.',
    keep: 'Gardez ce lien pour vous : il ouvre la salle à quiconque le possède.',
    stopTitle: 'E-mails aux organisateurs',
    stopText:
      'Si vous appuyez sur le bouton, vous ne recevrez plus à cette adresse ni invitations, ni changements, ni avis destinés aux organisateurs. Vos propres inscriptions ne sont pas concernées.',
    stopButton: 'Ne plus recevoir ces e-mails',
    stopped: 'C’est fait : vous ne recevrez plus ces e-mails.',
  },
  de: {
    team: 'Sie moderieren',
    speaker: 'Sie sprechen',
    enter: 'Den Raum als Moderator betreten',
    early: 'Für Sie ist der Raum schon offen; alle anderen kommen zum Beginn herein.',
    cancelled: 'Dieser Termin wurde abgesagt.',
    over: 'Dieser Termin ist vorbei.',
    none: 'Zurzeit steht kein Termin an. Neue Termine erscheinen hier.',
    keep: 'Bitte geben Sie diesen Link nicht weiter: Er öffnet den Raum für jeden, der ihn hat.',
    stopTitle: 'E-Mails für Veranstalter',
    stopText:
      'Wenn Sie die Schaltfläche drücken, erhalten Sie an diese Adresse keine Einladungen, Änderungen und Hinweise für Veranstalter mehr. Ihre eigenen Anmeldungen sind davon nicht betroffen.',
    stopButton: 'Diese E-Mails abbestellen',
    stopped: 'Erledigt: Sie erhalten diese E-Mails nicht mehr.',
  },
};
