import type { MyTexts } from './my-texts.ts';

export const mine: MyTexts = {
  title: 'Ihre Anmeldung',
  for: 'Angemeldet als',
  none: 'Sie haben keine Anmeldung für diese Veranstaltung.',
  statuses: {
    registered: 'Sie haben einen Platz',
    waitlisted: 'Sie stehen auf der Warteliste',
    pending: 'Bitte bestätigen Sie zuerst: Die Schaltfläche steht in unserer E-Mail',
    approval: 'Über Ihre Anmeldung entscheidet der Veranstalter',
    cancelled: 'Storniert',
    moved: 'Sie haben zu einem anderen Termin gewechselt',
    handedOver: 'Sie haben diesen Platz weitergegeben',
    over: 'Dieser Termin ist vorbei',
    calledOff: 'Dieser Termin wurde abgesagt',
  },
  join: 'Zum Webinar',
  change: 'Termin wechseln',
  cancel: 'Stornieren',
  handOver: 'An Kollegen weitergeben',
  changeTitle: 'Welcher Termin passt Ihnen besser?',
  changeText:
    'Ihr Platz zum bisherigen Termin wird frei. Sie erhalten eine E-Mail mit dem neuen Termin und einem neuen persönlichen Link.',
  changeButton: 'Diesen Termin nehmen',
  noOther: 'Zurzeit ist kein anderer Termin offen. Bitte schauen Sie später wieder vorbei.',
  formerDate: 'Ihr bisheriger Termin',
  newDate: 'Neuer Termin',
  fullTitle: 'Dieser Termin ist ausgebucht',
  fullText:
    'Alle Plätze sind vergeben. Wenn Sie wechseln, geben Sie Ihren bisherigen Termin auf und kommen hier auf die Warteliste. Wird ein Platz frei, schreiben wir Ihnen.',
  fullButton: 'Meinen Termin aufgeben und warten',
  cancelTitle: 'Anmeldung stornieren?',
  cancelText: 'Ihr Platz wird an jemand anderen vergeben, und Ihr persönlicher Link gilt nicht mehr.',
  cancelButton: 'Anmeldung stornieren',
  handOverTitle: 'Wer kommt an Ihrer Stelle?',
  handOverText:
    'Ihre Kollegin oder Ihr Kollege erhält eine E-Mail mit einem eigenen Link. Ihrer gilt dann nicht mehr.',
  handOverButton: 'Meinen Platz weitergeben',
  colleagueEmail: 'E-Mail der Kollegin oder des Kollegen',
  back: 'Zurück, nichts ändern',
  done: {
    change: 'Erledigt. Wir haben Ihnen eine E-Mail mit Ihrem neuen Termin gesendet.',
    cancel: 'Erledigt. Ihre Anmeldung ist storniert.',
  },
  closed: 'Das ist nicht (mehr) möglich: Der Termin ist vorbei, abgesagt oder nimmt keine Anmeldungen an.',
  ownAddress: 'Das ist Ihre eigene Adresse. Bitte geben Sie die Ihrer Kollegin oder Ihres Kollegen ein.',
  registerMore: 'Für einen weiteren Termin anmelden',
};
