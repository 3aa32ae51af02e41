// The little that the page needs of a view library: making elements, and telling a screen reader what happened.

/** el makes an element. Attributes that are functions become listeners (onclick), true is an empty attribute, null and false are left out. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(key.slice(2), value);
    else if (key === 'class') element.className = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter((c) => c !== null && c !== undefined && c !== false));
  return element;
}

/** button makes a button that does something. */
export const button = (label, act, attributes = {}) => el('button', { type: 'button', onclick: act, ...attributes }, label);

/** say puts words into the page's status line, which is read out. */
export function say(words, isError = false) {
  const status = document.getElementById('say');
  status.textContent = words;
  status.className = isError ? 'error' : '';
}
