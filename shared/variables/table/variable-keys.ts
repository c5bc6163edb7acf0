/**
 * Keys of variables.
 *
 * | what      | where              | item     |
 * | --------- | ------------------ | -------- |
 * | variables | VARIABLES / <name> | variable |
 */
import type { Key } from '../../platform/table/key.ts';

export const variablesPartition = 'VARIABLES';
export const variableKey = (name: string): Key => ({ pk: variablesPartition, sk: name });
