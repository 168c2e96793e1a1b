/**
 * The looks of everything that is drawn, as CSS declarations; later ones lie on top of earlier ones. The hues are those
 * of the Okabe–Ito palette, which people with colour-blindness tell apart; shape or pattern says the same a second time.
 */
export const SHAPE_STYLES = {
  grid: 'stroke:#eceff3',
  rule: 'stroke:#d8dee6',
  absent: 'stroke:#c3cbd6;stroke-dasharray:2 3',
  waiting: 'stroke:#e6eaf0;stroke-width:16',
  held: 'stroke:url(#pc-hatch);stroke-width:16',
  starting: 'stroke:#d3e8f7;stroke-width:16',
  running: 'stroke:#9ccdf0;stroke-width:16',
  completed: 'stroke:#b5e0cd;stroke-width:16',
  failed: 'stroke:#f6b99c;stroke-width:16',
  ready: 'stroke:#009e73;stroke-width:6',
  'ready-at-times': 'stroke:#009e73;stroke-width:2;stroke-dasharray:2 4',
  process: 'stroke:#0a5c96;stroke-width:2',
  pull: 'stroke:#7d8ca3;stroke-width:4',
  stop: 'stroke:#e69f00;stroke-width:4',
  hook: 'stroke:#aa4499;stroke-width:4',
  'failed-call': 'stroke:#d55e00;stroke-width:4',
  note: 'stroke:#ece4f5;stroke-width:16',
  'delete-line': 'stroke:#6b4c9a;stroke-dasharray:4 3',
  'remove-line': 'stroke:#6b4c9a;stroke-width:1.5',
  event: 'stroke:#6d7a8c;stroke-width:2',
  warning: 'fill:#e69f00;stroke:#8a5a00;stroke-linejoin:round',
  many: 'stroke:#8fd0bb;stroke-width:5',
  success: 'stroke:#009e73;stroke-width:7;stroke-linecap:round',
  failure: 'stroke:#d55e00;stroke-width:2.4;stroke-linecap:round',
  timeout: 'stroke:#8a5a00;fill:#fff;stroke-width:1.8',
  error: 'fill:#882277',
  'exit-ok': 'stroke:#00734f;stroke-width:3',
  'exit-failed': 'stroke:#c14a00;stroke-width:3',
  sigterm: 'stroke:#26323f;fill:#fff;stroke-width:1.4;stroke-linejoin:round',
  sigkill: 'stroke:#26323f;fill:#26323f;stroke-width:1.4;stroke-linejoin:round',
} as const;

/** One of the looks of a shape. */
export type ShapeStyle = keyof typeof SHAPE_STYLES;

/** The looks of texts, with the font size in pixels; `narrow` is the size where the picture is less than 600 px wide. */
export const TEXT_STYLES = {
  heading: { size: 17, css: 'font-weight:600', narrow: 28 },
  facts: { size: 12, css: 'fill:#5a6675', narrow: 15 },
  tick: { size: 10.5, css: 'fill:#5a6675;text-anchor:middle', narrow: 18 },
  'tick-between': { size: 10.5, css: 'fill:#5a6675;text-anchor:middle', narrow: 0 },
  pod: { size: 12, css: 'font-weight:600', narrow: 20 },
  flag: { size: 10.5, css: 'fill:#5b3f87;paint-order:stroke;stroke:#fff;stroke-width:3px', narrow: 0 },
  container: { size: 12, css: 'font-weight:600', narrow: 19 },
  kind: { size: 10, css: 'fill:#5a6675;text-anchor:end', narrow: 0 },
  lane: { size: 11.5, css: 'fill:#45515f', narrow: 18 },
  state: { size: 10.5, css: '', narrow: 0 },
  mark: { size: 9.5, css: 'fill:#45515f;paint-order:stroke;stroke:#fff;stroke-width:3px', narrow: 0 },
  count: { size: 10.5, css: 'fill:#5a6675', narrow: 0 },
  quiet: { size: 10.5, css: 'fill:#5a6675;text-anchor:end', narrow: 0 },
  bad: { size: 10.5, css: 'fill:#b04500;font-weight:600', narrow: 0 },
  legend: { size: 10.5, css: 'fill:#45515f', narrow: 11 },
} as const;

/** One of the looks of a text. */
export type TextStyle = keyof typeof TEXT_STYLES;

/** The font size with which the width of a text is estimated: bold ones are wider. */
export function measuredSize(style: TextStyle): number {
  const { size, css } = TEXT_STYLES[style];
  return css.includes('font-weight') ? size * 1.1 : size;
}

/** Renders the rules for the styles in use. All begin with `.pc`, so that an inlined picture leaves its page alone. */
export function renderStyleSheet(shapes: ReadonlySet<ShapeStyle>, texts: ReadonlySet<TextStyle>): string {
  const inUse = (Object.keys(TEXT_STYLES) as TextStyle[]).filter((style) => texts.has(style));
  const hidden = inUse.filter((style) => TEXT_STYLES[style].narrow === 0).map((style) => `.pc .${style}`);
  const narrow = inUse.filter((style) => TEXT_STYLES[style].narrow > 0).map((style) => `.pc .${style}{font-size:${TEXT_STYLES[style].narrow}px}`);
  return [
    '.pc{max-width:100%;height:auto;font:10.5px system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;fill:#1f2933}',
    '.pc path{fill:none}',
    ...(Object.keys(SHAPE_STYLES) as ShapeStyle[]).filter((style) => shapes.has(style)).map((style) => `.pc .${style}{${SHAPE_STYLES[style]}}`),
    ...inUse.map(renderTextRule),
    `@media(max-width:600px){${narrow.join('')}${hidden.length > 0 ? `${hidden.join()}{display:none}` : ''}}`,
  ].join('');
}

/** The rule of a text; 10.5 px is the size of the whole picture. */
function renderTextRule(style: TextStyle): string {
  const { size, css } = TEXT_STYLES[style];
  const declarations = [...(size === 10.5 ? [] : [`font-size:${size}px`]), ...(css === '' ? [] : [css])];
  return declarations.length === 0 ? '' : `.pc .${style}{${declarations.join(';')}}`;
}
