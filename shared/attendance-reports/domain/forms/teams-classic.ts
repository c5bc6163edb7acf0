import { cellAt, findColumns, foldHeadings, hasHeading } from '../headings.ts';
import type { ReportKind, ReportReader, WrittenRow } from '../report.ts';
import { ownName } from './teams-words.ts';

const words = {
  name: [
    'fullname',
    'name',
    'vollständigername',
    'nomecompleto',
    'imięinazwisko',
    'nomcomplet',
    'полноеимя',
    'имя',
  ],
  action: [
    'useraction',
    'benutzeraktion',
    'açãodousuário',
    'açãodoutilizador',
    'akcjaużytkownika',
    'actiondelutilisateur',
    'действиепользователя',
  ],
  at: [
    'timestamp',
    'zeitstempel',
    'carimbodedatahora',
    'datahora',
    'sygnaturaczasowa',
    'znacznikczasu',
    'horodatage',
    'horodateur',
    'меткавремени',
    'отметкавремени',
  ],
};
const LEFT =
  /^(?:left|verlassen|hat.*verlassen|saiu|opuści|opuszczono|a quitté|parti|sorti|вышел|покинул|выход|отключился)/iu;

const isHeading = (headings: readonly string[]): boolean =>
  hasHeading(headings, ...words.action) && hasHeading(headings, ...words.at);

/** Teams' former attendance list: a line for each time that somebody joined or left, and nothing of who did not leave before the end. */
export const teamsClassic: ReportKind = {
  form: 'teams-classic',
  recognises: (top) => top.map(foldHeadings).some(isHeading),
  open: () => new TeamsClassicReader(),
};

class TeamsClassicReader implements ReportReader {
  readonly form = 'teams-classic';
  readonly meeting = {};
  #columns: Record<'name' | 'action' | 'at', number> | undefined;

  read(cells: string[]): WrittenRow | undefined {
    if (!this.#columns) {
      const headings = foldHeadings(cells);
      if (isHeading(headings)) this.#columns = findColumns(headings, ['name', 'action', 'at'], words);
      return undefined;
    }
    const name = ownName(cellAt(cells, this.#columns.name) ?? '');
    const at = cellAt(cells, this.#columns.at);
    const action = cellAt(cells, this.#columns.action);
    if (at === undefined || action === undefined) return undefined;
    const moment = LEFT.test(action) ? { left: at } : { joined: at };
    return { name, role: 'attendee', wasThere: true, isMoment: true, ...moment };
  }
}
