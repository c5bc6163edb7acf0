import { foldName } from './headings/heading-forms.ts';
import type { ColumnQuestion } from './headings/column-questions.ts';

/** Headings of meeting reports for when somebody joined, left, and how long they stayed; folded, in seven languages. */
const SIGNS: readonly RegExp[] = [
  /^(?:first)?jointime|^timejoined|^firstjoin|^entrytime|^joinedat$|^времявхода|^времяподключения|^времяприсоединения|^перв\p{L}*(?:вход|подключ|присоедин)|^beitrittszeit|^ersterbeitritt|^uhrzeitdesbeitritts|^zeitpunktdesbeitritts|^heure(?:darrivée|dentrée|deconnexion|dadhésion|departicipation)|^première(?:connexion|participation|jonction)|^hora(?:deentrada|deunión|deconexión|deingresso)|^oradiingresso|^oradipartecipazione/u,
  /^(?:last)?leavetime|^timeexited|^timeleft$|^lastleave|^exittime|^времявыхода|^времяотключения|^последн\p{L}*(?:выход|отключ)|^austrittszeit|^letzter?(?:austritt|verlassen)|^zuletztverlassen|^uhrzeitdesverlassens|^verlassenszeit|^heure(?:dedépart|desortie|dedéconnexion)|^derni(?:er|ère)(?:départ|sortie)|^hora(?:desalida|desaída)|^oradiuscita/u,
  /duration|^timeinsession|продолжительность|длительность|dauer(?:minuten)?$|^dauer|^durée|^duración|^duração|^durata/u,
  /^(?:user)?nameoriginal(?:name)?|^имя\p{L}*(?:оригинальноеимя|исходноеимя)|^name(?:ursprünglicher|originalname)|^nom\p{L}*nomoriginal|^nombre\p{L}*nombreoriginal/u,
];
/** Old reports of Teams have one line for each time that somebody joined or left. */
const ACTIONS: readonly RegExp[] = [/^useraction$/u, /^timestamp$/u];

/** Whether these are the columns of an attendance report, as Zoom, Teams, Meet, Webex and others write it. */
function isOfReport(cells: string[]): boolean {
  const names = cells.flatMap((cell) => cell.split(/[,;\t]/u)).map(foldName);
  const has = (signs: readonly RegExp[]): number =>
    signs.filter((sign) => names.some((name) => sign.test(name))).length;
  return has(SIGNS) >= 2 || has(ACTIONS) === ACTIONS.length;
}

/** The row that names the columns of an attendance report; -1 for none. */
export const findReportHeader = (rows: string[][]): number => rows.findIndex(isOfReport);

/** Why the import of such a report is held: whoever attended need not have registered, and the host is no participant. */
export const askAboutReport = (cells: string[], line: number): ColumnQuestion => ({
  question: 'attendance-report',
  examples: cells.slice(0, 8).map((cell) => cell.slice(0, 60)),
  message: `This is a report of who attended a meeting, as Zoom or Teams writes it, not a list of people. Nothing of it was imported. To have it tell who was there, upload it for its session (POST /v1/sessions/{sessionId}/attendance-imports) or put it under attendance/. To take its people in as registrants, say so by a mapping: "mapping": {"headerLine": ${line}}, with its columns where they are not known by their names.`,
});
