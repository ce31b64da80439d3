import { backend } from './backend';
import { setLanguage, systemLanguage, type Language } from './i18n/index.svelte';
import type { Preferences } from './backend';

/** Language and theme belong to the person on this computer, not to a notebook. */
export type LanguageChoice = Preferences['language'] & ('system' | Language);
export type ThemeChoice = Preferences['theme'];

const dark = matchMedia('(prefers-color-scheme: dark)');
const look = $state<{ language: LanguageChoice; theme: ThemeChoice }>({
  language: 'system',
  theme: 'system',
});

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

/** Takes over what was chosen before; to be called once, before the first picture. */
export async function recall(): Promise<void> {
  const { language, theme } = await backend.preferences();
  Object.assign(look, { language, theme });
  apply();
}

/** Takes effect at once and is kept for the next time. */
export async function choose(
  change: Partial<{ language: LanguageChoice; theme: ThemeChoice }>,
): Promise<void> {
  Object.assign(look, change);
  apply();
  await backend.prefer(look.language, look.theme);
}
