/** What went wrong and what to do next, one sentence or two for each code the notebook can answer. */
export const errors = {
  title: 'Cela n’a pas marché',
  notFound: 'Cet élément n’est plus dans le carnet. Revenez en arrière : la liste est à jour.',
  notANotebook: (file: string) =>
    `${file} n’est pas un carnet Fidèle. Choisissez un fichier en .fidele, ou importez ce fichier s’il contient des ventes.`,
  fileTooNew: (file: string) =>
    `${file} vient d’une version plus récente de Fidèle. Il n’a pas été touché : mettez Fidèle à jour pour l’ouvrir.`,
  alreadyOpen: (file: string) => `${file} est déjà ouvert dans une autre fenêtre. Fermez-la, puis réessayez.`,
  exists: (file: string) => `Il y a déjà un fichier ${file}. Choisissez un autre nom.`,
  missing: (file: string) => `${file} est introuvable. A-t-il été déplacé ou renommé ? Ouvrez-le depuis son nouvel endroit.`,
  readOnly: (file: string) =>
    `On ne peut pas écrire dans ${file}. Copiez-le dans un dossier à vous, par exemple Documents, puis ouvrez la copie.`,
  diskFull: 'Le disque est plein. Rien n’a été écrit : libérez de la place, puis réessayez.',
  damaged: (file: string) => `${file} est abîmé. N’écrivez plus dedans : repartez de votre dernière sauvegarde.`,
  nothingToUndo: 'Il n’y a rien à défaire.',
  cancelled: 'Arrêté. Rien n’a été écrit.',
  io: (file: string) => `Le système refuse l’accès à ${file}. Vérifiez que le disque est branché, puis réessayez.`,
  internal: (incident: string) =>
    `Une erreur de Fidèle, pas de vous. Rien n’est perdu : réessayez. Si cela revient, donnez le numéro ${incident}.`,
  noNotebook: 'Aucun carnet n’est ouvert. Ouvrez-en un d’abord.',
  file: 'ce fichier',
  guarded: (reason: string) => `Un garde-fou l’interdit : ${reason}.`,
  reasons: {
    empty: 'À remplir.',
    tooLong: 'C’est trop long : raccourcissez.',
    notAPhone: 'Ce n’est pas un numéro de téléphone. Écrivez-le en entier, avec +… s’il est étranger.',
    notAnEmail: 'Ce n’est pas une adresse e-mail. Il manque peut-être le @.',
    tooEarly: 'C’est avant le jour qui doit précéder.',
    inTheFuture: 'Ce jour n’est pas encore venu.',
    inThePast: 'Ce jour est passé : choisissez aujourd’hui ou plus tard.',
    outOfRange: 'Hors des valeurs possibles.',
    unknown: 'Valeur inconnue.',
  },
};
