import type { EventRow } from '../trace/trace-rows';

import { thinOut } from './condense';
import { LabelRow } from './label-row';
import { countOf, withThousands } from './summary';
import { COLUMNS, FIGURE_ROOM, PLOT, shownOnly, toX, type Frame } from './svg-frame';
import { EVENT_GLYPHS, type Glyph } from './svg-glyphs';
import { measuredSize } from './svg-style';
import { firstThatFits } from './svg-text';

/** Draws Events as marks, and below them their reasons: the rarest first, as many as there is room for. */
export function drawEvents(frame: Frame, events: readonly EventRow[]): void {
  const { canvas, y } = frame;
  const warnings = events.filter((event) => event.type === 'Warning');
  const normal = events.filter((event) => event.type !== 'Warning');
  canvas.text('lane', COLUMNS.names, y + 13, 'Events');
  canvas.text('count', COLUMNS.figures, y + 13, firstThatFits(figures(events.length, warnings.length), FIGURE_ROOM, measuredSize('count')) ?? '');
  drawMarks(frame, normal, EVENT_GLYPHS.normal, Math.max(4, frame.detail.narrowestBar));
  drawMarks(frame, warnings, EVENT_GLYPHS.warning, frame.detail.markDistance + 2);
  drawReasons(frame, events);
  frame.y += 32;
}

function figures(all: number, warnings: number): string[] {
  if (warnings === 0) return [withThousands(all)];
  const shown = countOf(warnings, 'warning');
  return all === warnings ? [shown] : [`${withThousands(all)}, ${shown}`, shown];
}

function drawMarks(frame: Frame, events: readonly EventRow[], glyph: Glyph, distance: number): void {
  const x = (event: EventRow): number => toX(frame, event.t);
  for (const event of thinOut(shownOnly(frame, events), x, distance)) frame.canvas.path(glyph.style, glyph.draw(x(event), frame.y + 9));
}

function drawReasons(frame: Frame, events: readonly EventRow[]): void {
  const row = new LabelRow(PLOT.left, PLOT.right, measuredSize('mark'));
  let left = frame.detail.labels;
  for (const event of rarestFirst(shownOnly(frame, events))) {
    if (left <= 0) return;
    const at = row.place(event.reason, toX(frame, event.t) - 3);
    if (at === undefined) continue;
    frame.canvas.text('mark', at, frame.y + 25, event.reason);
    left -= 1;
  }
}

/** At most so many repetitions of one reason are tried. */
const MOST_REPETITIONS = 12;

/** The first of every reason, then the second of every reason, and so on; in each round warnings and rare ones first. */
function rarestFirst(events: readonly EventRow[]): EventRow[] {
  const byReason = new Map<string, EventRow[]>();
  for (const event of events) {
    const group = byReason.get(event.reason);
    if (group) group.push(event);
    else byReason.set(event.reason, [event]);
  }
  const weight = (group: readonly EventRow[]): number => group.length + (group[0]?.type === 'Warning' ? 0 : 10_000);
  const groups = [...byReason.values()].sort((a, b) => weight(a) - weight(b));
  const rounds = Math.min(MOST_REPETITIONS, Math.max(0, ...groups.map((group) => group.length)));
  return Array.from({ length: rounds }, (_, round) => groups.flatMap((group) => group[round] ?? [])).flat();
}
