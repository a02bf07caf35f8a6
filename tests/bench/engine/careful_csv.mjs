// Careful JavaScript: CSV from its bytes into typed arrays in one pass, without a string per cell.
import { Columns } from './careful_table.mjs';
import { fields } from './schema.mjs';

const comma = 44, newline = 10, carriage = 13, quote = 34, minus = 45, point = 46;
const [text, dictionary, code, flag, date, count, money] = [0, 1, 2, 3, 4, 5, 6];
const kinds = { text, code, flag, date, count, money };

/** Codes by their bytes: two of them and the length guess, all of them confirm. */
function codeTable(codes) {
  const encoded = codes.map((c) => new TextEncoder().encode(c));
  for (let factor = 1; ; factor++) {
    const table = new Uint8Array(256);
    const at = (b) => (b[b.length - 1] + b[b.length >> 1] * factor) & 255;
    if (new Set(encoded.map(at)).size < codes.length) continue;
    encoded.forEach((b, i) => { table[at(b)] = i + 1; });
    return { factor, table, encoded };
  }
}

function codeOf({ factor, table, encoded }, bytes, from, to) {
  const found = table[(bytes[to - 1] + bytes[from + ((to - from) >> 1)] * factor) & 255];
  if (!found || encoded[found - 1].length !== to - from) return 0;
  const wanted = encoded[found - 1];
  for (let i = from; i < to; i++) if (bytes[i] !== wanted[i - from]) return 0;
  return found;
}

/** Employers by their bytes, kept in one pool, found by a hash. */
class Names {
  constructor(columns) {
    this.columns = columns;
    this.pool = new Uint8Array(1 << 22);
    this.ends = new Uint32Array(1 << 16);
    this.decoder = new TextDecoder();
  }
  /** `hash` is of bytes [from, to). */
  codeOf(bytes, from, to, hash) {
    const { slot, hashes } = this.columns;
    hash ^= hash >>> 15;
    for (let at = hash & (slot.length - 1); ; at = (at + 1) & (slot.length - 1)) {
      const found = slot[at];
      if (found < 0) return this.add(bytes.subarray(from, to), hash, at);
      if (hashes[found] !== hash) continue;
      const begin = found ? this.ends[found - 1] : 0;
      if (this.ends[found] - begin !== to - from) continue;
      let i = from;
      while (i < to && bytes[i] === this.pool[begin + i - from]) i++;
      if (i === to) return found;
    }
  }
  add(name, hash, at) {
    const { names } = this.columns;
    const end = names.length ? this.ends[names.length - 1] : 0;
    if (end + name.length > this.pool.length) {
      const old = this.pool;
      (this.pool = new Uint8Array(old.length * 2)).set(old);
    }
    this.pool.set(name, end);
    this.ends[names.length] = end + name.length;
    return this.columns.newName(this.decoder.decode(name), hash, at);
  }
}

/** Takes the quotes off a cell that begins at `from`: [its bytes' end in `scratch`, where the file goes on]. */
function unquote(bytes, from, scratch) {
  let to = 0;
  for (let i = from + 1; i < bytes.length; i++) {
    if (bytes[i] === quote && bytes[++i] !== quote) return [to, i];
    if (to === scratch.length) throw new Error('a cell is too long');
    scratch[to++] = bytes[i];
  }
  throw new Error('a quoted cell does not end');
}

const fen = [100, 10, 1];

/** Where the file is read, and everything reading needs. */
class Reader {
  at;
  constructor(bytes) {
    this.bytes = bytes;
    this.table = new Columns(Math.ceil(bytes.length / 130));
    this.table.wantPool(Math.ceil(bytes.length / 6));
    this.names = new Names(this.table);
    this.scratch = new Uint8Array(4096);
    this.at = bytes.indexOf(newline) + 1;
    const keys = new TextDecoder().decode(bytes.subarray(0, this.at)).trim().split(',');
    this.order = keys.map((key) => fields.find((f) => f.key === key));
    this.kind = Uint8Array.from(this.order, (f) => (f.id === 'employer' ? dictionary : kinds[f.type]));
    this.codes = this.order.map((f) => f.codes && codeTable(f.codes));
  }

  /** Some rows: a function called often is compiled sooner than one long loop. */
  rows(more) {
    const { table, bytes, kind, codes, names, scratch } = this;
    const width = kind.length;
    table.wantRows(table.rows + more);
    const columns = this.order.map((f) => table.column[f.id]);
    const last = table.rows + more;
    let { at } = this;
    let row = table.rows;
    for (; row < last && at < bytes.length; row++) {
      for (let c = 0; c < width; c++) {
        const column = columns[c];
        let b = bytes[at];
        switch (kind[c]) {
          case text:
            if (b === quote) {
              const [length, next] = unquote(bytes, at, scratch);
              this.addText(scratch, 0, length);
              at = next;
            } else {
              const from = at;
              while (b !== comma && b !== newline) b = bytes[++at];
              this.addText(bytes, from, at);
            }
            column[row] = table.poolEnd;
            break;
          case dictionary: {
            let hash = 17;
            if (b === quote) {
              const [length, next] = unquote(bytes, at, scratch);
              for (let i = 0; i < length; i++) hash = (Math.imul(hash, 31) + scratch[i]) | 0;
              column[row] = names.codeOf(scratch, 0, length, hash);
              at = next;
            } else {
              const from = at;
              for (; b !== comma && b !== newline; b = bytes[++at]) hash = (Math.imul(hash, 31) + b) | 0;
              column[row] = names.codeOf(bytes, from, at, hash);
            }
            break;
          }
          case code: {
            const from = at;
            while (b !== comma && b !== newline && b !== carriage) b = bytes[++at];
            column[row] = at === from ? 0 : codeOf(codes[c], bytes, from, at);
            break;
          }
          case flag:
            column[row] = b === 116 ? 1 : 0; // "true"
            while (b !== comma && b !== newline && b !== carriage) b = bytes[++at];
            break;
          case date:
            if (b < 48) {
              column[row] = 0;
              break;
            }
            column[row] = (b * 1000 + bytes[at + 1] * 100 + bytes[at + 2] * 10 + bytes[at + 3] - 53328) * 512
              + (bytes[at + 5] * 10 + bytes[at + 6] - 528) * 32 + bytes[at + 8] * 10 + bytes[at + 9] - 528;
            at += 10;
            break;
          case count: {
            let n = 0;
            for (; b >= 48 && b <= 57; b = bytes[++at]) n = n * 10 + b - 48;
            column[row] = n;
            break;
          }
          default: {
            const from = at;
            let n = 0, decimals = 0;
            if (b === minus) b = bytes[++at];
            for (; b >= 48 && b <= 57; b = bytes[++at]) n = n * 10 + b - 48;
            if (b === point) {
              b = bytes[++at];
              for (; b >= 48 && b <= 57 && decimals < 2; b = bytes[++at], decimals++) n = n * 10 + b - 48;
            }
            n *= fen[decimals];
            column[row] = at === from ? NaN : bytes[from] === minus ? -n : n;
          }
        }
        if (bytes[at] === carriage) at++;
        if (bytes[at] !== (c < width - 1 ? comma : newline)) throw new Error(`row ${row + 1}, cell ${c + 1}: not understood`);
        at++;
      }
    }
    table.rows = row;
    this.at = at;
    return at < bytes.length;
  }

  addText(bytes, from, to) {
    const { table } = this;
    table.wantPool(to - from + 1);
    const end = decode(bytes, from, to, table.pool, table.poolEnd);
    table.pool[end] = 0;
    table.poolEnd = end + 1;
  }
}

/** The file must end with a line break. */
export function fromCsv(bytes) {
  if (bytes[bytes.length - 1] !== newline) throw new Error('no line break at the end');
  const reader = new Reader(bytes);
  while (reader.rows(1024));
  return reader.table;
}

/** UTF-8 to UTF-16; returns where it ends. */
function decode(bytes, from, to, pool, end) {
  while (from < to) {
    const b = bytes[from];
    if (b < 0x80) {
      pool[end++] = b;
      from++;
    } else if (b >= 0xe0 && b < 0xf0) {
      pool[end++] = ((b & 15) << 12) | ((bytes[from + 1] & 63) << 6) | (bytes[from + 2] & 63);
      from += 3;
    } else if (b < 0xe0) {
      pool[end++] = ((b & 31) << 6) | (bytes[from + 1] & 63);
      from += 2;
    } else {
      const point = (((b & 7) << 18) | ((bytes[from + 1] & 63) << 12) | ((bytes[from + 2] & 63) << 6) | (bytes[from + 3] & 63)) - 0x10000;
      pool[end++] = 0xd800 | (point >> 10);
      pool[end++] = 0xdc00 | (point & 1023);
      from += 4;
    }
  }
  return end;
}
