import type { MailTexts } from './mail-texts.ts';

export const de: MailTexts = {
  hello: 'Guten Tag,',
  helloName: 'Guten Tag {name},',
  confirmedSubject: 'Sie sind angemeldet: {title}',
  confirmedHeading: 'Sie sind angemeldet',
  confirmedText:
    'Ihr Platz ist reserviert. Das ist Ihr persönlicher Link: Er zeigt den Countdown und öffnet zum Beginn den Raum.',
  join: 'Meinen Link öffnen',
  joinHint: 'Bitte geben Sie den Link nicht weiter: Er wurde nur für Sie erstellt.',
  requestSubject: 'Bitte bestätigen: {title}',
  requestHeading: 'Bitte bestätigen Sie Ihre Anmeldung',
  requestText:
    'Jemand, vermutlich Sie, hat diese Adresse angemeldet. Mit Ihrer Bestätigung ist der Platz reserviert.',
  confirm: 'Anmeldung bestätigen',
  requestHint: 'Das waren nicht Sie? Dann tun Sie nichts: Ohne Ihre Bestätigung geschieht nichts.',
  waitlistSubject: 'Sie stehen auf der Warteliste: {title}',
  waitlistHeading: 'Sie stehen auf der Warteliste',
  waitlistText:
    'Zurzeit sind alle Plätze vergeben. Wird einer für Sie frei, schreiben wir Ihnen wieder, mit Ihrem persönlichen Link.',
  waitlistHint: 'Sie müssen nichts weiter tun.',
  yourTime: 'Ihre Zeit',
  hostTime: 'Zeit des Veranstalters',
  linkHint: 'Der Knopf funktioniert nicht? Kopieren Sie diese Adresse in Ihren Browser:',
  minutes: 'Min.',
  why: 'Sie erhalten diese E-Mail, weil diese Adresse für „{title}“ angemeldet wurde.',
  whyFrom: 'Sie erhalten diese E-Mail von {organizer}, weil diese Adresse für „{title}“ angemeldet wurde.',
  requestWhy: 'Wir schreiben Ihnen das nur einmal. Bestätigen Sie nicht, hören Sie dazu nichts mehr.',
  preferences: 'Abmelden oder Einstellungen ändern',
};
