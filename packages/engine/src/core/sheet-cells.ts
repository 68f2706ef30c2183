/** What cells and titles of the spreadsheets people have say, however they were typed. */

/** Without accents, capitals and signs: `N° de téléphone` → `n de telephone`. */
export function foldCell(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** What the columns of a file most likely are, by their titles: for each of ours the number of its column, from 0. */
export function guessColumnsBy<Column extends string>(
  titles: readonly string[],
  names: Readonly<Record<Column, readonly string[]>>,
): Partial<Record<Column, number>> {
  const folded = titles.map(foldCell);
  const found: Partial<Record<Column, number>> = {};
  for (const [column, known] of Object.entries(names) as [Column, readonly string[]][]) {
    const place = folded.findIndex((title) => known.some((name) => foldCell(name) === title));
    if (place >= 0) found[column] = place;
  }
  return found;
}

/** `31/03/1980`, `31.3.1980`, `1980-03-31`, or a spreadsheet's number of days since 1900 → `1980-03-31`. */
export function readDayCell(text: string): string | undefined {
  if (/^\d{5}(\.0+)?$/.test(text))
    return new Date(Date.UTC(1899, 11, 30) + Number(text) * 86_400_000).toISOString().slice(0, 10);
  const parts = /^(\d{4})-(\d\d?)-(\d\d?)(?:T.*)?$/.exec(text) ?? /^(\d\d?)[\s/.-]+(\d\d?)[\s/.-]+(\d{4})$/.exec(text);
  if (!parts) return undefined;
  const [first = '', month = '', last = ''] = parts.slice(1);
  const [year, day] = first.length === 4 ? [first, last] : [last, first];
  const date = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  const time = Date.parse(date);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : undefined;
}
