import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { inProject } from './project';

/** The HTML report of cucumber. */
export const REPORT = 'reports/index.html';

const MARK = '<!-- podclock -->';

/** Pictures and tables fit the page, columns of logs stay columns, and narrow pages lose no room to indentation. */
const STYLE = `
#report img { max-width: 100%; height: auto; display: block }
#report pre { white-space: pre-wrap; overflow-x: auto }
#report summary { cursor: pointer; font-size: 0.9em }
#report table { display: block; overflow-x: auto; max-width: calc(100vw - 6rem) }
@media (max-width: 600px) {
  #report form, #report input, #report form div { max-width: 100%; box-sizing: border-box; min-width: 0 }
  #report ol, #report ul, #report section, #report details { margin-left: 0; padding-left: 2px; list-style-position: inside }
  #report section > div { margin-left: 0; padding-left: 2px; margin-right: 0; padding-right: 0 }
  #report details { overflow-x: auto }
  #report details img { max-width: none; width: 580px }
  #report div:has(> pre) { max-width: calc(100vw - 4rem); box-sizing: border-box }
  #report pre { white-space: pre; font-size: 10px; min-width: 0 }
  #report table { font-size: 12px; max-width: calc(100vw - 2rem) }
}`;

/** Pictures are shown as soon as they are there: cucumber folds them away, and gives them no words, which they have. */
const SCRIPT = `
const shown = new WeakSet();
const wordsOf = (source) => {
  const bytes = Uint8Array.from(atob(source.slice(source.indexOf(',') + 1)), (each) => each.charCodeAt(0));
  const picture = new DOMParser().parseFromString(new TextDecoder().decode(bytes), 'image/svg+xml');
  return ['title', 'desc'].map((name) => picture.querySelector(name)?.textContent ?? '').join(': ');
};
new MutationObserver(() => {
  for (const image of document.querySelectorAll('details > img')) {
    if (shown.has(image)) continue;
    shown.add(image);
    image.alt = wordsOf(image.src) + ' The log below tells the facts.';
    image.parentElement.open = true;
  }
}).observe(document.body, { childList: true, subtree: true });`;

/** Adapts cucumber's report to what is in it: timelines, and logs in columns. Does nothing where there is no report. */
export function adaptReport(path = REPORT): void {
  const file = inProject(path);
  if (!existsSync(file)) return;
  const page = readFileSync(file, 'utf8');
  if (!page.includes(MARK)) writeFileSync(file, adaptPage(page));
}

/** The page with what {@link adaptReport} adds. */
export function adaptPage(page: string): string {
  const extras = `${MARK}<style>${STYLE}\n</style>\n<script>${SCRIPT}\n</script>\n`;
  const end = page.lastIndexOf('</body>');
  if (end < 0) return page;
  return withPlainDescriptions(page.slice(0, end)).replace('<title>Cucumber</title>', '<title>podclock</title>') + extras + page.slice(end);
}

/** Descriptions are Markdown, where text that is indented as far as that of a rule would be code. */
function withPlainDescriptions(messages: string): string {
  return messages.replace(/"description":"( +)(?:[^"\\]|\\.)*"/g, (text, indentation: string) => (
    text.replace(`"${indentation}`, '"').replaceAll(`\\n${indentation}`, '\\n')
  ));
}
