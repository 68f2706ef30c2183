/**
 * Rows as a French spreadsheet reads them: semicolons, decimal commas, and a mark by which it knows that the text is UTF-8. No cell is ever a formula,
 * whoever typed it.
 */
export function writeTable(rows: readonly (readonly (string | number)[])[]): string {
  return `\ufeff${rows.map((row) => row.map(writeCell).join(';')).join('\r\n')}\r\n`;
}

/** What begins like a formula is one to a spreadsheet: an apostrophe before it makes it a text again. Numbers are ours, with their signs. */
function writeCell(cell: string | number): string {
  if (typeof cell === 'number') return `${cell}`.replace('.', ',');
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
