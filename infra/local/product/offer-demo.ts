import type { Cloud } from '../cloud/start-cloud.ts';
import { makeDemoEvent } from './make-demo-event.ts';
import { demoPathNote } from './turnout.ts';

/** The function that makes the demo event. */
export const demoFunction = 'events';

/** Key of the note that says that the demo event was offered; whoever deletes the event does not get it again. */
const doneNote = 'demo-done';

/** Whether the next start makes the demo event. */
export const wantsDemo = ({ notes }: Pick<Cloud, 'notes'>): boolean => notes.read(doneNote) === undefined;

/** Makes the demo event, once in the life of a data folder. One that cannot be made is reported, and stops nothing. */
export async function offerDemo(cloud: Cloud): Promise<void> {
  const { url, notes, clock } = cloud;
  try {
    const path = await makeDemoEvent(url, await cloud.mint('admin'), clock.now());
    if (path !== undefined) notes.write(demoPathNote, path);
    notes.write(doneNote, 'yes');
  } catch (error) {
    console.error('No demo event:', error instanceof Error ? error.message : error);
  }
}
