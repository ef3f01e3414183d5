import { Worker } from 'node:worker_threads';

/**
 * Public holidays of Baden-Württemberg, as days (YYYY-MM-DD). The library that knows them takes 0.2 s and 40 MB, for a few hundred bytes of result:
 * so it runs once, in a thread that ends afterwards and gives its memory back.
 * @param from first year @param to last year, included
 */
export function loadHolidays(from: number, to: number): Promise<ReadonlySet<string>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./holidays-thread.ts', import.meta.url), { workerData: { from, to } });
    worker.once('message', (days: readonly string[]) => resolve(new Set(days)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The public holidays could not be worked out (exit ${code}).`)));
  });
}
