import { flushSync, mount } from 'svelte';
import './app.css';
import App from './App.svelte';
import { route } from './lib/router.svelte';
import { begin } from './lib/session.svelte';
import { followRoom } from './lib/ui/room.svelte';

/** Without them, the first words would be drawn a moment later than everything around them. */
function letters(): Promise<unknown> {
  return Promise.all([document.fonts.load('1em Inter'), document.fonts.load('1em Fraunces')]);
}

const target = document.getElementById('app');
if (target) {
  // Nothing is drawn before there is something to read.
  await Promise.allSettled([begin(), letters()]);
  const others = route().screen === 'today' ? null : await import('./others');
  // Once the page is filled, measuring would lay it out twice before it is first seen.
  followRoom();
  flushSync(() => mount(App, { target, props: { others } }));
  // How much there is to read in the first picture, for whoever measures it.
  performance.mark('drawn', { detail: target.querySelectorAll('main li').length });
}
