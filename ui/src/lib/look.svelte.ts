import { backend } from './backend';
import { setLanguage, systemLanguage, type Language } from './i18n/index.svelte';
import type { Preferences } from './backend';

/** How one reads and types belongs to the person on this computer, not to a notebook. */
export type LanguageChoice = Preferences['language'] & ('system' | Language);
export type ThemeChoice = Preferences['theme'];

/** Sizes of the text, in percent. */
export const TEXT_SIZES = [100, 125, 150, 175, 200] as const;

const dark = matchMedia('(prefers-color-scheme: dark)');
const look = $state<{ language: LanguageChoice; theme: ThemeChoice; letters: boolean; text: number }>({
  language: 'system',
  theme: 'system',
  letters: true,
  text: 100,
});

function apply() {
  setLanguage(look.language === 'system' ? systemLanguage() : look.language);
  const theme = look.theme === 'system' ? (dark.matches ? 'dark' : 'light') : look.theme;
  document.documentElement.dataset.theme = theme;
  document.documentElement.style.fontSize = look.text === 100 ? '' : `${look.text}%`;
}

dark.addEventListener('change', apply);
apply();

export function languageChoice(): LanguageChoice {
  return look.language;
}

export function themeChoice(): ThemeChoice {
  return look.theme;
}

/** Whether single letters act. */
export function lettersAct(): boolean {
  return look.letters;
}

/** The size of the text, in percent. */
export function textSize(): number {
  return look.text;
}

/** Takes over what was chosen before; to be called once, before the first picture. */
export function recall({ language, theme, hands }: Preferences): void {
  Object.assign(look, { language, theme, ...hands });
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

/** The same for what eyes and hands need. */
export async function suit(change: Partial<{ letters: boolean; text: number }>): Promise<void> {
  Object.assign(look, change);
  apply();
  await backend.preferHands({ letters: look.letters, text: look.text });
}
