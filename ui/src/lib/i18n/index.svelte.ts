import { en } from './en';
import { fr, type Catalogue } from './fr';

export type Language = 'fr' | 'en';
export type { Catalogue };

const catalogues: Record<Language, Catalogue> = { fr, en };
const state = $state<{ language: Language }>({ language: 'fr' });

/** French unless the system asks for another language, which is then English. */
export function systemLanguage(languages: readonly string[] = navigator.languages): Language {
  const first = languages[0] ?? 'fr';
  return first.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

export function setLanguage(language: Language): void {
  state.language = language;
  document.documentElement.lang = language;
}

export function language(): Language {
  return state.language;
}

export function locale(): string {
  return catalogues[state.language].locale;
}

/** The catalogue of the language in force. Reading it in a template or `$derived` follows the language. */
export const t: Catalogue = new Proxy({} as Catalogue, {
  get: (_, key) => Reflect.get(catalogues[state.language], key),
});
