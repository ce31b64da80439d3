import { commands } from './fr/commands';
import { complaints } from './fr/complaints';
import { frame } from './fr/frame';
import { glasses } from './fr/glasses';
import { errors } from './fr/errors';
import { exports } from './fr/exports';
import { fields } from './fr/fields';
import { figures } from './fr/figures';
import { calling, imports, settings } from './fr/import';
import { journey } from './fr/journey';
import { moments } from './fr/moments';
import { outlook } from './fr/outlook';
import { because, customers, start, today, winback } from './fr/screens';
import { promises } from './fr/promises';
import { trust } from './fr/trust';
import { words } from './fr/words';

/** The French catalogue: the reference the others must match, key by key. */
export const fr = {
  locale: 'fr-FR' as string,
  words,
  ...frame,
  commands,
  because,
  start,
  today,
  people: customers,
  winback,
  glasses,
  journey,
  outlook,
  imports,
  calling,
  settings,
  fields,
  exports,
  errors,
  moments,
  complaints,
  figures,
  promises,
  trust,
};

export type Catalogue = typeof fr;
