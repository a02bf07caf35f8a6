// As many tests at once as there are lanes, begun in the order asked for.
import { cpus } from 'node:os';

export class Pool {
  #free;
  #waiting = [];

  constructor(lanes = cpus().length) {
    this.#free = Array.from({ length: lanes }, (_, lane) => lane);
  }

  /** Runs `work(lane)` when a lane is free. Resolves to what it gives and the milliseconds it took. */
  async run(work) {
    const lane = this.#free.pop() ?? await new Promise((next) => this.#waiting.push(next));
    const began = Date.now();
    try {
      return { result: await work(lane), ms: Date.now() - began };
    } finally {
      const next = this.#waiting.shift();
      if (next) next(lane);
      else this.#free.push(lane);
    }
  }
}
