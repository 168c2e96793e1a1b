import { renderStyleSheet, SHAPE_STYLES, TEXT_STYLES, type ShapeStyle, type TextStyle } from './svg-style';
import { escapeXml } from './svg-text';

/** The pattern of what is held up: a second cue besides its colour. */
const HATCH = '<defs><pattern id="pc-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
  + '<path d="M0 3h6" style="stroke:#fbe6bd;stroke-width:6"/><path d="M0 1h6" style="stroke:#f2c879;stroke-width:2"/></pattern></defs>';

/**
 * Collects shapes and texts and writes them as SVG. All shapes of one style become one path, which keeps the picture
 * small; positions are whole pixels.
 */
export class SvgCanvas {
  readonly #paths = new Map<ShapeStyle, string>();
  readonly #texts = new Map<TextStyle, string>();
  #tooltips = '';

  /** Adds path data. */
  path(style: ShapeStyle, data: string): void {
    this.#paths.set(style, (this.#paths.get(style) ?? '') + data);
  }

  /** Adds a level line; bars and strips are lines as thick as their style says. */
  line(style: ShapeStyle, from: number, to: number, y: number): void {
    this.path(style, `M${from} ${y}h${to - from}`);
  }

  /** Adds a text; markup in it is escaped. */
  text(style: TextStyle, x: number, y: number, text: string): void {
    if (text === '') return;
    this.#texts.set(style, `${this.#texts.get(style) ?? ''}<text x="${x}" y="${y}">${escapeXml(text)}</text>`);
  }

  /** Adds an invisible rectangle that tells something when pointed at. */
  tooltip(x: number, y: number, width: number, height: number, text: string): void {
    this.#tooltips += `<path d="M${x} ${y}h${width}v${height}h-${width}z"><title>${escapeXml(text)}</title></path>`;
  }

  /** Whether a style was used. */
  uses(style: ShapeStyle): boolean {
    return this.#paths.has(style);
  }

  /** Writes the picture on a white card. */
  render(width: number, height: number, title: string, description: string): string {
    const shapes = (Object.keys(SHAPE_STYLES) as ShapeStyle[]).filter((style) => this.#paths.has(style));
    const texts = (Object.keys(TEXT_STYLES) as TextStyle[]).filter((style) => this.#texts.has(style));
    const hatch = this.uses('held') ? HATCH : '';
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" class="pc" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
      `<title>${escapeXml(title)}</title><desc>${escapeXml(description)}</desc>`,
      `<style>${renderStyleSheet(new Set(shapes), new Set(texts))}</style>${hatch}`,
      `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="10" fill="#fff" stroke="#d0d7de"/>`,
      ...shapes.map((style) => `<path class="${style}" d="${this.#paths.get(style)}"/>`),
      ...texts.map((style) => `<g class="${style}">${this.#texts.get(style)}</g>`),
      ...(this.#tooltips === '' ? [] : [`<g fill="none" pointer-events="all">${this.#tooltips}</g>`]),
      '</svg>\n',
    ].join('\n');
  }
}
