/** « 1 réponse », « 2 réponses ». */
export function plural(count: string, one: string, many: string): string {
  return `${count} ${count === '0' || count === '1' ? one : many}`;
}
