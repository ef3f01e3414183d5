/** Simple line drawings; always beside words or in a named button, so hidden from screen readers. */
const PATHS = {
  signpost: 'M12 2.5v2m0 6v3m0 6v2M5 4.5h10.5l3 3-3 3H5zm14 9H8.5l-3 3 3 3H19z',
  globe: 'M12 3a9 9 0 100 18 9 9 0 000-18zM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M4 12L20 4l-5 16-3.500-6.500zM11.500 13.500L20 4',
  phone: 'M5 4h4l2 5-2.500 1.500a11 11 0 005 5L15 13l5 2v4a1 1 0 01-1 1A15 15 0 014 5a1 1 0 011-1z',
  mail: 'M3.500 5.500h17v13h-17zM4 6.500l8 6.500 8-6.500',
  link: 'M14 4.500h5.500V10M19 5l-8.500 8.500M10 6H5.500v12.500H18V14',
  place: 'M12 21s-6.500-6-6.500-11a6.500 6.500 0 0113 0c0 5-6.500 11-6.500 11zm0-8.500a2.500 2.500 0 100-5 2.500 2.500 0 000 5z',
  person: 'M12 11.500a4 4 0 100-8 4 4 0 000 8zM4.500 20.500a7.500 7.500 0 0115 0',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  down: 'M12 5v14m-6-6l6 6 6-6',
  alert: 'M12 3.500l9.500 17h-19zM12 10v5m0 2.500v.1',
  retry: 'M19.500 12a7.500 7.500 0 11-2.200-5.300L19.500 9m0-5v5h-5',
} as const;

export function Icon({ name }: { readonly name: keyof typeof PATHS }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
