import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { InlineConfig, Plugin } from 'vite';
import type { LanguageInfo } from './src/domain/locale.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

interface WidgetWords {
  readonly launcher: { readonly label: string; readonly unread: string; readonly frame: string };
  readonly header: { readonly close: string };
  readonly page: { readonly greeting: string; readonly lead: string; readonly examples: readonly string[] };
}

/** Languages whose words for the window are there, in the order of `languages.json`. */
function readLanguages(): (LanguageInfo & { readonly words: WidgetWords })[] {
  const languages = JSON.parse(readFileSync(at('locales/languages.json'), 'utf8')) as LanguageInfo[];
  return languages.flatMap((language) => {
    try {
      return [{ ...language, words: JSON.parse(readFileSync(at(`locales/${language.code}/widget.json`), 'utf8')) as WidgetWords }];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw new Error(`locales/${language.code}/widget.json can't be read: ${(error as Error).message}`);
    }
  });
}

/** Modules made of `locales/`: each page gets the words that it needs and no others. */
function locales(): Plugin {
  return {
    name: 'wegweiser-locales',
    enforce: 'pre',
    resolveId: (id) => (id === 'virtual:languages' || id === 'virtual:launcher' ? `\0${id}` : undefined),
    load(id) {
      if (id === '\0virtual:languages') {
        const languages = readLanguages().map(({ code, tag, name, direction }) => ({ code, tag, name, direction }));
        return `export const languages = ${JSON.stringify(languages)}`;
      }
      if (id === '\0virtual:launcher') {
        const languages = readLanguages().map(({ code, tag, direction, words: { launcher, header } }) => ({
          code,
          tag,
          ...(direction === 'rtl' ? { rtl: true } : {}),
          label: launcher.label,
          unread: launcher.unread,
          frame: launcher.frame,
          close: header.close,
        }));
        return `export const launcherLanguages = ${JSON.stringify(languages)}`;
      }
      return undefined;
    },
    // Notes for translators and the words of other pages stay at home.
    transform(code, id) {
      if (!/locales\/[^/]+\/(?:widget|desk)\.json$/.test(id)) return undefined;
      const { page: _page, launcher: _launcher, ...words } = JSON.parse(code) as Record<string, unknown>;
      return JSON.stringify(words, (key, value) => (key.startsWith('_note') ? undefined : value));
    },
  };
}

/** Writes the page's greetings and example questions into its HTML, so that they are there without a script. */
function greetings(): Plugin {
  const encode = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const question = (text: string) => `<li><button type="button" class="question" data-ask>${encode(text)}</button></li>`;
  return {
    name: 'wegweiser-greetings',
    transformIndexHtml: (html) => {
      const cards = readLanguages().map(
        ({ tag, name, direction, words: { page } }) => `<li class="card" lang="${tag}" dir="${direction}">
          <h3>${encode(name)}</h3>
          <p>${encode(page.lead)}</p>
          <ul>${page.examples.map(question).join('')}</ul>
        </li>`,
      );
      const lines = readLanguages().map(
        ({ code, tag, direction, words: { page } }) =>
          code !== 'de-simple' && `<li lang="${tag}" dir="${direction}">${encode(page.greeting)}</li>`,
      );
      return html.replace('<!-- languages -->', cards.join('')).replace('<!-- greetings -->', lines.filter(Boolean).join(''));
    },
  };
}

const shared: InlineConfig = {
  configFile: false,
  base: './',
  publicDir: false,
  logLevel: 'warn',
  plugins: [locales()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
};
/** Phones of about 2020: the people we write for keep theirs for long. */
const target = ['chrome90', 'firefox90', 'safari15'];
const build = { target, emptyOutDir: false, modulePreload: { polyfill: false }, assetsInlineLimit: 0, reportCompressedSize: false };

/** A language's words are told apart from the program by their file name. */
const wordsOf = (moduleId: string | null) => {
  const code = /locales\/([^/]+)\/(?:widget|desk)\.json$/.exec(moduleId ?? '')?.[1];
  return code && `words-${code}`;
};

const chunkFileNames = ({ facadeModuleId }: { facadeModuleId: string | null }) => `assets/${wordsOf(facadeModuleId) ?? '[name]'}-[hash].js`;

/** Everything for the browser, each with its own folder in `dist/web`. `scripts/build-web.mjs` runs them one after another. */
export const builds: readonly InlineConfig[] = [
  {
    ...shared,
    root: at('src/web/widget'),
    build: {
      ...build,
      outDir: at('dist/web/widget'),
      rolldownOptions: {
        input: [at('src/web/widget/index.html'), at('src/web/widget/answered.html')],
        output: { chunkFileNames },
      },
    },
  },
  {
    ...shared,
    root: at('src/web/desk'),
    build: { ...build, outDir: at('dist/web/desk'), rolldownOptions: { output: { chunkFileNames } } },
  },
  { ...shared, root: at('src/web/page'), plugins: [locales(), greetings()], build: { ...build, outDir: at('dist/web') } },
  {
    ...shared,
    root: at('src/web/widget'),
    build: {
      ...build,
      outDir: at('dist/web'),
      rolldownOptions: { input: at('src/web/widget/embed.ts'), output: { format: 'iife', entryFileNames: 'widget.js' } },
    },
  },
];
