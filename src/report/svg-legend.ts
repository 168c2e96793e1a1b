import type { SvgCanvas } from './svg-canvas';
import { COLUMNS } from './svg-frame';
import { EVENT_GLYPHS, PROBE_GLYPHS, SIGNAL_GLYPHS, exitGlyph, type Glyph } from './svg-glyphs';
import { measuredSize, type ShapeStyle } from './svg-style';
import { textWidth } from './svg-text';

type Entry = { readonly style: ShapeStyle; readonly text: string; readonly draw: (canvas: SvgCanvas, x: number, y: number) => void };

const line = (style: ShapeStyle, text: string): Entry => ({ style, text, draw: (canvas, x, y) => canvas.line(style, x - 1, x + 13, y - 4) });
const glyph = ({ style, draw }: Glyph, text: string): Entry => ({
  style, text, draw: (canvas, x, y) => canvas.path(style, draw(x + 6, y - 4)),
});

const ENTRIES: readonly Entry[] = [
  line('waiting', 'waiting'),
  line('held', 'held up'),
  line('starting', 'running, not ready'),
  line('running', 'running'),
  line('completed', 'completed'),
  line('failed', 'failed'),
  line('ready', 'pod ready'),
  line('ready-at-times', 'pod ready at times'),
  line('pull', 'preparing (sandbox, pull, start)'),
  line('process', 'process alive'),
  line('hook', 'hook'),
  line('stop', 'stopping'),
  line('failed-call', 'failed call or hook'),
  glyph(SIGNAL_GLYPHS.SIGTERM, 'SIGTERM'),
  glyph(SIGNAL_GLYPHS.SIGKILL, 'SIGKILL'),
  glyph(exitGlyph(0), 'exit 0'),
  glyph(exitGlyph(1), 'exit, not 0'),
  glyph(PROBE_GLYPHS.success, 'probe passed'),
  line('many', 'many probes passed'),
  glyph(PROBE_GLYPHS.failure, 'probe failed'),
  glyph(PROBE_GLYPHS.timeout, 'probe timed out'),
  glyph(PROBE_GLYPHS.error, 'probe not possible'),
  glyph(EVENT_GLYPHS.normal, 'Event'),
  glyph(EVENT_GLYPHS.warning, 'Warning'),
];

/** Draws a legend of what the picture uses, and returns its height. */
export function drawLegend(canvas: SvgCanvas, top: number): number {
  let x: number = COLUMNS.names;
  let y = top + 12;
  const entries = ENTRIES.filter((each) => canvas.uses(each.style));
  if (entries.length === 0) return 0;
  for (const entry of entries) {
    const width = 18 + textWidth(entry.text, measuredSize('legend')) + 14;
    if (x + width > COLUMNS.right + 14) {
      x = COLUMNS.names;
      y += 20;
    }
    entry.draw(canvas, x, y);
    canvas.text('legend', x + 18, y, entry.text);
    x = Math.round(x + width);
  }
  return y + 9 - top;
}
