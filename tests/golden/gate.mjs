// The build's gate: what `check_catalog` says of the catalogue as it is, and of one with a mistake.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Resolves to what is wrong with the gate, a line each. */
export function checkGate(program, root) {
  const folder = mkdtempSync(join(tmpdir(), 'mingjing-gate-')), file = join(folder, 'clocks.json');
  const look = () => spawnSync(program, [folder], { encoding: 'utf8' });
  try {
    cpSync(join(root, 'assets/catalog'), folder, { recursive: true });
    const lines = [];
    const sound = look();
    if (sound.status !== 0 || sound.stderr) lines.push(`a sound catalogue: exit ${sound.status} ${sound.stderr}`);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"register": "mediation"', '"register": "meditation"'));
    const broken = look();
    if (broken.status !== 1 || !/^clocks\.json: .*did you mean "mediation"\?/.test(broken.stderr)) lines.push(`a broken catalogue: exit ${broken.status} ${broken.stderr}`);
    return lines;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
