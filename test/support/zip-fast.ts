import { crc32, deflateRawSync } from 'node:zlib';

const DEFLATED = 8;
/** Less is stored as it is: to set up the deflate costs more than it saves. */
const LEAST_DEFLATED = 100;

/** A zip of these parts by Node's own deflate: large ones, and many, are packed in a fraction of what fflate needs. */
export function zipFast(parts: Record<string, Uint8Array>): Uint8Array {
  const local: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [path, bytes] of Object.entries(parts)) {
    const name = Buffer.from(path);
    const isStored = bytes.length < LEAST_DEFLATED;
    const packed = isStored ? bytes : deflateRawSync(bytes, { level: 1 });
    const entry = Buffer.alloc(26);
    entry.writeUInt16LE(20, 0);
    entry.writeUInt16LE(isStored ? 0 : DEFLATED, 4);
    entry.writeUInt32LE(crc32(bytes), 10);
    entry.writeUInt32LE(packed.length, 14);
    entry.writeUInt32LE(bytes.length, 18);
    entry.writeUInt16LE(name.length, 22);
    local.push(Buffer.from('PK\x03\x04'), entry, name, packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), entry, place, name);
    offset += 30 + name.length + packed.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  const count = Object.keys(parts).length;
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, ...directory, end]);
}
