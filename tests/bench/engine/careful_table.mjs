// Careful JavaScript: the cases in typed arrays, and how JSON becomes them (careful_csv.mjs: CSV). Texts are UTF-16 in one
// pool, employers a dictionary, dates year * 512 + month * 32 + day (0: missing), money in fen (NaN: missing), codes
// from 1 (0: missing).
import { fields } from './schema.mjs';

const kinds = { text: Uint32Array, dictionary: Uint32Array, code: Uint8Array, flag: Uint8Array, date: Uint32Array,
  count: Uint32Array, money: Float64Array };
const kindOf = (f) => (f.id === 'employer' ? 'dictionary' : f.type);
const slots = 1 << 17;

/** Columns that grow: room for `rows` at first, always a multiple of 4. */
export class Columns {
  rows = 0;
  room;
  /** By name; a text column holds where each row's text ends in the pool, the 0 behind it included. */
  column = {};
  pool = new Uint16Array(1 << 16);
  poolEnd = 0;
  /** Employers, found by a hash of half their letters. */
  names = [];
  hashes = new Int32Array(1 << 16);
  slot = new Int32Array(slots).fill(-1);

  constructor(rows) {
    this.room = Math.ceil(rows / 4) * 4;
    for (const f of fields) this.column[f.id] = new kinds[kindOf(f)](this.room);
  }
  wantRows(rows) {
    if (rows <= this.room) return;
    this.room = Math.ceil(rows / 3) * 4;
    for (const id in this.column) {
      const old = this.column[id];
      (this.column[id] = new old.constructor(this.room)).set(old);
    }
  }
  wantPool(units) {
    if (this.poolEnd + units <= this.pool.length) return;
    const old = this.pool;
    (this.pool = new Uint16Array(Math.ceil((this.poolEnd + units) * 1.5))).set(old);
  }
  nameCode(name) {
    let hash = name.length;
    for (let k = name.length - 1; k >= 0; k -= 2) hash = (Math.imul(hash, 31) + name.charCodeAt(k)) | 0;
    if (name.length > 3) hash = (Math.imul(hash, 31) + name.charCodeAt(2) * 7 + name.charCodeAt(3)) | 0;
    hash ^= hash >>> 15;
    for (let at = hash & (slots - 1); ; at = (at + 1) & (slots - 1)) {
      const code = this.slot[at];
      if (code < 0) return this.newName(name, hash, at);
      if (this.hashes[code] === hash && this.names[code] === name) return code;
    }
  }
  newName(name, hash, at) {
    const code = this.names.push(name) - 1;
    if (code >= this.hashes.length) throw new Error('too many employers');
    this.hashes[code] = hash;
    return this.slot[at] = code;
  }
}

/** Codes by two letters, then verified: dearer tables were slower. */
class Codes {
  table = new Uint8Array(256);
  factor = 0;
  constructor(codes) {
    this.list = [undefined, ...codes];
    while (new Set(codes.map((c) => this.at(c))).size < codes.length) this.factor++;
    codes.forEach((c, i) => { this.table[this.at(c)] = i + 1; });
  }
  at(code) { return (code.charCodeAt(code.length - 1) + code.charCodeAt(code.length >> 1) * this.factor) & 255; }
  of(code) {
    if (code === undefined) return 0;
    const found = this.table[this.at(code)];
    return this.list[found] === code ? found : 0;
  }
}
const codesOf = (id) => new Codes(fields.find((f) => f.id === id).codes);

function packDate(text) {
  if (text === undefined) return 0;
  const year = text.charCodeAt(0) * 1000 + text.charCodeAt(1) * 100 + text.charCodeAt(2) * 10 + text.charCodeAt(3) - 53328;
  const month = text.charCodeAt(5) * 10 + text.charCodeAt(6) - 528;
  return year * 512 + month * 32 + text.charCodeAt(8) * 10 + text.charCodeAt(9) - 528;
}

const comma = 44, newline = 10, brace = 125;

/** Pieces of about half a megabyte that end behind a record: a raw line break is never inside a JSON string. */
function* pieces(bytes) {
  for (let from = bytes.indexOf(91) + 1; from < bytes.length;) {
    let to = Math.min(from + (1 << 19), bytes.length);
    while (to < bytes.length && !(bytes[to] === newline && bytes[to - 1] === comma && bytes[to - 2] === brace)) to++;
    yield [from, to < bytes.length ? to - 1 : bytes.lastIndexOf(93)];
    from = to + 1;
  }
}

export function fromJson(bytes) {
  const t = new Columns(Math.ceil(bytes.length / 230));
  const decoder = new TextDecoder();
  const streets = codesOf('street'), causes = codesOf('cause'), channels = codesOf('channel');
  const sectors = codesOf('sector'), forms = codesOf('form'), outcomes = codesOf('outcome');
  for (const [from, to] of pieces(bytes)) {
    const text = decoder.decode(bytes.subarray(from, to));
    const list = JSON.parse(`[${text}]`);
    t.wantRows(t.rows + list.length);
    t.wantPool(text.length);
    const { case_no, employer, street, cause, channel, sector, form, outcome } = t.column;
    const { collective, received, closed, workers, claimed, agreed } = t.column;
    const { pool } = t;
    let end = t.poolEnd;
    for (let i = 0, row = t.rows; i < list.length; i++, row++) {
      const o = list[i];
      const no = o.no;
      for (let k = 0; k < no.length; k++) pool[end++] = no.charCodeAt(k);
      pool[end++] = 0; // so that nothing is found across two rows
      case_no[row] = end;
      employer[row] = t.nameCode(o.firm);
      street[row] = streets.of(o.st);
      cause[row] = causes.of(o.why);
      channel[row] = channels.of(o.via);
      sector[row] = sectors.of(o.own);
      form[row] = forms.of(o.fm);
      outcome[row] = outcomes.of(o.end);
      collective[row] = o.grp ? 1 : 0;
      received[row] = packDate(o.in);
      closed[row] = packDate(o.out);
      workers[row] = o.n ?? 0;
      claimed[row] = o.ask === undefined ? NaN : Math.round(o.ask * 100);
      agreed[row] = o.got === undefined ? NaN : Math.round(o.got * 100);
    }
    t.poolEnd = end;
    t.rows += list.length;
  }
  return t;
}
