/** Made at build time from `locales/` (see `vite.config.ts`). */
declare module 'virtual:languages' {
  import type { Language } from './languages.ts';
  /** The languages whose words the window has, in the order of `locales/languages.json`. */
  export const languages: readonly Language[];
}

declare module 'virtual:launcher' {
  /** A language of the open button: its words, and whether it is written right to left. */
  export const launcherLanguages: readonly {
    readonly code: string;
    readonly tag: string;
    readonly rtl?: true;
    readonly label: string;
    readonly unread: string;
    readonly frame: string;
    readonly close: string;
  }[];
}
