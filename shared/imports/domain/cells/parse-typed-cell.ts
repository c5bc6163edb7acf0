import type { DateOrder, DecimalSign } from '../import-columns.ts';
import {
  checkVariableValue,
  type VariableType,
  type VariableValue,
} from '../../../variables/domain/variable.ts';
import { parseDate, type DateFault } from './parse-date.ts';
import { parseNumber, type NumberFault } from './parse-number.ts';
import { readYesNo } from '../../../platform/values/text/yes-no.ts';

type CellFault = { code: string; message: string };

const messages: Record<DateFault | NumberFault, string> = {
  'not-a-date': 'This is not a date, like 2027-03-21.',
  'date-order':
    'Day and month of this date could be exchanged. Say in the mapping whether the column is day-first or month-first.',
  'not-a-number': 'This is not a number.',
  'number-format':
    'This number could be read in two ways. Say in the mapping whether its decimal sign is a comma or a point.',
  'decimal-sign':
    'This number is not written with the decimal sign of its column. Write it as the other rows do, or say in the mapping whether the sign is a comma or a point.',
  'out-of-range': 'This number has more digits than can be kept (15).',
};

export const cellFaultOf = (code: DateFault | NumberFault): CellFault => ({ code, message: messages[code] });

const MOST_TEXT = 2000;

/** Reads a cell as a value of the type, in the form in which it is stored. */
export function parseTypedCell(
  text: string,
  type: VariableType,
  how: { dateOrder?: DateOrder | undefined; decimal?: DecimalSign | undefined },
): { value: VariableValue } | CellFault {
  switch (type) {
    case 'text':
      return text.length > MOST_TEXT
        ? { code: 'too-long', message: `The text is longer than ${MOST_TEXT} characters.` }
        : checkVariableValue({ type }, text);
    case 'number': {
      const number = parseNumber(text, how.decimal);
      return typeof number === 'number' ? { value: number } : cellFaultOf(number.fault);
    }
    case 'boolean': {
      const value = readYesNo(text) ?? (/^[x+]$/i.test(text) ? true : undefined);
      return value === undefined
        ? { code: 'not-a-boolean', message: 'This is neither yes nor no (true, false).' }
        : { value };
    }
    case 'date': {
      const date = parseDate(text, how.dateOrder);
      return typeof date === 'string' ? { value: date } : cellFaultOf(date.fault);
    }
  }
}
