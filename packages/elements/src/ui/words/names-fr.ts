/** « d’Odile », « de Maïwenn », « d’Yves », « de Yann ». Before an h, which may be mute or not, nothing is elided. */
export function ofName(name: string): string {
  return /^(?:[aeiouœæ]|y(?![aeiou]))/iu.test(name.normalize('NFD')) ? `d’${name}` : `de ${name}`;
}
