/** Keys and what they do; only outside of fields, and only if the counselor wants them. */
export const SHORTCUTS = {
  n: 'next',
  v: 'previous',
  u: 'claim',
  s: 'write',
  t: 'canned',
  e: 'entry',
  g: 'transfer',
  '?': 'help',
} as const;

export type Shortcut = (typeof SHORTCUTS)[keyof typeof SHORTCUTS];

/** What a key press asks for; nothing while somebody types, a dialog is open, or another key is held. */
export function shortcutOf(event: KeyboardEvent): Shortcut | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  const { target } = event;
  if (target instanceof Element && target.closest('input, textarea, select, [contenteditable], dialog')) return undefined;
  return (SHORTCUTS as Readonly<Record<string, Shortcut>>)[event.key];
}
