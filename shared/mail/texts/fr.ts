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
  cancellation: {
    subject: 'Inscription annulée : {title}',
    heading: 'Votre inscription a été annulée',
    text: 'L’organisateur a annulé votre inscription. Votre lien personnel ne fonctionne plus.',
    hint: 'Vous ne vous y attendiez pas ? Adressez-vous à l’organisateur.',
  },
  nothingToDo: 'Vous n’avez rien à faire.',
  invitations: {
    reminder: {
      subject: 'Rappel : {title}{time}',
      heading: 'Nous vous attendons',
      text: 'Votre place est réservée. Votre lien personnel affiche le compte à rebours et ouvre la salle au début.',
      button: 'Ouvrir mon lien',
    },
    'last-call': {
      subject: 'Votre accès : {title}{time}',
      heading: 'Entrez, s’il vous plaît',
      text: 'Nous commençons à l’heure indiquée ci-dessus. Elle est déjà passée ? Venez quand même : votre lien ouvre la salle ou, si tout est terminé, l’enregistrement s’il y en a un.',
      button: 'Participer',
    },
  },
  farewells: {
    'follow-up': {
      subject: 'Merci : {title}',
      heading: 'Merci',
      text: 'Merci de votre intérêt. Nous serions heureux de vous revoir.',
      replayText: 'Merci de votre intérêt. Voici l’enregistrement, à revoir ou à découvrir.',
    },
    missed: {
      subject: 'Vous nous avez manqué : {title}',
      heading: 'Vous nous avez manqué',
      text: 'Vous aviez une place, mais nous ne vous avons pas vu. Nous serions heureux de vous voir une autre fois.',
      replayText:
        'Vous aviez une place, mais nous ne vous avons pas vu. Ce que vous avez manqué est dans l’enregistrement.',
    },
  },
  missedHint: 'Vous étiez là ? Alors excusez cet e-mail : toutes les présences ne sont pas reconnues.',
  watch: 'Regarder l’enregistrement',
  movedSubject: 'Nouvel horaire : {title}{time}',
  movedHeading: 'L’horaire a changé',
  movedText: 'La session a été déplacée. Merci de noter le nouvel horaire.',
  movedHint: 'Le reste ne change pas.',
  movedLinkHint: 'Votre lien personnel reste le même.',
  newLength: {
    subject: 'Nouvelle durée : {title}, {minutes} minutes',
    heading: 'La session dure désormais {minutes} minutes',
    text: 'L’heure de début reste la même, seule la durée a changé.',
  },
  newTime: 'Nouvel horaire',
  formerTime: 'Ancien horaire',
  cancelledSubject: 'Annulée : {title}{time}',
  cancelledHeading: 'Cette session a été annulée',
  cancelledText:
    'Nous sommes désolés : elle n’aura pas lieu. S’il y a une nouvelle date, l’organisateur vous préviendra.',
  cancelledTime: 'Annulée',
  yourTime: 'votre heure',
  hostTime: 'heure de l’organisateur',
  linkHint: 'Le bouton ne fonctionne pas ? Copiez cette adresse dans votre navigateur :',
  minutes: 'min',
  why: 'Vous recevez cet e-mail parce que cette adresse a été inscrite à « {title} ».',
  whyFrom: 'Vous recevez cet e-mail de {organizer} parce que cette adresse a été inscrite à « {title} ».',
  whyMailing: 'Vous recevez cet e-mail parce que cette adresse figure dans notre liste.',
  requestWhy: 'Nous ne l’écrivons qu’une fois. Sans confirmation, vous n’en entendrez plus parler.',
  preferences: 'Se désinscrire ou modifier les réglages',
};
