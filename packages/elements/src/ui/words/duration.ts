/** « 4 min 59 s », in French and English alike. */
export function duration(seconds: number): string {
  const parts = [
    seconds >= 60 && `${Math.floor(seconds / 60)} min`,
    (seconds % 60 || seconds < 60) && `${seconds % 60} s`,
  ];
  return parts.filter(Boolean).join(' ');
}
