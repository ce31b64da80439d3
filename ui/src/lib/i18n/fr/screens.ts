import { fr as n } from '../plural';

const numbers = ['Aucun', 'Un', 'Deux', 'Trois', 'Quatre', 'Cinq', 'Six', 'Sept', 'Huit', 'Neuf', 'Dix'];

/** Why a customer stands where they stand: `rhythm` and `silence` come in already worded. */
export const because = {
  drifting: (rhythm: string, silence: string) => `venait tous les ${rhythm}, rien depuis ${silence}`,
  due: (rhythm: string, silence: string) => `vient tous les ${rhythm}, dernier achat il y a ${silence}`,
  one: (silence: string) => `un seul achat, il y a ${silence}`,
  few: (visits: string, silence: string) => `${visits}, rien depuis ${silence}`,
  none: 'aucun achat encore',
  back: (silence: string) => `revenu après ${silence} sans achat`,
  backSimple: 'revenu après une longue absence',
  closed: 'relation close, à laisser en paix',
  today: 'venu aujourd’hui',
};

export const start = {
  title: 'Bonjour.',
  lead: 'Qui s’éloigne, pourquoi, et que faire pour eux aujourd’hui ? Fidèle vous le dit à partir de vos ventes, sur cet ordinateur, sans internet.',
  example: {
    name: 'Exemple',
    title: 'Essayer avec un exemple',
    text: 'Les achats réels de 2 357 clients d’un disquaire, avec des noms inventés.',
    action: 'Ouvrir l’exemple',
  },
  import: {
    title: 'Importer mes ventes',
    text: 'Un fichier CSV ou Excel de votre caisse. Rien n’est écrit avant votre accord.',
    action: 'Choisir un fichier',
  },
  empty: {
    title: 'Commencer à vide',
    text: 'Un carnet neuf, rempli client par client, au fil des jours.',
    action: 'Créer un carnet',
  },
  recent: 'Carnets récents',
  openOther: 'Ouvrir un autre carnet…',
  file: 'Un carnet est un fichier que vous pouvez voir, nommer, copier et déplacer.',
  forget: (name: string) => `Oublier ${name}`,
  create: {
    title: 'Un nouveau carnet',
    text: 'Un carnet par commerce. Tout se change plus tard dans les réglages.',
    name: 'Nom du commerce',
    namePlaceholder: 'Boulangerie Martin',
    nameMissing: 'Donnez un nom à ce carnet.',
    trade: 'Métier',
    tradeHint: 'Donne le rythme habituel tant que vos ventes ne suffisent pas.',
    country: 'Pays',
    currency: 'Monnaie',
    save: 'Créer',
    elsewhere: 'Ranger ailleurs…',
    folder: (path: string) => `Le fichier ira dans ${path}.`,
  },
};

export const today = {
  title: (owner: string, count: number) => {
    const hello = owner ? `Bonjour ${owner}.` : 'Bonjour.';
    if (count === 0) return `${hello} Rien ne presse aujourd’hui.`;
    return `${hello} ${numbers[count] ?? count} ${count > 1 ? 'gestes comptent' : 'geste compte'} aujourd’hui.`;
  },
  sub: (date: string, customers: string, stake: string) =>
    `${date} · ${customers}, ${stake} en jeu chez ceux qui s’éloignent`,
  subPlain: (date: string, customers: string) => `${date} · ${customers}`,
  import: 'Importer',
  example: 'aux noms inventés',
  drifting: {
    title: 'Ils s’éloignent',
    note: 'classés par ce qui est en jeu',
    calm: 'Personne ne s’éloigne',
    calmText: 'Chacun vient à son rythme. Profitez-en pour remercier quelqu’un.',
    over: 'en jeu',
    plan: 'Planifier',
    planFor: (name: string) => `Planifier un contact avec ${name}`,
    lateness: (times: string) => `${times} fois son rythme`,
  },
  contacts: {
    title: 'Contacts prévus',
    none: 'Rien de prévu aujourd’hui',
    noneText: 'Planifiez un appel depuis la liste : il paraîtra ici le jour venu.',
    anyTime: 'journée',
  },
  overdue: {
    title: 'À conclure',
    note: 'le jour est passé : comment ça s’est passé ?',
  },
  welcome: {
    title: 'À accueillir',
    act: 'Accueillir',
    actFor: (name: string) => `Accueillir ${name}`,
  },
  thank: {
    title: 'À remercier',
    years: (years: string, when: string) => `${years} de fidélité ${when}, jamais remercié`,
    act: 'Remercier',
    actFor: (name: string) => `Remercier ${name}`,
  },
  welcomeAfter: (silence: string, when: string) => `revenu ${when} après ${silence}`,
  empty: {
    title: 'Ce carnet est vide',
    text: 'Importez vos ventes, ou ajoutez un client et notez son premier achat : Fidèle apprendra le rythme de chacun.',
    import: 'Importer des ventes',
    add: 'Ajouter un client',
  },
};

export const customers = {
  title: 'Clients',
  sub: (shown: string) => shown,
  subFiltered: (shown: string, all: string) => `${shown} sur ${all}`,
  search: 'Rechercher parmi les clients',
  searchPlaceholder: 'Nom, téléphone, e-mail…',
  add: 'Ajouter un client',
  clear: 'Tout effacer',
  behaviour: 'Comportement',
  tag: 'Étiquette',
  city: 'Ville',
  last: 'Dernier achat',
  archived: 'Clients archivés',
  any: 'Tous',
  anyTag: 'Toutes',
  anyCity: 'Toutes',
  anyTime: 'N’importe quand',
  within: (days: string) => `Il y a moins de ${days}`,
  older: (days: string) => `Il y a plus de ${days}`,
  noPurchase: 'Jamais',
  columns: {
    name: 'Nom',
    behaviour: 'Où il en est',
    last: 'Dernier achat',
    rhythm: 'Rythme',
    lateness: 'Retard',
    value: 'Sur 12 mois',
  },
  rhythmEvery: (days: string) => `tous les ${days}`,
  latenessOf: (times: string) => `${times} ×`,
  none: 'Aucun client ici',
  noneText: 'Aucun ne répond à ces critères. Élargissez la recherche ou effacez les filtres.',
  emptyTitle: 'Pas encore de client',
  emptyText: 'Importez un fichier de ventes, ou ajoutez le premier à la main.',
  create: {
    title: 'Ajouter un client',
    name: 'Nom',
    nameHint: 'Comme vous l’appelez.',
    nameMissing: 'Donnez au moins un nom.',
    phone: 'Téléphone',
    email: 'E-mail',
    city: 'Ville',
    postcode: 'Code postal',
    save: 'Ajouter',
    saved: (name: string) => `${name} est dans le carnet.`,
  },
};

export const winback = {
  title: 'Reconquête',
  sub: (who: string, stake: string, week: string) => `${who} · ${stake} en jeu · ${week}`,
  driftingOrGone: (count: number) =>
    n(count, 'client s’éloigne ou est parti', 'clients s’éloignent ou sont partis'),
  perWeek: (count: number) => `${n(count, 'contact', 'contacts')} par semaine`,
  tabs: { queue: 'À contacter', planned: 'Planifiés', waiting: 'En attente', back: 'Revenus' },
  tabsLabel: 'Où en est la reconquête',
  export: 'Exporter .ics',
  planWeek: 'Planifier la semaine',
  planned: (count: number) => n(count, 'contact prévu', 'contacts prévus'),
  planSelected: (count: number) => `Planifier ${n(count, 'contact', 'contacts')}`,
  weekFull: 'La semaine est déjà pleine. Changez le nombre de contacts par semaine dans les réglages.',
  columns: {
    select: 'Choisir',
    customer: 'Client',
    why: 'Pourquoi',
    stake: 'En jeu',
    approach: 'Approche',
  },
  selectRow: (name: string) => `Choisir ${name}`,
  week: (day: string) => `Semaine du ${day}`,
  thisWeek: 'Cette semaine',
  nextWeek: 'Semaine suivante',
  previousWeek: 'Semaine précédente',
  noContact: 'rien de prévu',
  upcoming: 'Contacts prévus',
  waitingText: 'Contactés : laissez-leur le temps de revenir.',
  emptyTitle: 'Personne à reconquérir',
  emptyText: 'Quand un client tarde à revenir, il paraît ici, avec la raison et ce qui est en jeu.',
  emptyPlanned: 'Aucun contact prévu',
  emptyPlannedText: 'Cochez des clients dans « À contacter », puis planifiez la semaine.',
  emptyWaiting: 'Personne en attente',
  emptyWaitingText: 'Après un contact, le client reste ici le temps de sa fenêtre de retour.',
  emptyBack: 'Pas encore de retour',
  emptyBackText: 'Un achat dans la fenêtre qui suit un contact le range ici, de lui-même.',
  until: (day: string) => `jusqu’au ${day}`,
  cameOn: (day: string) => `revenu ${day}`,
};
