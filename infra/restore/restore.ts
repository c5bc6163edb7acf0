import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { copyMissing } from './copy-missing.ts';

/** `npm run restore -- --from <restored table> --to <table of the stack> [--entity registration …] [--dry-run]` */
const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    entity: { type: 'string', multiple: true },
    'dry-run': { type: 'boolean' },
  },
});
const { from, to, entity: entities = [], 'dry-run': dryRun = false } = values;
if (from === undefined || to === undefined || from === to)
  throw new Error('Say which table was restored and which one misses items: --from <table> --to <table>.');
const counts = await copyMissing(new DynamoDBClient(), { from, to, entities, dryRun });
console.table(counts);
console.log(dryRun ? 'Nothing was written.' : 'What was missing is copied; what was there is as it was.');
