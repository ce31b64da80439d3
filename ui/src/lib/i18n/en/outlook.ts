import type { Catalogue } from '../fr';
import { en as n } from '../plural';

export const outlook = {
  chance: 'Chance of coming back within 90 days',
  back: 'If they come back',
  backBy: (day: string) => `before ${day}`,
  worth: 'Expected over 12 months',
  gain: 'A contact would bring',
  about: (amount: string) => `about ${amount}`,
  costs: (amount: string) => `${amount} less than it costs`,
  between: (low: string, high: string) => `(${low}–${high})`,
  rough: 'A rough estimate: few purchases yet.',
  learnt: (how: string, customers: number, returns: number) =>
    `Learnt ${how}, from ${n(customers, 'customer', 'customers')} and ${n(returns, 'return', 'returns')}.`,
  sure: (low: string, high: string) => `The chance is almost surely (95%) between ${low} and ${high}.`,
  backWhy: 'Probably: four returns out of five happen before that day.',
  worthWhy: (low: string, high: string) =>
    `The mean of customers alike: the purchases to expect, times what one is worth. It is almost surely (95%) between ${low} and ${high}; each one differs.`,
  gainWhy: (alone: string, contacted: string, worth: string, margin: string, cost: string) =>
    `From ${alone} if left alone to ${contacted} if contacted, times ${worth} spent over 12 months, times a margin of ${margin}, less ${cost} for the contact.`,
  opinion: 'What a contact changes is a cautious opinion, until your own contacts show better.',
  how: {
    bgNbd: 'by a model of who comes back and who leaves',
    mbgNbd: 'by a model of who comes back and who leaves',
    paretoNbd: 'by a model of who comes back and who leaves',
    regular: 'by a model of who comes regularly and who leaves',
    lateness: 'by how late they are on their rhythm',
    recency: 'by the days since the last purchase',
    rfm: 'by how recent, how many and how large the purchases are',
    regression: 'by what came before the returns of the past',
    pool: 'by several methods that correct each other',
  },
  columns: {
    chance: 'Returns',
    chanceMeans: 'Chance of coming back within 90 days, if nobody contacts this customer',
    worth: 'Expected',
    worthMeans: 'What this customer should spend in the next 12 months',
    gain: 'Gain',
    gainMeans: 'What a contact should bring, less its cost',
  },
  filter: {
    button: 'Chance',
    title: 'Chance and value',
    from: 'Returns, at least (%)',
    to: 'At most (%)',
    worth: 'Expected over 12 months, at least',
    set: 'Filter',
    chanceFrom: (chance: string) => `chance of ${chance} or more`,
    chanceTo: (chance: string) => `chance of ${chance} or less`,
    worthFrom: (amount: string) => `${amount} or more expected`,
    percentWrong: 'Write a whole number from 0 to 100.',
    orderWrong: 'The maximum has to be above the minimum.',
    amountWrong: 'Write an amount, for instance 100.',
  },
  order: {
    gain: 'ordered by what a contact would bring',
    gainShort: 'by expected gain',
    stake: 'ordered by what is at stake',
    silent: 'ordered by what is at stake: too little history to estimate a chance',
  },
  gainNone: 'costs more than it brings',
  silent: {
    tooFewCustomers: (count: number, needed: number) =>
      `No chance estimated yet: it takes at least ${n(needed, 'customer', 'customers')}; there are ${count}.`,
    tooFewReturns: (count: number, needed: number) =>
      `No chance estimated yet: it takes at least ${n(needed, 'return', 'returns')} after a first purchase; there are ${count}.`,
    tooShort: (days: number, needed: number) =>
      `No chance estimated yet: it takes at least ${n(needed, 'day', 'days')} of sales; there are ${days}.`,
  },
  notYet: 'The chance of coming back is being learnt.',
  unprofile: {
    action: 'Assess no more (objects to profiling)',
    done: 'No chance, no value and no win-back for this customer. Their journey is kept.',
    again: 'Assess again',
    againDone: 'Customer assessed again.',
    said: (day: string) => `Not assessed any more since ${day}, as they asked.`,
    stand: 'No chance and no value: this customer objects to profiling.',
  },
} satisfies Catalogue['outlook'];
