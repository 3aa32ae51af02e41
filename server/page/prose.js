// Paragraphs of prose: each is an editable text of its own with bold; Enter parts one, Backspace at its beginning joins it to the one
// before. What the report holds is the paragraph's notation (paragraph.js), never HTML.

import { button, el } from './dom.js';
import { paragraph, spans } from './paragraph.js';
import { t } from './words.js';

/** The paragraphs at a pointer ("/overview"), called by a label. */
export class Prose {
  constructor(desk, pointer, label) {
    Object.assign(this, { desk, pointer, label });
    this.list = el('div', { class: 'paragraphs' });
    this.element = el('div', { class: 'prose' }, this.list,
      button(t('addParagraph'), () => { this.put([...this.texts(), '']); this.focus(this.texts().length - 1); }, { class: 'quiet' }));
    this.refresh();
  }

  texts() { return this.desk.front.get(this.pointer) || []; }

  put(after, run = '') { this.desk.change([[this.pointer, this.desk.front.get(this.pointer), after]], run); }

  /** refresh draws the paragraphs anew where they are not what the page shows. */
  refresh() {
    const texts = this.texts();
    while (this.list.children.length > texts.length) this.list.lastChild.remove();
    texts.forEach((text, i) => {
      const shown = this.list.children[i] || this.list.appendChild(this.field(i));
      if (written(shown) !== text) shown.replaceChildren(...spans(text).map((s) => (s.bold ? el('b', {}, s.text) : document.createTextNode(s.text))));
    });
  }

  field(i) {
    return el('div', { class: 'paragraph', contenteditable: 'true', role: 'textbox', 'aria-multiline': 'false', tabindex: '0',
      'aria-label': t('paragraph', { section: this.label, n: i + 1 }), 'data-place': `${this.pointer}/${i}`,
      oninput: (e) => this.typed(e.currentTarget, i), onkeydown: (e) => this.key(e, i), onpaste: (e) => this.pasted(e, i),
      onfocus: () => this.desk.select(`${this.pointer}/${i}`, 'editor'), onblur: () => this.desk.front?.history.pause() });
  }

  typed(field, i) {
    const after = [...this.texts()];
    after[i] = written(field);
    this.put(after, `type:${this.pointer}/${i}`);
  }

  key(event, i) {
    const field = event.currentTarget;
    if (event.isComposing) return; // Enter chooses a character of an input method
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'b') {
      event.preventDefault();
      document.execCommand('bold'); // makes <b>, which written() reads
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const [before, after] = parted(field);
      const all = [...this.texts()];
      all.splice(i, 1, before, after);
      this.put(all);
      this.focus(i + 1);
    } else if (event.key === 'Backspace' && i > 0 && atStart(field)) {
      event.preventDefault();
      const all = [...this.texts()];
      const joint = spans(all[i - 1]).reduce((n, s) => n + s.text.length, 0);
      all.splice(i - 1, 2, paragraph([...spans(all[i - 1]), ...spans(all[i])]));
      this.put(all);
      this.focus(i - 1, joint);
    }
  }

  pasted(event, i) {
    const pieces = event.clipboardData.getData('text/plain').split(/\s*[\r\n]+\s*/).filter(Boolean);
    event.preventDefault();
    event.stopPropagation();
    if (!pieces.length) return;
    const [before, after] = parted(event.currentTarget);
    const all = [...this.texts()];
    const plain = (text) => spans(paragraph([{ text, bold: false }]));
    const made = pieces.map((text, n) => paragraph([...(n === 0 ? spans(before) : []), ...plain(text), ...(n === pieces.length - 1 ? spans(after) : [])]));
    all.splice(i, 1, ...made);
    this.put(all);
    this.focus(i + pieces.length - 1, (pieces.length === 1 ? text(before).length : 0) + pieces.at(-1).length);
  }

  /** focus puts the caret into a paragraph, behind at characters. */
  focus(i, at = 0) {
    const field = this.list.children[i];
    if (!field) return false;
    field.focus();
    const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(), left = at; node; node = walker.nextNode()) {
      if (left <= node.length) {
        getSelection().collapse(node, left);
        break;
      }
      left -= node.length;
    }
    field.scrollIntoView({ block: 'nearest' });
    return true;
  }
}

const text = (notation) => spans(notation).map((s) => s.text).join('');

/** written returns the notation of what a field or a fragment shows. */
function written(node) {
  const list = [];
  const walk = (n, bold) => {
    if (n.nodeType === Node.TEXT_NODE) list.push({ text: n.data.replace(/\n/g, ' '), bold });
    else for (const child of n.childNodes) walk(child, bold || n.localName === 'b' || n.localName === 'strong');
  };
  walk(node, false);
  return paragraph(list);
}

// parted returns the notation before and behind the selection.
function parted(field) {
  const range = getSelection().getRangeAt(0);
  const side = (set) => {
    const part = document.createRange();
    part.selectNodeContents(field);
    set(part);
    return written(part.cloneContents());
  };
  return [side((r) => r.setEnd(range.startContainer, range.startOffset)), side((r) => r.setStart(range.endContainer, range.endOffset))];
}

function atStart(field) {
  const range = getSelection().getRangeAt(0);
  if (!range.collapsed) return false;
  const before = document.createRange();
  before.selectNodeContents(field);
  before.setEnd(range.startContainer, range.startOffset);
  return before.toString() === '';
}
