import type { FolderNames } from '../state/data-folder.ts';

/** How Turnout's data folders are recognized. */
export const dataFolder: FolderNames = { marker: '.turnout-data', usual: '.turnout' };
