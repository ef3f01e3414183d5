// The parts of botbuilder-dialogs that we use, by their own paths: the package's index loads the recognizers of nine languages as well,
// which costs half a second and 40 MB, and none of our languages is among those that it knows well.
export { Dialog, type DialogInstance, type DialogReason, type DialogTurnResult } from 'botbuilder-dialogs/lib/dialog.js';
export { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
export { DialogSet } from 'botbuilder-dialogs/lib/dialogSet.js';
