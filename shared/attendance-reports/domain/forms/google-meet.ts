import { hasHeading } from '../headings.ts';
import { rowWords } from '../row-columns.ts';
import { oneTable } from './one-table.ts';

/** The sheet that Google Meet makes of a meeting: times of day without a date. */
export const googleMeet = oneTable({
  form: 'google-meet',
  words: {
    ...rowWords,
    name: [],
    firstName: ['firstname', 'vorname', 'prénom', 'nome', 'nombre', 'имя'],
    lastName: ['lastname', 'nachname', 'nom', 'sobrenome', 'apellidos', 'apellido', 'фамилия'],
    joined: [
      'timejoined',
      'beigetretenum',
      'uhrzeitdesbeitritts',
      'heuredarrivée',
      'времяподключения',
      'времявхода',
    ],
    left: [
      'timeexited',
      'timeleft',
      'verlassenum',
      'uhrzeitdesverlassens',
      'heurededépart',
      'времявыхода',
      'времяотключения',
    ],
    stayed: ['duration', 'dauer', 'durée', 'duração', 'duración', 'продолжительность'],
  },
  isHeading: (headings) =>
    hasHeading(headings, 'timejoined') && hasHeading(headings, 'timeexited', 'timeleft', 'duration'),
});
