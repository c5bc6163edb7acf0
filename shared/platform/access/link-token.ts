import { createHmac, timingSafeEqual } from 'node:crypto';
import { idDigits } from '../values/ids.ts';

/**
 * Tokens of the links in mails. A link has no date of its end: it lives as long as its registration keeps its link epoch
 * (coming back after a cancellation raises it, and so does erasing the person) and until the link key was rotated twice.
 * What it shows is decided when it is opened: a join link of a session that is over or cancelled leads to no room.
 */

/** What a link is good for; a token of one purpose is worthless for another. */
export type LinkPurpose =
  | 'join'
  | 'preferences'
  | 'confirm'
  | 'calendar'
  | 'room'
  | 'moderate'
  | 'speak'
  | 'mailbox'
  | 'waitlist'
  | 'registrations'
  | 'invitation';

/** A key for links; several may be valid while one is rotated out. */
export interface LinkKey {
  /** First byte of a hash of the key: tells which key a token was made with. */
  id: number;
  secret: Uint8Array;
}

export interface LinkTarget {
  sessionId: string;
  participantId: string;
  /** Raising the registration's epoch revokes all its links. */
  linkEpoch: number;
}

/** To whom a link was mailed: what it is good for may end with the address. */
export interface MailedTo {
  /** The id of the address; what its holder says by the link, they say at that mailbox. */
  addressId: string;
  wasMailedTo: (email: string | undefined) => boolean;
}

const MAC_BYTES = 16;
const TAG_BYTES = 8;
const ID_BYTES = 16;
const MAILED_BYTES = TAG_BYTES + ID_BYTES;
const BODY_BYTES = 1 + 16 + 16 + 2 + MAILED_BYTES;

/** Whom a link is mailed to; the id of the address where it is not that of the person. */
export interface Addressee {
  participantId: string;
  addressId?: string | undefined;
  email: string;
}

/** A short unguessable token: key id, registration, epoch, address, and a 128-bit MAC over them and the purpose. */
export function makeLinkToken(key: LinkKey, purpose: LinkPurpose, target: LinkTarget & Addressee): string {
  const body = Buffer.alloc(BODY_BYTES);
  body.writeUInt8(key.id, 0);
  body.write(idDigits(target.sessionId), 1, 'hex');
  body.write(idDigits(target.participantId), 17, 'hex');
  body.writeUInt16BE(target.linkEpoch, 33);
  mailedPart(key, target).copy(body, 35);
  return Buffer.concat([body, macOf(key, purpose, body)]).toString('base64url');
}

/** The target of a genuine token; undefined for anything else, whatever is wrong with it. */
export function readLinkToken(
  keys: LinkKey[],
  purpose: LinkPurpose,
  token: string,
): (LinkTarget & MailedTo) | undefined {
  const body = genuineBody(keys, purpose, token, BODY_BYTES);
  if (!body) return undefined;
  return {
    sessionId: `ses_${body.toString('hex', 1, 17)}`,
    participantId: `par_${body.toString('hex', 17, 33)}`,
    linkEpoch: body.readUInt16BE(33),
    ...mailedTo(keys, body.subarray(35)),
  };
}

const PERSON_BYTES = 1 + 16 + MAILED_BYTES;

/** Whom the link of a person belongs to, and the address it was mailed to. */
export interface PersonTarget extends MailedTo {
  participantId: string;
}

/** The same for a person, whatever they are registered for. Its length tells it from the token of a registration. */
export function makePersonToken(key: LinkKey, purpose: LinkPurpose, addressee: Addressee): string {
  const body = Buffer.alloc(PERSON_BYTES);
  body.writeUInt8(key.id, 0);
  body.write(idDigits(addressee.participantId), 1, 'hex');
  mailedPart(key, addressee).copy(body, 17);
  return Buffer.concat([body, macOf(key, purpose, body)]).toString('base64url');
}

/** Whom a genuine token of a person is for; undefined for anything else. */
export function readPersonToken(
  keys: LinkKey[],
  purpose: LinkPurpose,
  token: string,
): PersonTarget | undefined {
  const body = genuineBody(keys, purpose, token, PERSON_BYTES);
  if (!body) return undefined;
  return { participantId: `par_${body.toString('hex', 1, 17)}`, ...mailedTo(keys, body.subarray(17)) };
}

const ROOM_BYTES = 1 + 16 + 16 + 4;

/** What a form of a room answers with: the way in, and nothing else, for whoever posted an address. */
export interface RoomTarget {
  eventId: string;
  /** The id of the posted address, known or not. */
  addressId: string;
  /** When it was posted, in milliseconds since the epoch; kept to the second. */
  postedAt: number;
}

/** A token that opens a room for a while. It looks the same, and costs the same, whoever posted. */
export function makeRoomToken(key: LinkKey, { eventId, addressId, postedAt }: RoomTarget): string {
  const body = Buffer.alloc(ROOM_BYTES);
  body.writeUInt8(key.id, 0);
  body.write(idDigits(eventId), 1, 'hex');
  body.write(idDigits(addressId), 17, 'hex');
  body.writeUInt32BE(Math.floor(postedAt / 1000), 33);
  return Buffer.concat([body, macOf(key, 'room', body)]).toString('base64url');
}

/** The room of a genuine token; undefined for anything else. */
export function readRoomToken(keys: LinkKey[], token: string): RoomTarget | undefined {
  const body = genuineBody(keys, 'room', token, ROOM_BYTES);
  if (!body) return undefined;
  return {
    eventId: `evt_${body.toString('hex', 1, 17)}`,
    addressId: `par_${body.toString('hex', 17, 33)}`,
    postedAt: body.readUInt32BE(33) * 1000,
  };
}

function mailedPart(key: LinkKey, { participantId, addressId = participantId, email }: Addressee): Buffer {
  return Buffer.concat([addressTag(key, email), Buffer.from(idDigits(addressId), 'hex')]);
}

function mailedTo(keys: LinkKey[], part: Buffer): MailedTo {
  const tag = part.subarray(0, TAG_BYTES);
  return {
    addressId: `par_${part.toString('hex', TAG_BYTES, MAILED_BYTES)}`,
    wasMailedTo: (email) => email !== undefined && keys.some((key) => addressTag(key, email).equals(tag)),
  };
}

/**
 * A keyed hash of an address: tells addresses apart without telling what they are. Upper and lower case are one mailbox.
 */
function addressTag(key: LinkKey, email: string): Buffer {
  return createHmac('sha256', key.secret)
    .update(`address\n${email.toLowerCase()}`)
    .digest()
    .subarray(0, TAG_BYTES);
}

/** The body of a token, if one of our keys made it for this purpose and this kind of target. */
function genuineBody(
  keys: LinkKey[],
  purpose: LinkPurpose,
  token: string,
  length: number,
): Buffer | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== length + MAC_BYTES || bytes.toString('base64url') !== token) return undefined;
  const body = bytes.subarray(0, length);
  const mac = bytes.subarray(length);
  // Two keys may share an id: one byte is short.
  const isGenuine = keys.some(
    (key) => key.id === body.readUInt8(0) && timingSafeEqual(macOf(key, purpose, body), mac),
  );
  return isGenuine ? body : undefined;
}

function macOf(key: LinkKey, purpose: LinkPurpose, body: Uint8Array): Buffer {
  return createHmac('sha256', key.secret)
    .update(`link\n${purpose}\n`)
    .update(body)
    .digest()
    .subarray(0, MAC_BYTES);
}
