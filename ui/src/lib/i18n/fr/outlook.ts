import { fr as n } from '../plural';

/** What can be said of a return: the chance, the value, what a contact would bring. */
export const outlook = {
  chance: 'Chance de revenir d’ici 90 jours',
  back: 'En cas de retour',
  backBy: (day: string) => `avant le ${day}`,
  worth: 'Valeur attendue sur 12 mois',
  gain: 'Un contact rapporterait',
  about: (amount: string) => `environ ${amount}`,
  costs: (amount: string) => `${amount} de moins qu’il ne coûte`,
  between: (low: string, high: string) => `(${low}–${high})`,
  rough: 'Estimation grossière : peu d’achats encore.',
  learnt: (how: string, customers: number, returns: number) =>
    `Appris ${how}, de ${n(customers, 'client', 'clients')} et ${n(returns, 'retour', 'retours')}.`,
  sure: (low: string, high: string) => `La chance est presque sûrement (95 %) entre ${low} et ${high}.`,
  backWhy: 'Probablement : quatre retours sur cinq ont lieu avant ce jour.',
  worthWhy: (low: string, high: string) =>
    `La moyenne de clients semblables : les achats à attendre, multipliés par ce que vaut un achat. Elle est presque sûrement (95 %) entre ${low} et ${high} ; chacun s’en écarte.`,
  gainWhy: (alone: string, contacted: string, worth: string, margin: string, cost: string) =>
    `De ${alone} sans contact à ${contacted} avec, fois ${worth} dépensés sur 12 mois, fois ${margin} de marge, moins ${cost} pour le contact.`,
  opinion: 'Ce que change un contact est une opinion prudente, tant que vos contacts n’ont pas montré mieux.',
  /** How it was learnt, after « Appris ». */
  how: {
    bgNbd: 'par un modèle de qui revient et de qui s’en va',
    mbgNbd: 'par un modèle de qui revient et de qui s’en va',
    paretoNbd: 'par un modèle de qui revient et de qui s’en va',
    regular: 'par un modèle de qui vient régulièrement et de qui s’en va',
    lateness: 'd’après le retard sur le rythme',
    recency: 'd’après les jours depuis le dernier achat',
    rfm: 'd’après l’ancienneté, le nombre et le montant des achats',
    regression: 'd’après ce qui a précédé les retours passés',
    pool: 'par plusieurs méthodes qui se corrigent',
  },
  /** Headings of lists, with what they mean. */
  columns: {
    chance: 'Reviendra',
    chanceMeans: 'Chance de revenir d’ici 90 jours, si personne ne contacte ce client',
    worth: 'Attendu',
    worthMeans: 'Ce que ce client devrait dépenser dans les 12 mois à venir',
    gain: 'Gain',
    gainMeans: 'Ce qu’un contact devrait rapporter, son coût déduit',
  },
  filter: {
    button: 'Chance',
    title: 'Chance et valeur',
    from: 'Reviendra, au moins (%)',
    to: 'Au plus (%)',
    worth: 'Attendu sur 12 mois, au moins',
    set: 'Filtrer',
    chanceFrom: (chance: string) => `au moins ${chance} de chance`,
    chanceTo: (chance: string) => `au plus ${chance} de chance`,
    worthFrom: (amount: string) => `au moins ${amount} attendus`,
    percentWrong: 'Écrivez un nombre entier de 0 à 100.',
    orderWrong: 'Le maximum doit dépasser le minimum.',
    amountWrong: 'Écrivez un montant, par exemple 100.',
  },
  order: {
    gain: 'classés par ce qu’un contact rapporterait',
    gainShort: 'classés par gain attendu',
    stake: 'classés par ce qui est en jeu',
    silent: 'classés par ce qui est en jeu : pas assez d’historique pour estimer une chance',
  },
  gainNone: 'coûte plus qu’il ne rapporte',
  silent: {
    tooFewCustomers: (count: number, needed: number) =>
      `Pas encore de chance estimée : il faut au moins ${n(needed, 'client', 'clients')} ; il y en a ${count}.`,
    tooFewReturns: (count: number, needed: number) =>
      `Pas encore de chance estimée : il faut au moins ${n(needed, 'retour', 'retours')} après un premier achat ; il y en a ${count}.`,
    tooShort: (days: number, needed: number) =>
      `Pas encore de chance estimée : il faut au moins ${n(needed, 'jour', 'jours')} de ventes ; il y en a ${days}.`,
  },
  notYet: 'La chance de revenir est en train d’être apprise.',
  unprofile: {
    action: 'Ne plus évaluer (opposition au profilage)',
    done: 'Ni chance, ni valeur, ni reconquête pour ce client. Son fil est gardé.',
    again: 'Évaluer à nouveau',
    againDone: 'Client évalué à nouveau.',
    said: (day: string) => `N’est plus évalué depuis le ${day}, à sa demande.`,
    stand: 'Ni chance ni valeur : ce client s’oppose au profilage.',
  },
};
