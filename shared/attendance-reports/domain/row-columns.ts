import { cellAt, type Columns, type HeadingWords } from './headings.ts';
import type { WrittenRow } from './report.ts';

/** The columns that tell of somebody's attendance. */
export const rowColumns = [
  'name',
  'firstName',
  'lastName',
  'email',
  'joined',
  'left',
  'stayed',
  'registrantId',
  'attended',
] as const;
export type RowColumn = (typeof rowColumns)[number];
export type RowColumns = Columns<RowColumn>;

/** What reports of no program in particular call these columns. */
export const rowWords: HeadingWords<RowColumn> = {
  name: [
    'nameoriginalname',
    'usernameoriginalname',
    'name',
    'fullname',
    'username',
    'displayname',
    'participant',
    'participantname',
    'attendee',
    'attendeename',
    'имя',
    'фио',
    'teilnehmer',
    'nom',
    'nome',
    'nombre',
  ],
  firstName: ['firstname', 'givenname', 'vorname', 'prénom', 'имя'],
  lastName: ['lastname', 'surname', 'familyname', 'nachname', 'nomdefamille', 'фамилия'],
  email: [
    'useremail',
    'email',
    'emailaddress',
    'attendeeemail',
    'mail',
    'emailadresse',
    'adresseemail',
    'courriel',
    'почта',
    'электроннаяпочта',
    'адресэлектроннойпочты',
    'endereçodeemail',
    'correoelectrónico',
    // `Benutzer-E-Mail`, `Адрес электронной почты`
    /mail$|почт/u,
  ],
  joined: [
    'jointime',
    'joined',
    'joinedat',
    'timejoined',
    'join',
    'firstjoin',
    'entrytime',
    'start',
    'starttime',
    'времявхода',
    'времяподключения',
    'beitrittszeit',
    'beitritt',
    'heuredarrivée',
    'horadeentrada',
    'horadeunión',
  ],
  left: [
    'leavetime',
    'left',
    'leftat',
    'timeexited',
    'timeleft',
    'leave',
    'lastleave',
    'exittime',
    'end',
    'endtime',
    'времявыхода',
    'времяотключения',
    'austrittszeit',
    'austritt',
    'heurededépart',
    'horadesalida',
    'horadesaída',
  ],
  stayed: [
    /^(?:total)?(?:duration|timeinsession|attendanceduration|timeattended|minutes|seconds)(?:in)?(?:minutes?|mins?|seconds?|secs?)?$/u,
    /^(?:продолжительность|длительность|dauer|durée|duración|duração|durata)/u,
  ],
  registrantId: ['registrantid', 'registrationid'],
  attended: ['attended', 'attendance', 'attendancestatus', 'teilgenommen', 'присутствовал'],
};

/** In which unit a column has its bare numbers. */
export const unitOf = (heading: string | undefined): 'minutes' | 'seconds' =>
  heading !== undefined && /sec|sek|сек|attendance_?duration$/iu.test(heading) && !/min/iu.test(heading)
    ? 'seconds'
    : 'minutes';

/** What the cells of a row say. Undefined where they name nobody. */
export function rowOf(
  cells: readonly string[],
  columns: RowColumns,
  about: Pick<WrittenRow, 'role'> & Partial<Pick<WrittenRow, 'wasThere'>> & { unit?: 'minutes' | 'seconds' },
): WrittenRow | undefined {
  const at = (name: RowColumn): string | undefined => cellAt(cells, columns[name]);
  const parts = [at('firstName'), at('lastName')].flatMap((part) => part ?? []);
  const name = at('name') ?? parts.join(' ');
  const email = at('email');
  const registrantId = at('registrantId');
  const stayed = at('stayed');
  const row = { joined: at('joined'), left: at('left') };
  const saysAnything = [email, registrantId, stayed, row.joined, row.left].some((one) => one !== undefined);
  if (name === '' && !saysAnything) return undefined;
  return {
    name,
    email,
    registrantId,
    ...row,
    role: about.role,
    stayed: stayed === undefined ? undefined : { text: stayed, unit: about.unit ?? 'minutes' },
    wasThere:
      about.wasThere ??
      !/^(?:no|false|0|nein|non|não|nie|нет|did not attend|absent)$/iu.test(at('attended') ?? 'yes'),
  };
}
