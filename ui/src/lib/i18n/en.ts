import { commands } from './en/commands';
import { complaints } from './en/complaints';
import { errors } from './en/errors';
import { exports } from './en/exports';
import { fields } from './en/fields';
import { figures } from './en/figures';
import { frame } from './en/frame';
import { glasses } from './en/glasses';
import { calling, imports, settings } from './en/import';
import { journey } from './en/journey';
import { moments } from './en/moments';
import { outlook } from './en/outlook';
import { because, customers, start, today, winback } from './en/screens';
import { promises } from './en/promises';
import { trust } from './en/trust';
import { words } from './en/words';
import type { Catalogue } from './fr';

export const en = {
  locale: 'en-GB',
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
} satisfies Catalogue;
