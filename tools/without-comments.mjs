// node tools/without-comments.mjs SCRIPT OUT: copies a script without the lines that only explain: they stay in the repository. An empty
// line stands for each, so that a line a browser names is that line here.
import { readFileSync, writeFileSync } from 'node:fs';

const [from, to] = process.argv.slice(2);
const text = readFileSync(from, 'utf8');
if (text.split('\n').some((line) => line.split('`').length % 2 === 0)) throw new Error(`${from}: a line of a text could look like a comment`);
writeFileSync(to, text.replace(/^ *(\/\/.*|\/\*\*[^]*?\*\/)$/gm, (comment) => comment.replace(/.+/g, '')));
