import { parentPort, workerData } from 'node:worker_threads';
import Holidays from 'date-holidays';

/** Answers with the public holidays of the years `from` to `to`; see `holidays.ts`. */
const { from, to } = workerData as { from: number; to: number };
const calendar = new Holidays('DE', 'BW', { types: ['public'], timezone: 'Europe/Berlin' });
const years = Array.from({ length: to - from + 1 }, (_, index) => from + index);
parentPort?.postMessage(years.flatMap((year) => calendar.getHolidays(year).map(({ date }) => date.slice(0, 10))));
