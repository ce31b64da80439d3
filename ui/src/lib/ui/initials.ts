const letter = /\p{L}|\p{N}/u;

/** At most two capital letters standing for a name; a middle dot when it has none. */
export function initials(name: string): string {
  const words = name
    .normalize('NFC')
    .split(/[\s\-’']+/u)
    .map((word) => [...word].find((c) => letter.test(c)) ?? '')
    .filter(Boolean);
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words.slice(0, 1);
  return picked.join('').toLocaleUpperCase('fr') || '·';
}
