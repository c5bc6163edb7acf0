import { SessionId } from '../../platform/values/ids.ts';
import { inviteType, utmNames, type Participant, type UtmName } from '../../people/domain/participant.ts';
import { personFieldsWith } from '../../person-fields/domain/person-field-names.ts';
import { recordOf } from '../../platform/values/record-of.ts';
import { participantLabels } from '../../people/domain/participant-labels.ts';
import { isByHand, answersOf, type Registration } from '../../registrations/domain/registration.ts';
import { VariableName, type VariableValue } from '../../variables/domain/variable.ts';
import { participantStatus } from '../../people/domain/wish.ts';

/** What a cell needs besides the person. */
export interface RowFacts {
  /** A moment or a day as the export writes it. */
  date: (written: string) => string;
  groupName: (groupId: string) => string | undefined;
  registration: (person: Participant, sessionId: string) => Registration | undefined;
  /** Names of the variables that hold dates. */
  dateVariables: ReadonlySet<string>;
}

export type CellWriter = (person: Participant, facts: RowFacts) => string | undefined;

const dated = (read: (person: Participant) => string | undefined): CellWriter => {
  return (person, facts) => {
    const written = read(person);
    return written === undefined ? undefined : facts.date(written);
  };
};

/** Fields of a person by their names, which are the columns' names too: imports know each of them. */
const exported = personFieldsWith('export', true);
const writers = {
  id: (person) => person.id,
  ...recordOf(
    exported,
    (name): CellWriter =>
      (person) =>
        person[name],
  ),
  groups: (person, facts) => joinGroups(person.groups, facts),
  status: participantStatus,
  inviteType,
  labels: (person) => participantLabels(person).join('; '),
  source: (person) => person.source,
  consentAt: dated((person) => person.consent?.at),
  consentSource: (person) => person.consent?.source,
  consentIp: (person) => person.consent?.ip,
  createdAt: dated((person) => person.createdAt),
  firstSeenAt: dated((person) => person.firstSeenAt),
  lastSeenAt: dated((person) => person.lastSeenAt),
} satisfies Record<string, CellWriter>;

/** The columns of an export unless somebody chooses others; variables are added. */
export const defaultFields: readonly string[] = [
  ...exported,
  ...['groups', 'status', 'source'],
  ...utmNames.map((name) => `utm.${name}`),
  'createdAt',
  // By which those come in again who have neither an address nor an id in a channel.
  'id',
];

/** A column of an export. */
export interface ExportField {
  name: string;
  write: CellWriter;
  /** Set for custom fields. */
  variable?: string;
  /** For columns about a session: which session, which part, and for an answer, which field of the form. */
  sessionId?: string;
  part?: string;
  answer?: string;
}

const personWriters = new Map<string, CellWriter>(Object.entries(writers));

/** The names of all fixed columns, for error messages. */
export const fieldNames: readonly string[] = [
  ...personWriters.keys(),
  ...utmNames.map((name) => `utm.${name}`),
];

/**
 * The column of this name: a field, `utm.<name>`, `variables.<name>`, `session:<id>.<part>` or
 * `session:<id>.answers.<field of its form>`; undefined for none.
 */
export function exportField(name: string): ExportField | undefined {
  const write = personWriters.get(name);
  if (write) return { name, write };
  const utm = utmNames.find((one) => name === `utm.${one}`);
  if (utm) return { name, write: utmWriter(utm) };
  if (name.startsWith('variables.')) return variableField(name);
  return sessionField(name);
}

const answerPart = /^answers\.([A-Za-z]\w*)$/;
const consentPart = /^consents\.([A-Za-z]\w*)$/;

function sessionField(name: string): ExportField | undefined {
  const [, sessionId = '', part = ''] = /^session:([^.]+)\.([\w.]+)$/.exec(name) ?? [];
  const answer = answerPart.exec(part)?.[1];
  const consent = consentPart.exec(part)?.[1];
  const writePart =
    answer !== undefined
      ? answerWriter(answer)
      : consent !== undefined
        ? consentWriter(consent)
        : sessionParts.get(part);
  if (!writePart || !SessionId.safeParse(sessionId).success) return undefined;
  return {
    name,
    sessionId,
    part,
    ...(answer !== undefined && { answer }),
    write: (person, facts) => {
      const registration = facts.registration(person, sessionId);
      return registration && writePart(registration, facts);
    },
  };
}

const utmWriter =
  (name: UtmName): CellWriter =>
  (person) =>
    person.utm?.[name];

function variableField(name: string): ExportField | undefined {
  const variable = VariableName.safeParse(name.slice('variables.'.length)).data;
  if (variable === undefined) return undefined;
  return {
    name,
    variable,
    write: (person, facts) => {
      const value = person.variables?.[variable];
      if (value === undefined) return undefined;
      const isDay = typeof value === 'string' && DAY.test(value) && facts.dateVariables.has(variable);
      return isDay ? facts.date(value) : valueText(value);
    },
  };
}

/** A variable that holds a moment is not reformatted, so that an import finds it unchanged. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A value as imports read it back. Three decimals get a zero: `1.234` could be a thousand and more. */
function valueText(value: VariableValue): string {
  const text = String(value);
  return typeof value === 'number' && /^-?[1-9]\d{0,2}\.\d{3}$/.test(text) ? `${text}0` : text;
}

type PartWriter = (registration: Registration, facts: RowFacts) => string | undefined;

/** Whole minutes in the room: one that was begun does not count. */
const minutesOf = (seconds: number | undefined): string | undefined =>
  seconds === undefined ? undefined : String(Math.floor(seconds / 60));

const sessionParts = new Map<string, PartWriter>([
  ['status', (registration) => registration.status],
  ['registered', ({ status }) => String(status !== 'cancelled' && status !== 'suspected')],
  ['registeredAt', (registration, facts) => facts.date(registration.createdAt)],
  ['consents', ({ consents = [] }) => joinTexts(consents.map(({ name, version }) => `${name} (${version})`))],
  ['attendance', (registration) => registration.attendance?.state ?? 'unknown'],
  ['attendanceSeconds', (registration) => registration.attendance?.seconds?.toString()],
  ['attendanceShare', (registration) => registration.attendance?.share?.toString()],
  ['attendanceMinutes', ({ attendance }) => minutesOf(attendance?.seconds)],
  ['attendanceJoinedAt', ({ attendance }, facts) => attendance?.joinedAt && facts.date(attendance.joinedAt)],
  ['attendanceLeftAt', ({ attendance }, facts) => attendance?.leftAt && facts.date(attendance.leftAt)],
  ['attendanceRole', ({ attendance }) => attendance?.role ?? (attendance?.sources && 'attendee')],
  [
    'attendanceSources',
    ({ attendance }) =>
      isByHand(attendance) ? 'by-hand' : attendance?.sources && joinTexts(attendance.sources),
  ],
]);

const answerWriter =
  (field: string): PartWriter =>
  (registration) => {
    const answers = answersOf(registration);
    const value = Object.hasOwn(answers, field) ? answers[field] : undefined;
    if (value === undefined) return undefined;
    return Array.isArray(value) ? joinTexts(value) : valueText(value);
  };

/** The version of what was agreed to. */
const consentWriter =
  (consent: string): PartWriter =>
  ({ consents = [] }) =>
    consents.find(({ name }) => name === consent)?.version;

/** The parts that may follow `session:<id>.`. */
export const sessionPartNames: readonly string[] = [
  ...sessionParts.keys(),
  'consents.<name>',
  'answers.<field>',
  'answers.*',
];

/** A name that means all answers of a session. */
export const allAnswers = /^session:([^.]+)\.answers(?:\.\*)?$/;

function joinGroups(ids: ReadonlySet<string> | undefined, facts: RowFacts): string | undefined {
  return ids && joinTexts([...ids].flatMap((id) => facts.groupName(id) ?? []));
}

/** Joins texts so that imports can split them again: `; ` between, and a backslash before what could be taken for it. */
function joinTexts(texts: readonly string[]): string {
  return texts.map((text) => text.replace(/[\\;]/g, String.raw`\$&`)).join('; ');
}
