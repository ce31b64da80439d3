import { describe, expect, it } from 'vitest';
import { go, href, parse, route, type Route } from './router.svelte';

describe('router', () => {
  const routes: Route[] = [
    { screen: 'today' },
    { screen: 'customers' },
    { screen: 'journey', id: '0190-é/ü' },
    { screen: 'winback' },
    { screen: 'glasses' },
    { screen: 'import' },
    { screen: 'settings' },
  ];
  it('reads back every address it writes', () => {
    for (const to of routes) expect(parse(href(to))).toEqual(to);
  });
  it('goes home from anywhere unknown', () => {
    for (const hash of ['', '#', '#/', '#/nowhere', '#/%E0%A4%A'])
      expect(parse(hash)).toEqual({ screen: 'today' });
    expect(parse('#/customer/')).toEqual({ screen: 'customers' });
  });
  it('is somewhere at once', () => {
    go({ screen: 'winback' });
    expect(route()).toEqual({ screen: 'winback' });
    expect(location.hash).toBe('#/winback');
  });
});
