/** Why a file is not read. */
export type SheetFault = 'large' | 'workbook' | 'binary';

const LARGEST = 1024 * 1024;

/**
 * The text of a spreadsheet saved as text. Those of this country are often in the writing of Windows: what is not UTF-8 is read so. A workbook
 * (`.xlsx`, `.ods`: both are archives) is told apart, since saving it as CSV is all it takes.
 */
export async function readSheet(file: Blob): Promise<{ readonly text: string } | { readonly fault: SheetFault }> {
  if (file.size > LARGEST) return { fault: 'large' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return { fault: 'workbook' };
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return { text: new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes) };
  if (bytes.includes(0)) return { fault: 'binary' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes) };
  }
}
