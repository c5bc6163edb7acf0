import type { MailTexts } from './mail-texts.ts';

export const de: MailTexts = {
  hello: 'Guten Tag,',
  helloName: 'Guten Tag {name},',
  confirmedSubject: 'Sie sind angemeldet: {title}',
  confirmedHeading: 'Sie sind angemeldet',
  confirmedText:
    'Ihr Platz ist reserviert. Das ist Ihr persönlicher Link: Er zeigt den Countdown und öffnet zum Beginn den Raum.',
  roomText: 'Der Raum ist immer offen. Das ist Ihr persönlicher Link: Er bringt Sie jederzeit hinein.',
  join: 'Zum Webinar',
  joinHint: 'Bitte geben Sie den Link nicht weiter: Er wurde nur für Sie erstellt.',
  requestSubject: 'Bitte bestätigen: {title}',
  requestHeading: 'Bitte bestätigen Sie Ihre Anmeldung',
  requestText:
    'Jemand, vermutlich Sie, hat diese Adresse angemeldet. Mit Ihrer Bestätigung ist der Platz reserviert.',
  confirm: 'Anmeldung bestätigen',
  requestHint: 'Das waren nicht Sie? Dann tun Sie nichts: Ohne Ihre Bestätigung geschieht nichts.',
  waitlistSubject: 'Sie stehen auf der Warteliste: {title}',
  waitlistHeading: 'Sie stehen auf der Warteliste',
  waitlistText: 'Zurzeit sind alle Plätze vergeben. Wird einer für Sie frei, schreiben wir Ihnen wieder.',
  waitlistButton: 'Ihre Position auf der Warteliste',
  offer: {
    subject: 'Ein Platz ist für Sie frei: {title}',
    heading: 'Ein Platz ist für Sie frei',
    text: 'Wir halten ihn bis {until} für Sie frei. Bitte sagen Sie uns, ob Sie ihn nehmen: Danach bekommt ihn, wer als Nächstes wartet.',
    button: 'Zum Platz',
    hint: 'Können Sie doch nicht? Dann geben Sie den Platz bitte über denselben Link weiter: Jemand wartet darauf. Ohne Ihre Antwort scheiden Sie aus der Warteliste aus und können sich erneut anmelden.',
  },
  lapse: {
    subject: 'Ihr Platz wurde weitergegeben: {title}',
    heading: 'Ihr Platz wurde weitergegeben',
    text: 'Wir hatten einen Platz für Sie frei gehalten und nicht rechtzeitig von Ihnen gehört. Er ging an die nächste Person; Sie stehen nicht mehr auf der Warteliste.',
    button: 'Erneut anmelden',
    hint: 'Möchten Sie trotzdem kommen? Melden Sie sich mit derselben Adresse erneut an: Ist ein Platz frei, bekommen Sie ihn, sonst stellen Sie sich hinten an.',
  },
  cancellation: {
    subject: 'Anmeldung storniert: {title}',
    heading: 'Ihre Anmeldung wurde storniert',
    text: 'Der Veranstalter hat Ihre Anmeldung storniert. Ihr persönlicher Link gilt nicht mehr.',
    hint: 'Kommt das unerwartet? Bitte fragen Sie den Veranstalter.',
  },
  received: {
    subject: 'Anmeldung eingegangen: {title}',
    heading: 'Ihre Anmeldung ist eingegangen',
    text: 'Über jede Anmeldung entscheidet der Veranstalter. Sobald Ihre angenommen ist, schreiben wir Ihnen wieder, mit Ihrem persönlichen Link.',
  },
  refusal: {
    subject: 'Nicht angenommen: {title}',
    heading: 'Ihre Anmeldung wurde nicht angenommen',
    text: 'Der Veranstalter konnte Ihre Anmeldung zu diesem Termin nicht annehmen.',
    hint: 'Haben Sie eine Frage dazu? Bitte wenden Sie sich an den Veranstalter.',
  },
  nothingToDo: 'Sie müssen nichts weiter tun.',
  invitations: {
    reminder: {
      subject: 'Erinnerung: {title}{time}',
      heading: 'Wir freuen uns auf Sie',
      text: 'Ihr Platz ist reserviert. Ihr persönlicher Link zeigt den Countdown und öffnet zum Beginn den Raum.',
      button: 'Zum Webinar',
    },
    'last-call': {
      subject: 'Ihr Zugang: {title}{time}',
      heading: 'Gleich geht es los',
      text: 'Wir beginnen zur oben genannten Zeit. Ist sie schon vorbei? Kommen Sie trotzdem: Ihr Link öffnet den Raum oder, wenn alles vorüber ist, die Aufzeichnung, falls es eine gibt.',
      button: 'Teilnehmen',
    },
  },
  farewells: {
    'follow-up': {
      subject: 'Vielen Dank: {title}',
      heading: 'Vielen Dank',
      text: 'Danke für Ihr Interesse. Wir würden uns freuen, Sie wiederzusehen.',
      replayText: 'Danke für Ihr Interesse. Hier ist die Aufzeichnung, zum Wiederholen oder zum Nachholen.',
    },
    missed: {
      subject: 'Schade, dass Sie nicht dabei sein konnten: {title}',
      heading: 'Schade, dass Sie nicht dabei sein konnten',
      text: 'Sie hatten einen Platz, aber wir haben Sie nicht gesehen. Wir würden uns freuen, wenn es ein anderes Mal klappt.',
      replayText:
        'Sie hatten einen Platz, aber wir haben Sie nicht gesehen. Was Sie verpasst haben, zeigt die Aufzeichnung.',
    },
  },
  missedHint:
    'Sie waren doch dabei? Dann entschuldigen Sie bitte diese E-Mail: Nicht jede Teilnahme wird erkannt.',
  watch: 'Aufzeichnung ansehen',
  movedSubject: 'Neuer Termin: {title}{time}',
  movedHeading: 'Der Termin wurde verschoben',
  movedText: 'Bitte beachten Sie den neuen Termin.',
  movedHint: 'Alles andere bleibt, wie es war.',
  movedLinkHint: 'Ihr persönlicher Link bleibt derselbe.',
  newLength: {
    subject: 'Neue Dauer: {title}, {duration}',
    heading: 'Der Termin dauert jetzt {duration}',
    text: 'Der Beginn bleibt, nur die Dauer hat sich geändert.',
  },
  newTime: 'Neuer Termin',
  formerTime: 'Bisheriger Termin',
  cancelledSubject: 'Abgesagt: {title}{time}',
  cancelledHeading: 'Dieser Termin wurde abgesagt',
  cancelledText:
    'Es tut uns leid: Er findet nicht statt. Gibt es einen neuen Termin, meldet sich der Veranstalter bei Ihnen.',
  cancelledTime: 'Abgesagt',
  yourTime: 'Ihre Ortszeit',
  hostTime: 'Ortszeit des Veranstalters',
  linkHint: 'Die Schaltfläche funktioniert nicht? Kopieren Sie diese Adresse in Ihren Browser:',
  why: 'Sie erhalten diese E-Mail, weil diese Adresse für „{title}“ angemeldet wurde.',
  whyFrom: 'Sie erhalten diese E-Mail von {organizer}, weil diese Adresse für „{title}“ angemeldet wurde.',
  whyMailing: 'Sie erhalten diese E-Mail, weil diese Adresse in unserer Liste steht.',
  requestWhy:
    'Wir schreiben Ihnen dazu nur einmal. Bestätigen Sie nicht, erhalten Sie dazu keine weitere Nachricht.',
  preferences: 'Abmelden oder Einstellungen ändern',
};
