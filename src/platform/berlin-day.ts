const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The day on which a moment falls in Stuttgart, as YYYY-MM-DD. */
export function berlinDay(ms: number): string {
  return format.format(ms);
}
