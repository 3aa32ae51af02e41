// Language and colours: as the browser asks for, until somebody chooses otherwise. The choice is kept in the browser.

import { button, el } from './dom.js';
import { choose, language, t } from './words.js';

const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } }; // storage may be forbidden
const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* then it holds until the page is left */ } };

/** begin sets language and colours as they were chosen. */
export function begin() {
  choose(recall('nianbao-language'));
  document.documentElement.lang = language() === 'en' ? 'en' : 'zh-CN';
  paint(recall('nianbao-theme') || 'system');
}

function paint(theme) {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** tools makes the switches; changed is called when the language is another. */
export function tools(changed) {
  const theme = el('select', { id: 'theme', 'aria-label': t('theme'), onchange: () => { paint(theme.value); keep('nianbao-theme', theme.value); } },
    ...[['system', 'themeSystem'], ['light', 'themeLight'], ['dark', 'themeDark']].map(([v, k]) => el('option', { value: v, selected: v === (document.documentElement.dataset.theme || 'system') }, t(k))));
  const other = button(t('switch'), () => {
    keep('nianbao-language', choose(language() === 'en' ? 'zh' : 'en'));
    document.documentElement.lang = language() === 'en' ? 'en' : 'zh-CN';
    changed();
  }, { class: 'quiet', id: 'language', lang: language() === 'en' ? 'zh-CN' : 'en' });
  return [theme, other];
}
