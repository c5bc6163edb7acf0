import type { MailTexts } from './mail-texts.ts';

export const fr: MailTexts = {
  hello: 'Bonjour,',
  helloName: 'Bonjour {name},',
  confirmedSubject: 'Vous êtes inscrit : {title}',
  confirmedHeading: 'Vous êtes inscrit',
  confirmedText:
    'Votre place est réservée. Voici votre lien personnel : il affiche le compte à rebours et ouvre la salle au début.',
  join: 'Ouvrir mon lien',
  joinHint: 'Gardez ce lien pour vous : il a été créé pour vous seul.',
  requestSubject: 'À confirmer : {title}',
  requestHeading: 'Confirmez votre inscription',
  requestText:
    'Quelqu’un, sans doute vous, a inscrit cette adresse. Votre place sera réservée dès votre confirmation.',
  confirm: 'Confirmer l’inscription',
  requestHint: 'Ce n’était pas vous ? Ne faites rien : sans votre confirmation, rien ne se passe.',
  waitlistSubject: 'Vous êtes sur liste d’attente : {title}',
  waitlistHeading: 'Vous êtes sur liste d’attente',
  waitlistText:
    'Toutes les places sont prises pour le moment. Si une place se libère pour vous, nous vous écrirons avec votre lien personnel.',
  waitlistHint: 'Vous n’avez rien à faire.',
  yourTime: 'votre heure',
  hostTime: 'heure de l’organisateur',
  linkHint: 'Le bouton ne fonctionne pas ? Copiez cette adresse dans votre navigateur :',
  minutes: 'min',
  why: 'Vous recevez cet e-mail parce que cette adresse a été inscrite à « {title} ».',
  whyFrom: 'Vous recevez cet e-mail de {organizer} parce que cette adresse a été inscrite à « {title} ».',
  requestWhy: 'Nous ne l’écrivons qu’une fois. Sans confirmation, vous n’en entendrez plus parler.',
  preferences: 'Se désinscrire ou modifier les réglages',
};
