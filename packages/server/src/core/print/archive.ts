import { Inflate, strFromU8, Unzlib } from 'fflate';

/** A ZIP archive holds more than any file that was made here: it is not unpacked, or no further. */
export class ArchiveTooLargeError extends Error {
  override readonly name = 'ArchiveTooLargeError';

  constructor() {
    super('The archive holds more than any file made here');
  }
}

/** Entries, and bytes once unpacked, of all that is read of one archive together. */
const MOST_ENTRIES = 500;
const LARGEST = 32 * 1024 * 1024;
/** Handed over at once: what these can grow to is all that is in memory before it is counted. */
const PIECE = 16 * 1024;

const DIRECTORY_END = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/** Bytes by which a ZIP archive begins, and so a document of Word or Excel. */
export function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/**
 * The texts of some files in an archive, by their names; nothing where it is none, or says two things under one name. What an archive says of its sizes
 * is not believed: unpacked bytes are counted as they come.
 * @throws {ArchiveTooLargeError}
 */
export function readArchive(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
): ReadonlyMap<string, string> | undefined {
  const found = new Map<string, string>();
  let left = LARGEST;
  try {
    for (const { name, isPacked, from, length } of entriesOf(bytes)) {
      if (!isWanted(name)) continue;
      if (found.has(name)) return undefined;
      const packed = bytes.subarray(from, from + length);
      const content = isPacked ? unpack(Inflate, packed, left) : packed;
      left -= content.length;
      if (left < 0) throw new ArchiveTooLargeError();
      found.set(name, strFromU8(content));
    }
  } catch (error) {
    if (error instanceof ArchiveTooLargeError) throw error;
    return undefined;
  }
  return found;
}

interface Entry {
  readonly name: string;
  readonly isPacked: boolean;
  readonly from: number;
  readonly length: number;
}

/** By its directory, which stands at its end. What points past the end throws a `RangeError`. */
function* entriesOf(bytes: Uint8Array): Generator<Entry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (view.getUint32(end, true) !== DIRECTORY_END) end -= 1;
  const count = view.getUint16(end + 10, true);
  if (count > MOST_ENTRIES) throw new ArchiveTooLargeError();
  let at = view.getUint32(end + 16, true);
  for (let place = 0; place < count; place += 1) {
    if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new RangeError('no entry of a directory');
    const nameLength = view.getUint16(at + 28, true);
    const name = strFromU8(bytes.subarray(at + 46, at + 46 + nameLength));
    const local = view.getUint32(at + 42, true);
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    yield { name, isPacked: view.getUint16(at + 10, true) !== 0, from, length: view.getUint32(at + 20, true) };
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
}

/** The bytes of what stands in a file by itself, packed by zlib. @throws {ArchiveTooLargeError} @throws what `fflate` throws for what is not packed so */
export function unpackZlib(packed: Uint8Array): Uint8Array {
  return unpack(Unzlib, packed, LARGEST);
}

/** @throws {ArchiveTooLargeError} @throws what `fflate` throws for what is not packed as it says */
function unpack(Unpacker: typeof Inflate | typeof Unzlib, packed: Uint8Array, most: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const inflater = new Unpacker((piece) => {
    size += piece.length;
    if (size > most) throw new ArchiveTooLargeError();
    pieces.push(piece);
  });
  for (let from = 0; from < packed.length; from += PIECE) {
    inflater.push(packed.subarray(from, from + PIECE), from + PIECE >= packed.length);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
