/**
 * The writing of a text that its digest is made of, so that page, server and a program of somebody else's find the same: composed characters
 * (NFC), line ends as one LF, no white space at the end of a line, no empty line at the beginning or the end, one LF last; then UTF-8.
 */
export function canonicalText(text: string): string {
  const lines = text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .normalize('NFC')
    .replace(/[^\S\n]+$/gm, '');
  return `${lines.replace(/^\n+|\n+$/g, '')}\n`;
}
