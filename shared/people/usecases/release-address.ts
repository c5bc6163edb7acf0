import type { FieldErrorCode } from '../../platform/problems/field-error-codes.ts';
import { isEmailFault, parseEmail } from '../../platform/values/email-address.ts';
import { participantIdOf } from '../domain/identity.ts';
import { isFinished } from '../../jobs/domain/job.ts';
import type { Participant } from '../domain/participant.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { addressInUse, wishAt } from '../domain/move-address.ts';
import { Wish } from '../domain/wish.ts';
import { mergeJobOf } from '../table/identity-items.ts';
import { getJobCore } from '../../jobs/table/job-items.ts';
import { historyItem } from '../table/history-items.ts';
import { writeReleaseAddress } from '../table/write-release-address.ts';
import type { Table } from '../../platform/table/table.ts';
import { addressIdOf } from './change-wishes.ts';
import { entryOf, type Act, type PeopleDeps } from './person-act.ts';
import { writePerson } from './write-person.ts';

/**
 * Makes a separate person of a former address, or of the address of somebody merged into them: a new person without a name,
 * who allows no more than the one they were taken from, and no more than was ever recorded at that address. Answers the
 * former owner.
 */
export async function releaseAddress(
  deps: PeopleDeps,
  id: string,
  email: string,
  act: Act,
): Promise<Participant> {
  const parsed = parseEmail(email);
  if (isEmailFault(parsed)) throw refused(parsed.code, parsed.message);
  const addressId = participantIdOf(deps.identityKey, parsed.key);
  return writePerson(deps.table, id, async (person) => {
    checkFormer(deps, person, addressId);
    await checkSettled(deps.table, addressId);
    const released: Participant = {
      ...wishAt({ wish: Wish.parse(person), addressId: addressInUse(person) }, addressId),
      blockedBy: undefined,
      id: addressId,
      email: parsed.address,
      source: 'manual',
      createdAt: act.at,
      createdBy: act.actor,
      version: 1,
    };
    const entry = { email: parsed.address, from: person.id, released: addressId };
    return writeReleaseAddress(deps.table, { person, released }, [
      historyItem(deps.table, entryOf(act, person.id, 'address-released', entry)),
      historyItem(deps.table, entryOf(act, addressId, 'address-released', entry)),
    ]);
  });
}

function checkFormer(deps: PeopleDeps, person: Participant, addressId: string): void {
  if (addressId === addressIdOf(deps.identityKey, person))
    throw refused('address-in-use', 'Mail goes to this address now. Give the person another one first.');
  if (addressId === person.id)
    throw refused(
      'address-of-id',
      'This person came in with this address; their id hangs on it, so it stays theirs.',
    );
  if (person.aliases?.has(addressId) !== true)
    throw refused('address-unknown', 'This is no former address of this person.');
}

/** Refuses while a merge is still moving things: what has not been moved yet would become the released person's. */
async function checkSettled(table: Table, addressId: string): Promise<void> {
  const jobId = await mergeJobOf(table, addressId);
  const job = jobId === undefined ? undefined : await getJobCore(table, jobId);
  if (job && !isFinished(job))
    throw new Refusal('conflict', `The merge is still at work (${job.id}). Try again when it is done.`);
}

function refused(code: FieldErrorCode, message: string): Refusal {
  return new Refusal('conflict', message, [{ field: 'email', code, message }]);
}
