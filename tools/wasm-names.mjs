// The names of a program's functions, from the list that --emit-symbol-map writes beside its script.
import { readFileSync } from 'node:fs';

/** Of each function, by its number, the name as C++ has it. */
export function symbols(file) {
  return readFileSync(file, 'utf8').trimEnd().split('\n').map((line) =>
    line.slice(line.indexOf(':') + 1).replace(/\\([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(parseInt(code, 16))));
}

/** How many of a program's functions, the first, are JavaScript's. */
export const imports = (program) =>
  WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(program))).filter(({ kind }) => kind === 'function').length;

/** A name without what differs from compiler to compiler or from type to type: parameters, results, template arguments, numbers of
 *  lambdas and copies. @ stands for a nameless namespace. */
export function bare(symbol) {
  const text = symbol.replace(/^byn\$mgfn-shared\$|(\$|\.)\d+$/g, '').replace(/\(anonymous namespace\)/g, '@')
    .replace(/decltype\(auto\) /g, '').replace(/operator(\(\)|<<|>>|[<>]=?|->)/g, 'operator@').replace(/\$_\d+|'lambda\d*'(\([^)]*\))?/g, '$_');
  let depth = 0, name = '';
  for (const c of text)
    if ('<({['.includes(c)) depth++;
    else if ('>)}]'.includes(c)) depth--;
    else if (!depth) name += c;
  return name.trim().replace(/ (const)?&*$/, '').replace(/^.* (?!operator|@)(?=\S+$)/, '');
}

/** What a name lies in, from the widest to itself. */
export function scopes(name) {
  const found = [];
  for (let at = 0; (at = name.indexOf('::', at) + 2) > 1;) found.push(name.slice(0, at));
  return [...found, name];
}

/** The functions whose lambdas a symbol of the standard library is made for, by bare name. */
export function owners(symbol) {
  const found = [];
  for (const { index } of symbol.matchAll(/::(?:\$_\d+|'lambda\d*')/g)) {
    let at = symbol.slice(0, index).replace(/ const$/, '').length;
    if (symbol[at - 1] !== ')') continue; // a lambda of a lambda: the outer one says whose
    for (let depth = 0; at > 0;) { // back over the parameters
      const c = symbol[--at];
      if (')>]}'.includes(c) && symbol[at - 1] !== '-') depth++;
      else if ('(<[{'.includes(c) && --depth === 0) break;
    }
    let from = at;
    for (let depth = 0; from > 0; from--) { // and over the name, with the arguments of its templates
      const c = symbol[from - 1];
      if ('>)'.includes(c)) depth++;
      else if ('<('.includes(c) && depth-- === 0) break;
      else if (!depth && (c === ',' || (c === ' ' && symbol[from - 2] !== ','))) break;
    }
    found.push(bare(symbol.slice(from, at)));
  }
  return found;
}

/** The program's own classes that a symbol of the standard library is made of. */
export const types = (symbol) => [...new Set([...symbol.replace(/\(anonymous namespace\)/g, '@').matchAll(/mj::[@\w]+(?:::\w+)*/g)].map(([type]) => type))];
