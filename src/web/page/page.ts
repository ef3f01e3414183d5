/** Brings the introducing page to life: the questions ask themselves, the snippet names this very address. */
import type {} from '../widget/embed.ts';
import { fetchService } from '../widget/service.ts';
import './page.css';

const baseUrl = new URL('.', location.href).href;

for (const button of document.querySelectorAll('[data-ask]')) {
  button.addEventListener('click', () => window.wegweiser?.ask(button.textContent ?? ''));
}
const start = document.querySelector<HTMLElement>('[data-open]');
if (start) {
  start.hidden = false;
  start.addEventListener('click', () => window.wegweiser?.open());
}
const snippet = document.querySelector('[data-snippet]');
if (snippet) snippet.textContent = `<script src="${baseUrl}widget.js" defer data-lang="auto"></script>`;

fetchService(baseUrl).then(
  (service) => {
    document.title = service.name;
    for (const place of document.querySelectorAll('[data-name]')) place.textContent = service.name;
    addLink(service.imprintUrl, 'Impressum');
    addLink(service.privacyUrl, 'Datenschutz');
    addLink(service.accessibilityUrl, 'Barrierefreiheit');
  },
  () => undefined,
);

function addLink(url: string | undefined, text: string): void {
  if (!url) return;
  const link = document.createElement('a');
  link.href = url;
  link.textContent = text;
  const item = document.createElement('li');
  item.append(link);
  document.querySelector('[data-links]')?.append(item);
}
