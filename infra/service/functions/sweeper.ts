import { settings } from '../../../functions/sweeper/settings.ts';
import type { FunctionSpec } from '../function-spec.ts';
import {
  countMessages,
  listKeys,
  onTable,
  queryIndex,
  queryLists,
  sendTo,
  takeDeadLetters,
} from '../permissions.ts';

const minute = 60;

export const sweeper: FunctionSpec = {
  losesWhenItFails:
    'What died half-way stays undone: imports, exports, reminders and hand-overs hang, and mails that could not be sent stay unsent.',
  timeoutSeconds: 5 * minute,
  memoryMb: 512,
  knows: settings,
  may: [
    onTable('GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'),
    queryIndex,
    queryLists,
    listKeys('imports'),
    sendTo('jobs'),
    sendTo('schedules'),
    sendTo('runs'),
    sendTo('deliveries'),
    takeDeadLetters('seats'),
    sendTo('seats'),
    takeDeadLetters('confirmations'),
    sendTo('confirmations'),
    takeDeadLetters('bulk'),
    sendTo('bulk'),
    countMessages('confirmations', 'bulk'),
    countMessages(
      'confirmations-dlq',
      'bulk-dlq',
      'jobs-dlq',
      'schedules-dlq',
      'runs-dlq',
      'deliveries-dlq',
      'seats-dlq',
      'failures',
    ),
  ],
};
