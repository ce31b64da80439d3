import { describe, expect, it } from 'vitest';
import { answers } from './find';

describe('finding by words', () => {
  it('minds neither accents nor capitals nor order', () => {
    expect(answers('reglages', 'Aller aux Réglages')).not.toBeNull();
    expect(answers('MOMENT noter', 'Noter un moment')).not.toBeNull();
    expect(answers('aujourd', 'Aller à Aujourd’hui')).not.toBeNull();
    expect(answers('hui', 'Aller à Aujourd’hui')).not.toBeNull();
  });
  it('asks that every word begins one', () => {
    expect(answers('noter client', 'Noter un moment')).toBeNull();
    expect(answers('glages', 'Réglages')).toBeNull();
  });
  it('prefers the name to the other words, and the first to the next', () => {
    const [name, other] = [answers('defaire', 'Défaire'), answers('defaire', 'Annuler', 'défaire revenir')];
    expect(name).toBeLessThan(other ?? 0);
    expect(answers('importer', 'Importer des ventes')).toBeLessThan(
      answers('importer', 'Aller à Importer') ?? 0,
    );
    expect(answers('', 'Tout')).toBe(0);
  });
});
