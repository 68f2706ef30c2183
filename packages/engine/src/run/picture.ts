/** What the first bytes of a picture say of it. What a file is called, and what its sender says it is, are not asked. */
export interface Picture {
  readonly type: 'image/jpeg' | 'image/png' | 'image/webp';
  readonly width: number;
  readonly height: number;
  /** Whether it says more than what is seen, as where and by which device it was taken. */
  readonly hasMetadata: boolean;
}

/** One part of a file: what it is called, and where it and what it holds begin and end. */
interface Part {
  readonly name: string;
  readonly from: number;
  readonly content: number;
  readonly to: number;
}

/**
 * Reads a JPEG, PNG or WebP picture as far as its size and what it says beside; undefined when it is none of them, is broken off, or goes on after its
 * end: some telephones hang a film there.
 */
export function readPicture(bytes: Uint8Array): Picture | undefined {
  try {
    return readJpeg(bytes) ?? readPng(bytes) ?? readWebp(bytes);
  } catch (error) {
    // It ends before what it announces.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The same JPEG without what it says beside the picture; some browsers write such parts themselves. Another kind stays as it is. */
export function withoutMetadata(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (!isJpeg(bytes)) return bytes;
  const told = [...jpegParts(viewOf(bytes))].filter((part) => isTold(bytes, part));
  const kept = new Uint8Array(bytes.length - told.reduce((sum, { from, to }) => sum + to - from, 0));
  let [read, written] = [0, 0];
  for (const { from, to } of [...told, { from: bytes.length, to: bytes.length }]) {
    kept.set(bytes.subarray(read, from), written);
    written += from - read;
    read = to;
  }
  return kept;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function textAt(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

// ——— JPEG: ITU-T T.81, annex B ———

function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8;
}

/** The parts before the picture itself, by the number of their marker in hexadecimal. */
function* jpegParts(view: DataView): Generator<Part> {
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) return;
    const marker = view.getUint8(at + 1);
    // Bytes between parts may be filled up.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) return;
    const to = at + 2 + view.getUint16(at + 2);
    if (to > view.byteLength || to < at + 4) throw new RangeError('It is broken off');
    yield { name: marker.toString(16), from: at, content: at + 4, to };
    at = to;
  }
}

/** Frames (SOF), of all kinds of coding: `c4`, `c8` and `cc` are other parts. */
const FRAME = /^c[0-35-79-bd-f]$/;
/** Application data and comments; `e0` (JFIF), colours (`e2`, `ICC_PROFILE`) and Adobe’s `ee` say how to draw it. */
const TOLD = /^(?:e[1-9a-df]|fe)$/;

function isTold(bytes: Uint8Array, { name, content }: Part): boolean {
  return TOLD.test(name) && !(name === 'e2' && textAt(bytes, content, 11) === 'ICC_PROFILE');
}

function readJpeg(bytes: Uint8Array): Picture | undefined {
  if (!isJpeg(bytes) || bytes.at(-2) !== 0xff || bytes.at(-1) !== 0xd9) return undefined;
  const view = viewOf(bytes);
  const parts = [...jpegParts(view)];
  const frame = parts.find(({ name }) => FRAME.test(name));
  if (!frame) return undefined;
  return {
    type: 'image/jpeg',
    width: view.getUint16(frame.content + 3),
    height: view.getUint16(frame.content + 1),
    hasMetadata: parts.some((part) => isTold(bytes, part)),
  };
}

// ——— PNG: https://www.w3.org/TR/png-3/ ———

const PNG_TOLD = ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'];

function readPng(bytes: Uint8Array): Picture | undefined {
  if (textAt(bytes, 0, 8) !== '\x89PNG\r\n\x1a\n' || textAt(bytes, 12, 4) !== 'IHDR') return undefined;
  const view = viewOf(bytes);
  let [at, name, hasMetadata] = [8, '', false];
  while (name !== 'IEND') {
    name = textAt(bytes, at + 4, 4);
    hasMetadata ||= PNG_TOLD.includes(name);
    at += 12 + view.getUint32(at);
  }
  if (at !== bytes.length) return undefined;
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20), hasMetadata };
}

// ——— WebP: RFC 9649 ———

function readWebp(bytes: Uint8Array): Picture | undefined {
  if (textAt(bytes, 0, 4) !== 'RIFF' || textAt(bytes, 8, 4) !== 'WEBP') return undefined;
  const view = viewOf(bytes);
  const size = webpSize(view, textAt(bytes, 12, 4));
  if (!size || view.getUint32(4, true) + 8 !== bytes.length) return undefined;
  let hasMetadata = false;
  for (let at = 12; at < bytes.length;) {
    hasMetadata ||= ['EXIF', 'XMP '].includes(textAt(bytes, at, 4));
    const length = view.getUint32(at + 4, true);
    at += 8 + length + (length % 2);
  }
  return { type: 'image/webp', ...size, hasMetadata };
}

function webpSize(view: DataView, name: string): Pick<Picture, 'width' | 'height'> | undefined {
  switch (name) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: (view.getUint32(24, true) & 0xffffff) + 1, height: (view.getUint32(27, true) & 0xffffff) + 1 };
    default:
      return undefined;
  }
}
