/** Finding by words: accents, capitals and the order of the words do not matter. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[’']/g, ' ');
}

const split = (text: string) =>
  plain(text)
    .split(/[^\p{L}\p{N}+]+/u)
    .filter(Boolean);

/** How well a name answers to what is typed, the smaller the better; null when it does not. */
export function answers(typed: string, name: string, more = ''): number | null {
  const asked = split(typed);
  if (asked.length === 0) return 0;
  const [own, others] = [split(name), split(more)];
  let rank = 0;
  for (const word of asked) {
    const at = own.findIndex((one) => one.startsWith(word));
    if (at >= 0) rank += own[at] === word ? at : at + 0.5;
    else if (others.some((one) => one.startsWith(word))) rank += 20;
    else return null;
  }
  return rank;
}
