/** A small router on the fragment of the address: `#/customer/<id>`. */
export type Route =
  | { screen: 'today' }
  | { screen: 'customers' }
  | { screen: 'journey'; id: string }
  | { screen: 'winback' }
  | { screen: 'glasses' }
  | { screen: 'import' }
  | { screen: 'settings' }
  | { screen: 'complaints' }
  | { screen: 'complaint'; id: string }
  | { screen: 'map' };

export function parse(hash: string): Route {
  const [screen, id] = hash
    .replace(/^#\/?/, '')
    .split('/')
    .map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return '';
      }
    });
  switch (screen) {
    case 'customers':
    case 'winback':
    case 'glasses':
    case 'import':
    case 'settings':
    case 'complaints':
    case 'map':
      return { screen };
    case 'complaint':
      return id ? { screen: 'complaint', id } : { screen: 'complaints' };
    case 'customer':
      return id ? { screen: 'journey', id } : { screen: 'customers' };
    default:
      return { screen: 'today' };
  }
}

export function href(route: Route): string {
  if (route.screen === 'complaint') return `#/complaint/${encodeURIComponent(route.id)}`;
  return route.screen === 'journey' ? `#/customer/${encodeURIComponent(route.id)}` : `#/${route.screen}`;
}

const state = $state<{ route: Route }>({ route: parse(location.hash) });

addEventListener('hashchange', () => {
  state.route = parse(location.hash);
});

export function route(): Route {
  return state.route;
}

/** Goes to a place at once; the address follows. */
export function go(to: Route): void {
  const next = href(to);
  if (location.hash !== next) location.hash = next;
  state.route = to;
}
