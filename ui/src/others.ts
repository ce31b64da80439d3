/** What the first picture has no use for: the other screens, and the dialogs. */
export { default as Dialogs } from './parts/Dialogs.svelte';
export { default as Screens } from './screens/Screens.svelte';
