import { cellAt, findColumns, foldHeadings, hasHeading } from '../headings.ts';
import { isEmailAddress } from '../../../platform/values/email-address.ts';
import type { ReportKind, ReportReader, WrittenRow } from '../report.ts';

const names = ['id', 'name', 'action', 'at', 'role'] as const;
const words = {
  id: ['participantid'],
  name: ['fullname', 'name'],
  action: ['action'],
  at: ['utceventtimestamp'],
  role: ['role'],
};

const isHeading = (headings: readonly string[]): boolean =>
  hasHeading(headings, 'utceventtimestamp') && hasHeading(headings, 'action');

/** The list of a Teams live event: a line for each time that somebody joined or left, in UTC. */
export const teamsLiveEvent: ReportKind = {
  form: 'teams-live-event',
  recognises: (top) => top.map(foldHeadings).some(isHeading),
  open: () => new TeamsLiveEventReader(),
};

class TeamsLiveEventReader implements ReportReader {
  readonly form = 'teams-live-event';
  readonly meeting = {};
  readonly isUtc = true;
  #columns: Record<(typeof names)[number], number> | undefined;

  read(cells: string[]): WrittenRow | undefined {
    if (!this.#columns) {
      const headings = foldHeadings(cells);
      if (isHeading(headings)) this.#columns = findColumns(headings, names, words);
      return undefined;
    }
    const at = cellAt(cells, this.#columns.at);
    const action = cellAt(cells, this.#columns.action) ?? '';
    if (at === undefined) return undefined;
    const id = cellAt(cells, this.#columns.id);
    const role = cellAt(cells, this.#columns.role) ?? '';
    return {
      name: cellAt(cells, this.#columns.name) ?? '',
      email: id !== undefined && isEmailAddress(id) ? id : undefined,
      // Nobody else's row has it: it tells people of one name apart.
      registrantId: id,
      role: /^(?:producer|organizer)/iu.test(role)
        ? 'host'
        : /^presenter/iu.test(role)
          ? 'speaker'
          : 'attendee',
      wasThere: true,
      isMoment: true,
      ...(/^left/iu.test(action) ? { left: at } : { joined: at }),
    };
  }
}
