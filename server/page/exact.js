// JSON and arithmetic that keep decimals as they are written.
//
// JSON.parse turns 12.50 into 12.5 and rounds a number of eighteen digits; the contract of reports promises that neither
// happens. So numbers are kept as their own text (Exact), and sums are made with BigInt. The grammar of a figure is that of the
// command: at most eighteen digits, no exponent, no leading zero.

/** A number of a report as it is written. */
export class Exact {
  constructor(text) { this.text = text; }
  toString() { return this.text; }
}

const figure = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** isFigure says whether the text is a decimal that a report can hold: "12.50", not "1e3" or "007". */
export function isFigure(text) {
  return figure.test(text) && text.replace(/\D/g, '').replace(/^0+/, '').length <= 18 && (text.split('.')[1] || '').length <= 18;
}

/** parse reads JSON; every number becomes an Exact. It throws a SyntaxError as JSON.parse does. */
export function parse(text) {
  JSON.parse(text); // the grammar's judge; what follows may then trust the text
  // Strings are matched whole, so that digits in them stay what they are.
  const marked = text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g,
    (token) => (token[0] === '"' ? token : `{"\\u0000":"${token}"}`));
  return JSON.parse(marked, (key, value) => {
    const written = value && typeof value === 'object' ? value['\u0000'] : undefined;
    return typeof written === 'string' ? new Exact(written) : value;
  });
}

/** stringify writes JSON, indented by two blanks; an Exact is written as it was read, and what is undefined is left out. */
export function stringify(value, margin = '') {
  if (value instanceof Exact) return value.text;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const inner = margin + '  ';
  const items = Array.isArray(value) ? value.map((v) => stringify(v, inner))
    : Object.keys(value).filter((k) => value[k] !== undefined).map((k) => JSON.stringify(k) + ': ' + stringify(value[k], inner));
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return items.length ? `${open}\n${inner}${items.join(',\n' + inner)}\n${margin}${close}` : open + close;
}

/** A sum of decimals: coefficient · 10^-scale, exact. */
export class Sum {
  constructor(coefficient = 0n, scale = 0) { this.coefficient = coefficient; this.scale = scale; }

  static of(text) {
    const [whole, fraction = ''] = text.split('.');
    return new Sum(BigInt(whole + fraction), fraction.length);
  }

  /** plus returns this + sign · other. */
  plus(other, sign = 1n) {
    const scale = Math.max(this.scale, other.scale);
    return new Sum(this.at(scale) + sign * other.at(scale), scale);
  }

  minus(other) { return this.plus(other, -1n); }

  at(scale) { return this.coefficient * 10n ** BigInt(scale - this.scale); }

  equals(other) {
    const scale = Math.max(this.scale, other.scale);
    return this.at(scale) === other.at(scale);
  }

  /** toString drops no digit of the scale: 0.50 stays 0.50. */
  toString() {
    const negative = this.coefficient < 0n;
    const digits = (negative ? -this.coefficient : this.coefficient).toString().padStart(this.scale + 1, '0');
    const text = this.scale ? digits.slice(0, -this.scale) + '.' + digits.slice(-this.scale) : digits;
    return negative ? '-' + text : text;
  }
}
