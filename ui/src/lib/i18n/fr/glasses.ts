import { count as written, fr as n } from '../plural';

/** What the notebook shows of itself, without rose-tinted glasses. */
export const glasses = {
  title: 'Sans lunettes roses',
  sub: 'ce que vos clients font vraiment, compté dans le carnet',
  reading: 'Fidèle relit toutes vos ventes…',
  readingText: 'Avec beaucoup de clients, cela prend quelques secondes.',
  empty: {
    title: 'Rien à regarder en face pour l’instant',
    text: 'Importez vos ventes, ou notez les achats au fil des jours. Vous verrez ici combien de nouveaux clients reviennent, et si les prévisions du carnet étaient justes.',
  },
  between: (low: string, high: string) => `${low} à ${high}`,
  cohorts: {
    title: 'Cohortes : qui revient encore',
    again: (days: number) => `sont venus une deuxième fois dans les ${n(days, 'jour', 'jours')}`,
    againOf: (range: string, customers: string) => `(${range}, ${customers})`,
    noAgain: (days: number) =>
      `Aucun nouveau client n’a encore eu ${n(days, 'jour', 'jours')} pour venir une deuxième fois.`,
    caption: 'Part des nouveaux clients qui ont acheté de nouveau, par période de leur premier achat',
    born: 'Premier achat',
    newcomers: 'Clients',
    secondTime: '2e fois en 90 j',
    later: {
      month: 'ont acheté de nouveau, tant de mois plus tard',
      quarter: 'ont acheté de nouveau, tant de trimestres plus tard',
    },
    after: {
      month: (count: number) => `${n(count, 'mois', 'mois')} plus tard`,
      quarter: (count: number) => `${n(count, 'trimestre', 'trimestres')} plus tard`,
    },
    quarter: (quarter: string, year: string) => `T${quarter} ${year}`,
    in: { month: (period: string) => `en ${period}`, quarter: (period: string) => `au ${period}` },
    running: 'en cours',
    tooSoon: 'trop tôt',
    tooSoonText: 'Tous n’ont pas encore eu 90 jours pour revenir.',
    /** « 31 sur 50 », read aloud after the share of a cell. */
    outOf: (count: string, of: string) => `${count} sur ${of}`,
    told: (share: string, count: string, of: string, when: string, after: string) =>
      `${share} : ${count} sur ${of}, venus pour la première fois ${when}, ont acheté de nouveau ${after}.`,
    toldAgain: (share: string, range: string, count: string, of: string, when: string) =>
      `${share} (${range}) : ${count} sur ${of}, venus pour la première fois ${when}, ont acheté une deuxième fois dans les 90 jours.`,
    how: {
      month: 'Chaque ligne suit les clients dont le premier achat date de ce mois.',
      quarter: 'Chaque ligne suit les clients dont le premier achat date de ce trimestre.',
    },
    point: 'Montrez une case, ou parcourez-les avec les flèches : le compte exact se lit ici.',
    few: (least: number) =>
      `En dessous de ${n(least, 'client', 'clients')}, un compte plutôt qu’un pourcentage.`,
  },
  forecasts: {
    title: 'Nos prévisions sont-elles justes ?',
    notYet: 'Fidèle apprend de vos ventes…',
    notYetText:
      'Il cherche, dans le passé du carnet, quelle manière de prévoir tombe le plus juste. Rien à faire : la réponse paraîtra ici.',
    silent: {
      title: 'Pas encore de prévision',
      tooFewCustomers: (count: number, needed: number) =>
        `Il faut au moins ${n(needed, 'client qui a acheté', 'clients qui ont acheté')} ; le carnet en connaît ${written('fr-FR', count)}.`,
      tooFewReturns: (count: number, needed: number) =>
        `Il faut avoir vu au moins ${n(needed, 'retour', 'retours')} après un premier achat ; le carnet en compte ${written('fr-FR', count)}.`,
      tooShort: (days: number, needed: number) =>
        `Il faut au moins ${n(needed, 'jour', 'jours')} de ventes ; le carnet en couvre ${written('fr-FR', days)}.`,
      next: 'Importez des ventes plus anciennes, ou continuez à noter : Fidèle essaiera de nouveau de lui-même.',
    },
    month: (announced: number, returned: number, low: string, high: string) =>
      `Il y a un mois, le carnet aurait annoncé ${n(announced, 'retour', 'retours')} pour ce mois ; ${n(returned, 'a eu lieu', 'ont eu lieu')} (${low} à ${high} attendus).`,
    monthOf: (since: string, customers: string) => `Compté depuis le ${since}, sur ${customers}.`,
    inside: 'dans la fourchette',
    more: 'plus de retours qu’attendu',
    fewer: 'moins de retours qu’attendu',
    noMonth: 'Le passé du carnet est encore trop court pour comparer un mois annoncé au mois vécu.',
    noBins:
      'Des chances sont déjà données, mais rien ne les a encore mises à l’épreuve : il faut plus de mois de ventes. Lisez-les comme un avis.',
    rough: 'estimation grossière',
    roughText: 'Peu d’achats encore : ces prévisions s’affineront à mesure que des clients reviennent.',
    noDepartures: 'personne ne semble partir',
    noDeparturesText:
      'Aucun départ ne se voit encore dans les ventes : les chances peuvent être trop belles. Elles se corrigeront avec le temps.',
    announced: 'chance annoncée',
    returned: 'retours constatés',
    picture: (points: number) =>
      `Chance annoncée et retours constatés, ${n(points, 'groupe', 'groupes')} de clients : mêmes chiffres que le tableau.`,
    reading:
      'Un point : des clients à la chance voisine, d’autant plus gros qu’ils sont nombreux. Sur la diagonale, la prévision tombe juste. Le trait dit où se tient la part réelle, à 95 %.',
    told: (announced: string, returned: string, range: string, customers: string) =>
      `Annoncé ${announced}, constaté ${returned} (${range}), sur ${customers}.`,
    see: (low: string, high: string) =>
      `Voir les clients à qui l’on donne aujourd’hui de ${low} à ${high} de chances`,
    seeHint: 'Un clic sur un point ouvre la liste des clients à qui l’on donne aujourd’hui cette chance.',
    points: (points: number) => `de ${n(points, 'point', 'points')}`,
    noPoint: 'de moins d’un point',
    forecasts: (count: number) => n(count, 'prévision', 'prévisions'),
    error: (points: string, forecasts: string) => `Erreur moyenne ${points} sur ${forecasts}`,
    errorAt: (cuts: number) => `, faites à ${n(cuts, 'date passée', 'dates passées')}`,
    asFigures: 'En chiffres',
    asPicture: 'En image',
    caption: 'Chance annoncée et retours constatés',
    columns: {
      announced: 'Annoncé',
      returned: 'Constaté',
      range: 'À 95 %',
      customers: 'Nombre',
      list: 'Liste',
    },
  },
  voices: {
    title: 'Qui parle, et pourquoi',
    speaks: (name: string) => `« ${name} » parle pour ce carnet.`,
    chosen: (customers: string, returns: string) =>
      `Chaque manière de prévoir a été mise à l’épreuve sur le passé du carnet, sans rien savoir de la suite. Appris de ${customers} et de ${returns}.`,
    close: 'Toutes parlent ensemble, sauf quand l’une d’elles fait nettement mieux seule.',
    noTrials:
      'Le passé est encore trop court pour mettre les manières de prévoir à l’épreuve : toutes parlent ensemble en attendant.',
    returns: (count: number) => n(count, 'retour', 'retours'),
    cuts: (days: string) => `Dates de l’épreuve : ${days}.`,
    now: 'parle',
    columns: {
      voice: 'Manière de prévoir',
      logLoss: 'Erreur',
      brier: 'Brier',
      auc: 'Classement',
      topSpend: 'Meilleur dixième',
    },
    help: {
      logLoss:
        'Erreur : la surprise moyenne devant ce qui est arrivé (perte logarithmique). Plus c’est bas, mieux c’est.',
      brier:
        'Brier : l’écart au carré entre la chance donnée et ce qui est arrivé. Plus c’est bas, mieux c’est.',
      auc: 'Classement : combien de fois celui qui est revenu avait reçu une meilleure chance que celui qui n’est pas revenu. 50 %, c’est tirer au sort.',
      topSpend:
        'Meilleur dixième : la part des dépenses venue ensuite des 10 % de clients dont on attendait le plus.',
    },
    names: {
      mbgNbd: 'Achats et départs',
      bgNbd: 'Départ après un retour',
      paretoNbd: 'Départ à tout moment',
      regular: 'Réglé comme une horloge',
      lateness: 'Le retard',
      recency: 'La dernière visite',
      rfm: 'La note RFM',
      regression: 'Tout ce qu’on sait',
      pool: 'L’ensemble corrigé',
    },
    models: {
      mbgNbd: 'MBG/NBD',
      bgNbd: 'BG/NBD',
      paretoNbd: 'Pareto/NBD',
      regular: 'MBG/CNBD-k',
      lateness: 'silence ÷ rythme',
      recency: 'récence seule',
      rfm: 'par cinquièmes',
      regression: 'régression logistique',
      pool: 'modèles et régression',
    },
    why: {
      mbgNbd: 'Chacun achète à son rythme et peut partir après n’importe quel achat, même le premier.',
      bgNbd: 'Chacun achète à son rythme et peut partir après un retour, jamais après le premier achat.',
      paretoNbd:
        'Chacun achète à son rythme et peut partir n’importe quel jour, sans qu’un achat y soit pour rien.',
      regular: 'Comme la première, pour des clients qui viennent à intervalles presque égaux.',
      lateness:
        'Compare le silence au rythme de chacun, puis regarde ce que faisaient les autres à ce stade.',
      recency: 'Ne regarde que les jours passés depuis la dernière visite.',
      rfm: 'Additionne trois notes : depuis quand, combien de fois, combien d’argent.',
      regression: 'Pèse tout ce que le carnet sait d’un client, comme le passé l’a enseigné.',
      pool: 'Fait parler toutes les manières ensemble, puis les corrige par ce qui est arrivé.',
    },
  },
};
