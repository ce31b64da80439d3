import type { Catalogue } from '../fr';
import { count as written, en as n } from '../plural';

export const glasses = {
  title: 'No rose-tinted glasses',
  sub: 'what your customers really do, counted in the notebook',
  reading: 'Fidèle is reading all your sales again…',
  readingText: 'With many customers this takes a few seconds.',
  empty: {
    title: 'Nothing to face yet',
    text: 'Import your sales, or note purchases as the days go by. You will see here how many new customers come again, and whether the notebook’s forecasts were right.',
  },
  between: (low: string, high: string) => `${low} to ${high}`,
  cohorts: {
    title: 'Cohorts: who still comes',
    again: (days: number) => `came a second time within ${n(days, 'day', 'days')}`,
    againOf: (range: string, customers: string) => `(${range}, ${customers})`,
    noAgain: (days: number) => `No new customer has had ${n(days, 'day', 'days')} yet to come a second time.`,
    caption: 'Share of new customers who bought again, by the period of their first purchase',
    born: 'First purchase',
    newcomers: 'Customers',
    secondTime: '2nd time in 90 d',
    later: { month: 'bought again, so many months later', quarter: 'bought again, so many quarters later' },
    after: {
      month: (count: number) => `${n(count, 'month', 'months')} later`,
      quarter: (count: number) => `${n(count, 'quarter', 'quarters')} later`,
    },
    quarter: (quarter: string, year: string) => `Q${quarter} ${year}`,
    in: { month: (period: string) => `in ${period}`, quarter: (period: string) => `in ${period}` },
    running: 'running',
    tooSoon: 'too soon',
    tooSoonText: 'Not all of them have had 90 days yet to come again.',
    outOf: (count: string, of: string) => `${count} of ${of}`,
    told: (share: string, count: string, of: string, when: string, after: string) =>
      `${share}: ${count} of ${of}, who first came ${when}, bought again ${after}.`,
    toldAgain: (share: string, range: string, count: string, of: string, when: string) =>
      `${share} (${range}): ${count} of ${of}, who first came ${when}, bought a second time within 90 days.`,
    how: {
      month: 'Each line follows the customers whose first purchase was in that month.',
      quarter: 'Each line follows the customers whose first purchase was in that quarter.',
    },
    point: 'Point at a cell, or walk through them with the arrows: the exact count reads here.',
    few: (least: number) => `Below ${n(least, 'customer', 'customers')}, a count rather than a percentage.`,
  },
  forecasts: {
    title: 'Are our forecasts right?',
    notYet: 'Fidèle is learning from your sales…',
    notYetText:
      'It is looking, in the notebook’s past, for the way of forecasting that comes closest. Nothing to do: the answer will appear here.',
    silent: {
      title: 'No forecast yet',
      tooFewCustomers: (count: number, needed: number) =>
        `It takes at least ${n(needed, 'customer who bought', 'customers who bought')}; the notebook knows ${written('en-GB', count)}.`,
      tooFewReturns: (count: number, needed: number) =>
        `It takes at least ${n(needed, 'return', 'returns')} after a first purchase; the notebook has ${written('en-GB', count)}.`,
      tooShort: (days: number, needed: number) =>
        `It takes at least ${n(needed, 'day', 'days')} of sales; the notebook covers ${written('en-GB', days)}.`,
      next: 'Import older sales, or keep noting: Fidèle will try again by itself.',
    },
    month: (announced: number, returned: number, low: string, high: string) =>
      `A month ago the notebook would have announced ${n(announced, 'return', 'returns')} for this month; ${n(returned, 'took place', 'took place')} (${low} to ${high} expected).`,
    monthOf: (since: string, customers: string) => `Counted since ${since}, over ${customers}.`,
    inside: 'within the range',
    more: 'more returns than expected',
    fewer: 'fewer returns than expected',
    noMonth: 'The notebook’s past is still too short to hold a month announced against the month lived.',
    noBins:
      'Chances are given already, but nothing has put them to the test yet: it takes more months of sales. Read them as an opinion.',
    rough: 'rough estimate',
    roughText: 'Few purchases yet: these forecasts will sharpen as customers come again.',
    noDepartures: 'nobody seems to leave',
    noDeparturesText:
      'No departure shows in the sales yet: the chances may be too good to be true. They will correct themselves with time.',
    announced: 'chance announced',
    returned: 'returns that happened',
    picture: (points: number) =>
      `Chance announced and returns that happened, ${n(points, 'group', 'groups')} of customers: the same figures as the table.`,
    reading:
      'A dot: customers of alike chances, the larger the more of them. On the diagonal the forecast is right. The line says where the real share lies, with 95%.',
    told: (announced: string, returned: string, range: string, customers: string) =>
      `Announced ${announced}, happened ${returned} (${range}), over ${customers}.`,
    see: (low: string, high: string) => `See the customers given a chance of ${low} to ${high} today`,
    seeHint: 'Clicking a dot opens the list of customers given that chance today.',
    points: (points: number) => `of ${n(points, 'point', 'points')}`,
    noPoint: 'of less than a point',
    forecasts: (count: number) => n(count, 'forecast', 'forecasts'),
    error: (points: string, forecasts: string) => `Mean error ${points} over ${forecasts}`,
    errorAt: (cuts: number) => `, made on ${n(cuts, 'past day', 'past days')}`,
    asFigures: 'As figures',
    asPicture: 'As a picture',
    caption: 'Chance announced and returns that happened',
    columns: {
      announced: 'Announced',
      returned: 'Happened',
      range: 'With 95%',
      customers: 'Count',
      list: 'List',
    },
  },
  voices: {
    title: 'Who speaks, and why',
    speaks: (name: string) => `“${name}” speaks for this notebook.`,
    chosen: (customers: string, returns: string) =>
      `Each way of forecasting was put to the test on the notebook’s past, knowing nothing of what came next. Learnt from ${customers} and ${returns}.`,
    close: 'All speak together, unless one of them does clearly better alone.',
    noTrials:
      'The past is still too short to put the ways of forecasting to the test: all speak together meanwhile.',
    returns: (count: number) => n(count, 'return', 'returns'),
    cuts: (days: string) => `Days of the test: ${days}.`,
    now: 'speaks',
    columns: {
      voice: 'Way of forecasting',
      logLoss: 'Error',
      brier: 'Brier',
      auc: 'Ranking',
      topSpend: 'Top tenth',
    },
    help: {
      logLoss: 'Error: the mean surprise at what happened (log-loss). The lower the better.',
      brier: 'Brier: the squared gap between the chance given and what happened. The lower the better.',
      auc: 'Ranking: how often somebody who came back had been given a better chance than somebody who did not. 50% is drawing lots.',
      topSpend:
        'Top tenth: the share of later spending that came from the 10% of customers of whom most was expected.',
    },
    names: {
      mbgNbd: 'Purchases and departures',
      bgNbd: 'Leaving after a return',
      paretoNbd: 'Leaving at any time',
      regular: 'Like clockwork',
      lateness: 'Lateness',
      recency: 'The last visit',
      rfm: 'The RFM score',
      regression: 'All that is known',
      pool: 'All together, corrected',
    },
    models: {
      mbgNbd: 'MBG/NBD',
      bgNbd: 'BG/NBD',
      paretoNbd: 'Pareto/NBD',
      regular: 'MBG/CNBD-k',
      lateness: 'silence ÷ rhythm',
      recency: 'recency alone',
      rfm: 'by fifths',
      regression: 'logistic regression',
      pool: 'models and regression',
    },
    why: {
      mbgNbd: 'Everybody buys at their own pace and may leave after any purchase, even the first.',
      bgNbd: 'Everybody buys at their own pace and may leave after a return, never after the first purchase.',
      paretoNbd: 'Everybody buys at their own pace and may leave on any day, whatever they last bought.',
      regular: 'Like the first, for customers who come at almost equal intervals.',
      lateness: 'Holds the silence against each one’s rhythm, then looks at what others did at that point.',
      recency: 'Looks only at the days since the last visit.',
      rfm: 'Adds up three scores: how recently, how often, how much money.',
      regression: 'Weighs all the notebook knows of a customer, as the past has taught.',
      pool: 'Lets all of them speak together, then corrects them by what happened.',
    },
  },
} satisfies Catalogue['glasses'];
