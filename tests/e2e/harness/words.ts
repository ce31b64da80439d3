import { en } from '../../../ui/src/lib/i18n/en';
import { fr, type Catalogue } from '../../../ui/src/lib/i18n/fr';
import type { Language } from './fidele';

/** The words of the interface itself, so that a test reads as a person does and a better word breaks no test. */
export const words: Record<Language, Catalogue> = { fr, en };
export { fr, en };
export type { Catalogue };
