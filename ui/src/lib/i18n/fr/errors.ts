/** What went wrong and what to do next, one sentence or two for each code the notebook can answer. */
export const errors = {
  title: 'Cela n’a pas marché',
  customerGone: (name: string) =>
    `${name} n’est plus dans le carnet : ce client a été réuni avec un autre, ou retiré. Ce que vous avez écrit est toujours là : dites à qui le noter.`,
  notFound: 'Cet élément n’est plus dans le carnet. Revenez en arrière : la liste est à jour.',
  notANotebook: (file: string) =>
    `${file} n’est pas un carnet Fidèle. Choisissez un fichier en .fidele, ou importez ce fichier s’il contient des ventes.`,
  fileTooNew: (file: string) =>
    `${file} vient d’une version plus récente de Fidèle. Il n’a pas été touché : mettez Fidèle à jour pour l’ouvrir.`,
  alreadyOpen: (file: string) => `${file} est déjà ouvert dans une autre fenêtre. Fermez-la, puis réessayez.`,
  exists: (file: string) => `Il y a déjà un fichier ${file}. Choisissez un autre nom.`,
  missing: (file: string) =>
    `${file} est introuvable. A-t-il été déplacé ou renommé ? Ouvrez-le depuis son nouvel endroit.`,
  readOnly: (file: string) =>
    `On ne peut pas écrire dans ${file}. Copiez-le dans un dossier à vous, par exemple Documents, puis ouvrez la copie.`,
  notShown: (path: string) => `Le gestionnaire de fichiers ne s’est pas ouvert. Le carnet est ici : ${path}`,
  diskFull: 'Le disque est plein. Rien n’a été écrit : libérez de la place, puis réessayez.',
  damaged: 'Ce carnet est abîmé. N’écrivez plus dedans : repartez de votre dernière sauvegarde.',
  nothingToUndo: 'Il n’y a rien à défaire.',
  builtUpon: 'Ce qui a été noté depuis en a besoin : défaites d’abord cela (Ctrl Z).',
  cancelled: 'Arrêté. Rien n’a été écrit.',
  internal: (incident: string) =>
    `Une erreur de Fidèle, pas de vous. Rien n’est perdu : réessayez. Si cela revient, donnez le numéro ${incident}.`,
  noNotebook: 'Aucun carnet n’est ouvert. Ouvrez-en un d’abord.',
  file: 'ce fichier',
  guarded: (reason: string) => `Un garde-fou l’interdit : ${reason}.`,
  imports: {
    empty: (file: string) => `${file} est vide. Exportez de nouveau vos ventes depuis la caisse.`,
    headerOnly: (file: string, line: string) =>
      `${file} n’a rien sous ses titres (ligne ${line}). Choisissez une période avec des ventes, puis exportez de nouveau.`,
    notATable: (file: string) =>
      `${file} n’est pas un tableau. Il faut un fichier CSV, TSV ou XLSX, avec une vente ou un client par ligne.`,
    otherFormat: (file: string) =>
      `${file} est un classeur dans un autre format (.xls, .xlsb, .ods, page web). Ouvrez-le et enregistrez-le en .xlsx ou .csv.`,
    locked: (file: string) =>
      `${file} est protégé par un mot de passe. Ouvrez-le, enlevez le mot de passe, puis enregistrez-le en .xlsx ou .csv.`,
    packed: (file: string) => `${file} est une archive. Sortez-en le fichier, puis importez celui-là.`,
    damaged: (file: string) => `${file} est abîmé. Exportez-le de nouveau, ou enregistrez-le en CSV.`,
    tooBig: (file: string, megabytes: string, limit: string) =>
      `${file} fait ${megabytes} Mo une fois déplié, Fidèle en lit ${limit} au plus. Enregistrez-le en CSV ou découpez-le.`,
    tooHeavy: (file: string) =>
      `Lire ${file} demandait plus de mémoire ou de temps qu’aucun vrai fichier : arrêté, rien n’a été écrit. Exportez-le de nouveau, ou enregistrez-le en CSV.`,
    noReader: (file: string) =>
      `Rien n’a pu démarrer pour lire ${file}. Fermez d’autres programmes, puis réessayez ; sinon, réinstallez Fidèle.`,
    noSuchSheet: (file: string, sheet: string) =>
      `${file} n’a pas de feuille « ${sheet} ». Choisissez-en une autre.`,
    otherShape: (file: string, line: string, expected: string, found: string) =>
      `${file}, ligne ${line} : la colonne « ${found} » n’est pas celle attendue, « ${expected} ». Choisissez de nouveau le fichier.`,
    unanswered: (file: string, heading: string) =>
      heading
        ? `${file}, colonne « ${heading} » : il reste une question. Répondez-y au-dessus de la colonne.`
        : `${file} : il reste une question. Répondez-y au-dessus des colonnes.`,
  },
  reasons: {
    empty: 'À remplir.',
    tooLong: 'C’est trop long : raccourcissez.',
    notAPhone: 'Ce n’est pas un numéro de téléphone. Écrivez-le en entier, avec +… s’il est étranger.',
    notAnEmail: 'Ce n’est pas une adresse e-mail. Il manque peut-être le @.',
    tooEarly: 'C’est avant le jour qui doit précéder.',
    inTheFuture: 'Ce jour n’est pas encore venu.',
    inThePast: 'Ce jour est passé : choisissez aujourd’hui ou plus tard.',
    outOfRange: 'Hors des valeurs possibles.',
    unknown: 'Valeur inconnue.',
    taken: 'Ce nom est déjà pris.',
    notANumber: 'Ce n’est pas un nombre. Écrivez-le en chiffres, par exemple 12,5.',
    notADay: 'Ce n’est pas une date. Écrivez-la comme 22/11/2026.',
    notAChoice: 'Ce n’est pas un des choix de ce champ.',
    notYesNo: 'Répondez par oui ou par non.',
    inUse: 'Des clients l’ont encore : donnez-leur d’abord autre chose.',
    moreThanPaid: 'On ne peut pas rendre plus que ce qui a été payé.',
    circular: 'Ce serait tourner en rond : c’est ce client qui l’a amené, directement ou par d’autres.',
    unprofiled: 'Ce client a demandé à ne pas être évalué : un lien posé à la main serait aussi un jugement.',
  },
};
