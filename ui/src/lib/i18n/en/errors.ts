import type { Catalogue } from '../fr';

export const errors = {
  title: 'That did not work',
  customerGone: (name) =>
    `${name} is no longer in the notebook: made one with another customer, or removed. What you wrote is still here: say whom to note it for.`,
  notFound: 'This is no longer in the notebook. Go back: the list is up to date.',
  notANotebook: (file: string) =>
    `${file} is not a Fidèle notebook. Choose a .fidele file, or import this one if it holds sales.`,
  fileTooNew: (file: string) =>
    `${file} comes from a newer version of Fidèle. It was left untouched: update Fidèle to open it.`,
  alreadyOpen: (file: string) => `${file} is already open in another window. Close that one, then try again.`,
  exists: (file: string) => `There is already a file ${file}. Choose another name.`,
  missing: (file: string) => `${file} cannot be found. Was it moved or renamed? Open it from its new place.`,
  readOnly: (file: string) =>
    `${file} cannot be written to. Copy it to a folder of yours, for instance Documents, and open the copy.`,
  notShown: (path: string) => `The file manager did not open. The notebook is here: ${path}`,
  diskFull: 'The disk is full. Nothing was written: make room, then try again.',
  damaged: 'This notebook is damaged. Write no more in it: go back to your latest backup.',
  nothingToUndo: 'There is nothing to undo.',
  builtUpon: 'What was noted since needs it: undo that first (Ctrl Z).',
  cancelled: 'Stopped. Nothing was written.',
  internal: (incident: string) =>
    `A fault of Fidèle, not yours. Nothing is lost: try again. If it comes back, quote number ${incident}.`,
  noNotebook: 'No notebook is open. Open one first.',
  file: 'this file',
  guarded: (reason: string) => `A guardrail forbids it: ${reason}.`,
  imports: {
    empty: (file: string) => `${file} is empty. Export your sales from the till again.`,
    headerOnly: (file: string, line: string) =>
      `${file} has nothing below its titles (line ${line}). Choose a period with sales and export again.`,
    notATable: (file: string) =>
      `${file} is not a table. It takes a CSV, TSV or XLSX file with one sale or customer per line.`,
    otherFormat: (file: string) =>
      `${file} is a spreadsheet in another format (.xls, .xlsb, .ods, web page). Open it and save it as .xlsx or .csv.`,
    locked: (file: string) =>
      `${file} is locked with a password. Open it, take the password off, then save it as .xlsx or .csv.`,
    packed: (file: string) => `${file} is an archive. Take the file out of it, then import that one.`,
    damaged: (file: string) => `${file} is damaged. Export it again, or save it as CSV.`,
    tooBig: (file: string, megabytes: string, limit: string) =>
      `${file} unpacks to ${megabytes} MB, Fidèle reads ${limit} at most. Save it as CSV or cut it up.`,
    tooHeavy: (file: string) =>
      `Reading ${file} took more memory or time than any honest file needs: stopped, nothing was written. Export it again, or save it as CSV.`,
    noReader: (file: string) =>
      `Nothing could start to read ${file}. Close other programs and try again; failing that, install Fidèle again.`,
    noSuchSheet: (file: string, sheet: string) => `${file} has no sheet “${sheet}”. Choose another one.`,
    otherShape: (file: string, line: string, expected: string, found: string) =>
      `${file}, line ${line}: column “${found}” is not the one expected, “${expected}”. Choose the file again.`,
    unanswered: (file: string, heading: string) =>
      heading
        ? `${file}, column “${heading}”: a question is still open. Answer it above the column.`
        : `${file}: a question is still open. Answer it above the columns.`,
  },
  reasons: {
    empty: 'To be filled in.',
    tooLong: 'Too long: shorten it.',
    notAPhone: 'Not a phone number. Write it in full, with +… if it is foreign.',
    notAnEmail: 'Not an e-mail address. The @ may be missing.',
    tooEarly: 'Before the day that has to come first.',
    inTheFuture: 'That day has not come yet.',
    inThePast: 'That day has passed: choose today or later.',
    outOfRange: 'Out of the possible range.',
    unknown: 'Unknown value.',
    taken: 'That name is taken already.',
    notANumber: 'This is no number. Write it in digits, for example 12.5.',
    notADay: 'This is no date. Write it like 22/11/2026.',
    notAChoice: 'This is not one of the choices of this field.',
    notYesNo: 'Answer yes or no.',
    inUse: 'Customers still have it: give them something else first.',
    moreThanPaid: 'No more can be given back than was paid.',
    circular:
      'That would go round in circles: it is this customer who brought them, directly or through others.',
    unprofiled: 'This customer asked not to be profiled: a bond given by hand would be a judgement as well.',
  },
} satisfies Catalogue['errors'];
