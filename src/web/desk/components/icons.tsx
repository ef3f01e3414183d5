/** Simple line drawings; always beside words or in a named button, so hidden from screen readers. */
const PATHS = {
  signpost: 'M12 2.5v2m0 6v3m0 6v2M5 4.5h10.5l3 3-3 3H5zm14 9H8.5l-3 3 3 3H19z',
  alert: 'M12 3.500l9.500 17h-19zM12 10v5m0 2.500v.1',
  back: 'M19 12H5m6-6l-6 6 6 6',
  bell: 'M6 17V11a6 6 0 0112 0v6l2 1.500H4zM10 21h4',
  book: 'M4.500 5.500c3-1 5-1 7.500 1v13c-2.500-2-4.500-2-7.500-1zM19.500 5.500c-3-1-5-1-7.500 1v13c2.500-2 4.500-2 7.500-1z',
  chart: 'M4 20h16M7 16v-5m5 5V6m5 10v-8',
  chat: 'M4 5h16v11H10l-4 4v-4H4z',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M12 5v14m-6-6l6 6 6-6',
  download: 'M12 4v11m-5-5l5 5 5-5M5 20h14',
  edit: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  expand: 'M6 9l6 6 6-6',
  list: 'M9 6h11M9 12h11M9 18h11M4.500 6h.1m-.1 6h.1m-.1 6h.1',
  people:
    'M9 11a3.500 3.500 0 100-7 3.500 3.500 0 000 7zM2.500 20c.5-4 3-6 6.500-6s6 2 6.500 6M16 4.500a3.500 3.500 0 010 6M18 14.500c2 1 3 3 3.500 5.500',
  person: 'M12 11.500a4 4 0 100-8 4 4 0 000 8zM4.500 20.500c.5-4.500 3.500-6.500 7.500-6.500s7 2 7.500 6.500',
  plus: 'M12 5v14m-7-7h14',
  question: 'M9 9a3 3 0 116 0c0 2-3 2.500-3 5m0 3.500v.1M12 2.500a9.500 9.500 0 100 19 9.500 9.500 0 000-19z',
  retry: 'M19.500 12a7.500 7.500 0 11-2.200-5.300L19.500 9m0-5v5h-5',
  send: 'M4 12L20 4l-5 16-3.500-6.500zM11.500 13.500L20 4',
  stop: 'M12 2.500a9.500 9.500 0 100 19 9.500 9.500 0 000-19zM8.500 8.500l7 7m0-7l-7 7',
  text: 'M5 6h14M5 10h14M5 14h9M5 18h6',
  transfer: 'M4 8h14m-4-4l4 4-4 4M20 16H6m4-4l-4 4 4 4',
  trash: 'M4 6.500h16M9 6V4h6v2M6 6.500l1 14h10l1-14M10 10.500v6m4-6v6',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
