import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fidele, Language, Size } from '../harness/fidele';

export const SIZES: [Size, Size] = [
  { width: 1280, height: 800 },
  { width: 1024, height: 700 },
];
export const THEMES = ['light', 'dark'] as const;

const folder = process.env['FIDELE_SCREENS'] ?? 'target/screens';

/** Forgets the pictures of an earlier run. */
export function clear(): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

/** Takes the pictures of what the window shows now, in both themes and sizes; gives what axe finds wrong in any. */
export async function capture(fidele: Fidele, screen: string, language: Language): Promise<string[]> {
  const wrong: string[] = [];
  const before = await fidele.run(() => document.documentElement.dataset['theme'] ?? '');
  for (const theme of THEMES) {
    await fidele.run((value) => void (document.documentElement.dataset['theme'] = value), theme);
    for (const size of SIZES) {
      await fidele.resize(size);
      const name = [screen, language, theme, size.width].join('-');
      wrong.push(...(await fidele.accessibility()).map((line) => `${name}: ${line}`));
      wrong.push(...(await misfits(fidele)).map((line) => `${name}: ${line}`));
      await fidele.picture(name);
    }
  }
  await fidele.run((value) => void (document.documentElement.dataset['theme'] = value), before);
  await fidele.resize(SIZES[0]);
  return wrong;
}

/** Takes a picture with the text at twice its size; gives what is cut off or covered, and what axe finds wrong. */
export async function enlarged(fidele: Fidele, screen: string, language: Language): Promise<string[]> {
  const name = [screen, language, '200'].join('-');
  await fidele.resize(SIZES[0]);
  await fidele.run(() => void (document.documentElement.style.fontSize = '200%'));
  await fidele.waitFor('the narrow layout', () =>
    fidele.run(() => document.documentElement.dataset['room'] === 'narrow'),
  );
  const wrong = [...(await fidele.accessibility()), ...(await misfits(fidele)), ...(await hidden(fidele))];
  await fidele.picture(name);
  await fidele.run(() => void (document.documentElement.style.fontSize = ''));
  await fidele.waitFor('the wide layout', () =>
    fidele.run(() => document.documentElement.dataset['room'] === 'wide'),
  );
  return wrong.map((line) => `${name}: ${line}`);
}

/** Text that is cut off sideways, or that something else lies on. */
function hidden(fidele: Fidele): Promise<string[]> {
  return fidele.run(() => {
    const wrong: string[] = [];
    const main = document.querySelector('main');
    if (main && main.scrollWidth > main.clientWidth)
      wrong.push(`the screen is ${main.scrollWidth - main.clientWidth} px too wide`);
    const dialog = document.querySelector('[role=dialog]');
    for (const element of (dialog ?? document.body).querySelectorAll<HTMLElement>('*')) {
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      const text = own
        .map((node) => node.textContent?.trim() ?? '')
        .join(' ')
        .trim();
      if (!text || element.closest('.hush, svg, [inert], .skip') || element.matches('option, legend'))
        continue;
      const style = getComputedStyle(element);
      if (style.visibility === 'hidden') continue;
      const range = document.createRange();
      range.selectNodeContents(element);
      const box = range.getBoundingClientRect();
      if (box.width === 0) continue;
      // A name may be shortened with an ellipsis where its row leads to the whole of it.
      const shortened = style.textOverflow === 'ellipsis' || element.closest('bdi, [role=grid]') !== null;
      if (!shortened && (box.right > innerWidth + 1 || box.left < -1))
        wrong.push(`« ${text} » runs off the window`);
      const [x, y] = [box.left + Math.min(box.width / 2, 20), box.top + box.height / 2];
      if (x < 0 || y < 0 || x > innerWidth || y > innerHeight || element.closest('[role=grid]')) continue;
      const on = document.elementFromPoint(x, y);
      const near = on?.contains(element) || element.contains(on) || on?.closest('label')?.contains(element);
      const scroller = element.closest('.dlg-body, .content, main, .all, .scroll, .lines');
      const within = scroller?.getBoundingClientRect();
      const seen = !within || (y > within.top && y < within.bottom);
      if (!near && seen && !on?.closest('.toaster'))
        wrong.push(`« ${text} » lies under ${on?.tagName} ${on?.className}`);
    }
    return wrong;
  });
}

/** What does not fit: a page wider than its window, a text squeezed into a column of letters. */
function misfits(fidele: Fidele): Promise<string[]> {
  return fidele.run(() => {
    const wrong: string[] = [];
    const over = document.documentElement.scrollWidth - innerWidth;
    if (over > 0) wrong.push(`the page is ${over} px wider than the window`);
    const away = Math.max(document.documentElement.scrollTop, document.body.scrollTop);
    if (away > 0) wrong.push(`the whole page has slid away by ${away} px`);
    for (const element of document.querySelectorAll('body *')) {
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      const text = own
        .map((node) => node.textContent?.trim() ?? '')
        .join(' ')
        .trim();
      if (text.length < 8) continue;
      // Of its own words alone: what is within it is looked at by itself.
      const boxes = own.flatMap((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return [...range.getClientRects()];
      });
      const lines = new Set(boxes.map((box) => Math.round(box.top))).size;
      if (lines > 3 && text.length / lines < 6) wrong.push(`« ${text} » is squeezed into ${lines} lines`);
    }
    return wrong;
  });
}

/** Writes `index.html`, to leaf through all pictures. */
export function leaf(): void {
  const pictures = readdirSync(folder).filter((name) => /-(fr|en)-(light|dark)-\d+\.png$/.test(name));
  const screens = [...new Set(pictures.map((name) => name.replace(/-(fr|en)-.*/, '')))];
  const section = (screen: string) => {
    const mine = pictures
      .filter((name) => name.startsWith(`${screen}-`) && name.replace(/-(fr|en)-.*/, '') === screen)
      .sort();
    const figures = mine.map(
      (name) =>
        `<figure><a href="${name}"><img src="${name}" loading="lazy" alt=""></a><figcaption>${name.slice(screen.length + 1, -4)}</figcaption></figure>`,
    );
    return `<section id="${screen}"><h2>${screen}</h2><div>${figures.join('')}</div></section>`;
  };
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Fidèle, every screen</title>
<style>
body{font:14px/1.4 system-ui,sans-serif;margin:24px;background:#f4eee9;color:#2a1c23}
nav{position:sticky;top:0;background:#f4eee9;padding:8px 0}nav a{margin-right:14px;color:#7a2048}
div{display:grid;grid-template-columns:repeat(auto-fill,minmax(480px,1fr));gap:16px}
figure{margin:0}img{width:100%;border:1px solid #e7ddd6;border-radius:6px}figcaption{font-size:12px;color:#6b5a62}
</style>
<h1>Every screen</h1><nav>${screens.map((screen) => `<a href="#${screen}">${screen}</a>`).join('')}</nav>
${screens.map(section).join('\n')}</html>\n`;
  writeFileSync(join(folder, 'index.html'), page);
}
