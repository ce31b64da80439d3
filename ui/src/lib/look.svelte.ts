import { setLanguage, systemLanguage, type Language } from './i18n/index.svelte';

/** Language and theme belong to the computer, not to a notebook: they are kept beside the window's state. */
export type LanguageChoice = 'system' | Language;
export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'fidele.look';
const dark = matchMedia('(prefers-color-scheme: dark)');

function stored(): { language: LanguageChoice; theme: ThemeChoice } {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, string>;
    const language = kept.language === 'fr' || kept.language === 'en' ? kept.language : 'system';
    const theme = kept.theme === 'light' || kept.theme === 'dark' ? kept.theme : 'system';
    return { language, theme };
  } catch {
    return { language: 'system', theme: 'system' };
  }
}

const look = $state(stored());

function apply() {
  setLanguage(look.language === 'system' ? systemLanguage() : look.language);
  const theme = look.theme === 'system' ? (dark.matches ? 'dark' : 'light') : look.theme;
  document.documentElement.dataset.theme = theme;
}

dark.addEventListener('change', apply);
apply();

export function languageChoice(): LanguageChoice {
  return look.language;
}

export function themeChoice(): ThemeChoice {
  return look.theme;
}

export function choose(change: Partial<{ language: LanguageChoice; theme: ThemeChoice }>): void {
  Object.assign(look, change);
  localStorage.setItem(KEY, JSON.stringify(look));
  apply();
}
