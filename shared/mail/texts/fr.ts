import type { MailTexts } from './mail-texts.ts';

export const fr: MailTexts = {
  hello: 'Bonjour,',
  helloName: 'Bonjour {name},',
  confirmedSubject: 'Votre inscription est confirmée : {title}',
  confirmedHeading: 'Votre inscription est confirmée',
  confirmedText:
    'Votre place est réservée. Voici votre lien personnel : il affiche le compte à rebours et ouvre la salle au début.',
  roomText:
    'La salle est ouverte en permanence. Voici votre lien personnel : il vous y conduit à tout moment.',
  join: 'Accéder à la session',
  joinHint: 'Ce lien est strictement personnel : ne le partagez pas.',
  requestSubject: 'À confirmer : {title}',
  requestHeading: 'Confirmez votre inscription',
  requestText:
    'Quelqu’un, sans doute vous, a inscrit cette adresse. Votre place sera réservée dès votre confirmation.',
  confirm: 'Confirmer l’inscription',
  requestHint: 'Ce n’était pas vous ? Ne faites rien : sans votre confirmation, rien ne se passe.',
  waitlistSubject: 'Vous êtes sur liste d’attente : {title}',
  waitlistHeading: 'Vous êtes sur liste d’attente',
  waitlistText:
    'Toutes les places sont prises pour le moment. Si une place se libère pour vous, nous vous écrirons.',
  waitlistButton: 'Voir votre rang',
  offer: {
    subject: 'Une place s’est libérée pour vous : {title}',
    heading: 'Une place s’est libérée pour vous',
    text: 'Nous vous la gardons jusqu’au {until}. Dites-nous si vous la prenez : ensuite, elle sera proposée à la personne suivante.',
    button: 'Voir la place',
    hint: 'Finalement indisponible ? Cédez la place avec le même lien : quelqu’un l’attend. Sans réponse à temps, vous quittez la liste d’attente et pourrez vous inscrire à nouveau.',
  },
  lapse: {
    subject: 'Votre place a été cédée : {title}',
    heading: 'Votre place a été cédée',
    text: 'Nous vous avions gardé une place et n’avons pas eu de réponse à temps : elle est allée à la personne suivante. Vous n’êtes plus sur la liste d’attente.',
    button: 'S’inscrire à nouveau',
    hint: 'Vous souhaitez toujours venir ? Inscrivez-vous à nouveau avec la même adresse : s’il y a une place, elle est à vous, sinon vous rejoignez la fin de la liste.',
  },
  changedDate: {
    subject: 'Votre nouvelle date : {title}',
    heading: 'Vous avez une nouvelle date',
    text: 'Votre place pour la nouvelle date est réservée ; l’ancienne a été libérée. Voici votre lien personnel : il affiche le compte à rebours et ouvre la salle au début.',
    waitlistText:
      'Vous êtes sur liste d’attente pour la nouvelle date, et votre inscription à l’ancienne est annulée. Si une place se libère pour vous, nous vous écrirons avec votre lien personnel.',
    newDate: 'Nouvelle date',
    formerDate: 'Ancienne date',
  },
  invitation: {
    subject: 'Invitation : {title}',
    heading: 'Une invitation pour vous',
    text: 'L’organisateur vous invite à cette date. Un clic suffit pour vous inscrire : votre adresse est déjà indiquée.',
    button: 'S’inscrire',
    hint: 'Rien n’est réservé tant que vous ne vous inscrivez pas. Si la date ne vous convient pas, vous n’avez rien à faire.',
  },
  handed: {
    subject: 'Une place pour vous : {title}',
    heading: 'Une place vous a été cédée',
    text: '{giver} vous cède sa place. Voici votre lien personnel : il affiche le compte à rebours et ouvre la salle au début.',
    requestText: '{giver} souhaite vous céder sa place. Elle sera à vous dès votre confirmation.',
    somebody: 'Une personne inscrite',
  },
  handedAway: {
    subject: 'Place cédée : {title}',
    heading: 'Vous avez cédé votre place',
    text: 'Votre place revient à l’adresse que vous avez indiquée. Vos liens personnels ne fonctionnent plus.',
    hint: 'Ce n’était pas vous ? Adressez-vous à l’organisateur.',
  },
  cancellation: {
    subject: 'Inscription annulée : {title}',
    heading: 'Votre inscription a été annulée',
    text: 'L’organisateur a annulé votre inscription. Votre lien personnel ne fonctionne plus.',
    hint: 'Vous ne vous y attendiez pas ? Adressez-vous à l’organisateur.',
  },
  received: {
    subject: 'Inscription reçue : {title}',
    heading: 'Nous avons reçu votre inscription',
    text: 'L’organisateur se prononce sur chaque inscription. Dès que la vôtre est acceptée, nous vous écrivons de nouveau, avec votre lien personnel.',
  },
  refusal: {
    subject: 'Inscription non acceptée : {title}',
    heading: 'Votre inscription n’a pas été acceptée',
    text: 'L’organisateur n’a pas pu accepter votre inscription pour cette date.',
    hint: 'Une question à ce sujet ? Adressez-vous à l’organisateur.',
  },
  nothingToDo: 'Vous n’avez rien à faire.',
  invitations: {
    reminder: {
      subject: 'Rappel : {title}{time}',
      heading: 'Nous vous attendons',
      text: 'Votre place est réservée. Votre lien personnel affiche le compte à rebours et ouvre la salle au début.',
      button: 'Accéder à la session',
    },
    'last-call': {
      subject: 'Votre accès : {title}{time}',
      heading: 'La session va commencer',
      text: 'Nous commençons à l’heure indiquée ci-dessus. Elle est déjà passée ? Rejoignez-nous quand même : votre lien ouvre la salle ou, si tout est terminé, l’enregistrement s’il y en a un.',
      button: 'Participer',
    },
  },
  farewells: {
    'follow-up': {
      subject: 'Merci : {title}',
      heading: 'Merci',
      text: 'Merci de votre intérêt. Au plaisir de vous retrouver.',
      replayText: 'Merci de votre intérêt. Voici l’enregistrement, à revoir ou à découvrir.',
    },
    missed: {
      subject: 'Nous regrettons votre absence : {title}',
      heading: 'Nous regrettons votre absence',
      text: 'Une place vous était réservée, mais nous n’avons pas constaté votre présence. Au plaisir de vous accueillir une autre fois.',
      replayText:
        'Une place vous était réservée, mais nous n’avons pas constaté votre présence. L’enregistrement vous permet de suivre la session.',
    },
  },
  missedHint: 'Vous étiez là ? Veuillez excuser cet e-mail : toutes les présences ne sont pas reconnues.',
  watch: 'Regarder l’enregistrement',
  movedSubject: 'Nouvel horaire : {title}{time}',
  movedHeading: 'L’horaire a changé',
  movedText: 'La session a été déplacée. Merci de noter le nouvel horaire.',
  movedHint: 'Le reste ne change pas.',
  movedLinkHint: 'Votre lien personnel reste le même.',
  newLength: {
    subject: 'Nouvelle durée : {title}, {duration}',
    heading: 'La session dure désormais {duration}',
    text: 'L’heure de début reste la même, seule la durée a changé.',
  },
  linkNews: {
    room: {
      subject: 'Nouvelle salle : {title}',
      heading: 'La salle a changé',
      text: 'La session a lieu à l’heure prévue, mais dans une autre salle. Votre lien personnel vous y mène ; n’utilisez plus une adresse notée auparavant.',
    },
    replay: {
      subject: 'L’enregistrement est disponible : {title}',
      heading: 'L’enregistrement est disponible',
      text: 'Vous pouvez désormais revoir la session quand vous le souhaitez.',
    },
  },
  newTime: 'Nouvel horaire',
  formerTime: 'Ancien horaire',
  cancelledSubject: 'Annulée : {title}{time}',
  cancelledHeading: 'Cette session a été annulée',
  cancelledText:
    'Nous sommes désolés : elle n’aura pas lieu. S’il y a une nouvelle date, l’organisateur vous préviendra.',
  cancelledTime: 'Annulée',
  yourTime: 'heure locale',
  hostTime: 'heure de l’organisateur',
  linkHint: 'Le bouton ne fonctionne pas ? Copiez cette adresse dans votre navigateur :',
  why: 'Vous recevez cet e-mail parce que cette adresse a été inscrite à « {title} ».',
  whyFrom: 'Vous recevez cet e-mail de {organizer} parce que cette adresse a été inscrite à « {title} ».',
  whyMailing: 'Vous recevez cet e-mail parce que cette adresse figure dans notre liste.',
  requestWhy:
    'Nous ne vous écrirons qu’une fois à ce sujet. Sans confirmation, vous ne recevrez plus de message à ce sujet.',
  manage: 'Changer de date, annuler ou céder votre place',
  preferences: 'Se désinscrire ou modifier les préférences',
};
