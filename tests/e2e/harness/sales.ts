import { TODAY } from './fidele';

/** Names that have broken programs. Here they are customers like any other. */
export const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '=HYPERLINK("http://example.com","cliquez")',
  "Robert'); DROP TABLE customer;--",
  '\u202Eחנה לוי\u202C (gare)',
  'Zoé 🥖👩‍👩‍👧',
  '{{constructor.constructor("alert(1)")()}}',
];

/** Who came every 12 days, and not for the last 41: and spent so much that nobody is more worth a contact. */
export const ANDRE = 'André Lefèvre';

const REGULARS = [
  'Amélie Morin',
  'Paul Roussel',
  'Thomas Girard',
  'Sonia Benali',
  'Luc Fabre',
  'Inès Caron',
  'Élise Noël',
];

interface Sale {
  day: string;
  number: string;
  name: string;
  phone: string;
  cents: number;
}

function daysAgo(days: number): string {
  const day = new Date(`${TODAY}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() - days);
  return day.toISOString().slice(0, 10);
}

/** A year of a bakery, small enough to read. */
export function sales(): Sale[] {
  const all: Sale[] = [];
  const visits = (n: number, name: string, every: number, silent: number, until = 365, least = 850) => {
    for (let ago = silent; ago < until; ago += every) {
      const phone = `06 12 34 ${String(50 + Math.floor(n / 10)).padStart(2, '0')} ${String(n % 10).padStart(2, '0')}`;
      all.push({
        day: daysAgo(ago),
        number: `C${String(n).padStart(3, '0')}`,
        name,
        phone,
        cents: least + ((n * 37 + ago * 13) % 4200),
      });
    }
  };
  visits(1, ANDRE, 12, 41, 365, 9000);
  REGULARS.forEach((name, i) => visits(10 + i, name, 6 + i * 3, i % 2 === 0 ? 2 + i : 30 + i * 9));
  HOSTILE.forEach((name, i) => visits(40 + i, name, 9, 20 + i * 4, 200));
  return all.sort((a, b) => a.day.localeCompare(b.day) || a.number.localeCompare(b.number));
}

/** As a French till writes it: byte order mark, semicolons, day first, decimal comma. */
export function asFrenchCsv(list: Sale[]): string {
  const quoted = (text: string) => (/[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = list.map((sale) =>
    [
      sale.day.split('-').reverse().join('/'),
      sale.number,
      quoted(sale.name),
      sale.phone,
      `${Math.floor(sale.cents / 100)},${String(sale.cents % 100).padStart(2, '0')}`,
    ].join(';'),
  );
  return `\uFEFF${['Date;N° client;Nom;Téléphone;Montant TTC', ...lines].join('\r\n')}\r\n`;
}

/** People known by their phone, who then come without it: a bare name is left to be decided. */
export function bareNames(names: readonly string[] = REGULARS): string {
  const lines = names.flatMap((name, i) => {
    const phone = `06 12 34 ${60 + Math.floor((10 + i) / 100)} ${String((10 + i) % 100).padStart(2, '0')}`;
    return [
      `01/10/2026;${name};${phone};10,00`,
      `15/10/2026;${name};${phone};11,00`,
      `20/10/2026;${name};;12,00`,
    ];
  });
  return `${['Date;Client;Téléphone;Montant', ...lines].join('\n')}\n`;
}

export function customersOf(list: Sale[]): number {
  return new Set(list.map((sale) => sale.number)).size;
}
