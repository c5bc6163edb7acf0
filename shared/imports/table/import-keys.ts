/**
 * Keys of imports.
 *
 * | what                              | where                            | item          |
 * | --------------------------------- | -------------------------------- | ------------- |
 * | faults of an import by line       | FAULTS#<import>#<shard> / <line> | fault         |
 * | saved mappings                    | MAPPINGS / <mapping>             | saved-mapping |
 * | an upload that waits for its file | UPLOAD#<object key> / UPLOAD     | upload        |
 *
 * The list of faults is merged over the 16 shards.
 */
import { shardName, type Key } from '../../platform/table/key.ts';
import { SHARDS } from '../../platform/values/shard.ts';

export const faultsPartition = (importId: string, shard: number): string =>
  `FAULTS#${importId}#${shardName(shard)}`;
const LINE_DIGITS = 12;
export const faultLine = (line: number): string => String(line).padStart(LINE_DIGITS, '0');
export const faultKey = (importId: string, line: number): Key => ({
  pk: faultsPartition(importId, line % SHARDS),
  sk: faultLine(line),
});

export const savedMappingsPartition = 'MAPPINGS';
export const savedMappingKey = (mappingId: string): Key => ({ pk: savedMappingsPartition, sk: mappingId });

export const uploadKey = (objectKey: string): Key => ({ pk: `UPLOAD#${objectKey}`, sk: 'UPLOAD' });
