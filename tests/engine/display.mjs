// An X server without a screen, for browsers that draw WebGL only where there is one.
import { spawn } from 'node:child_process';

/** Resolves to { name, close() }; name is the DISPLAY. */
export function display() {
  return new Promise((done, fail) => {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x860x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    server.on('error', fail);
    server.on('exit', () => fail(new Error('Xvfb ended')));
    server.stdio[3].on('data', (number) => done({ name: `:${String(number).trim()}`, close: () => server.kill() }));
  });
}
