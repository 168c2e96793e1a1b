import { LabelRow } from './label-row';
import { COLUMNS, PLOT, shownOnly, toX, type Frame } from './svg-frame';
import { measuredSize } from './svg-style';
import { fitText, textWidth } from './svg-text';
import type { TimelineNote } from './timeline';

/** The widest text of a flag, in pixels. */
const WIDEST = 360;

/** Something to be named at its time. */
export interface Flag {
  readonly t: number;
  readonly text: string;
}

/** Writes texts beside their times; where one would reach the next, the two are written as one after the latter. */
export function drawFlags(frame: Frame, flags: readonly Flag[], joint: string, baseline: number): void {
  const size = measuredSize('flag');
  const row = new LabelRow(PLOT.left, COLUMNS.right, size);
  const groups: { x: number; text: string }[] = [];
  for (const flag of shownOnly(frame, flags)) {
    const x = toX(frame, flag.t);
    const last = groups.at(-1);
    if (last && last.x + 5 + textWidth(last.text, size) > x) {
      last.x = x;
      last.text = fitText(last.text + joint + flag.text, WIDEST, size);
    } else groups.push({ x, text: fitText(flag.text, WIDEST, size) });
  }
  for (const group of groups.slice(0, Math.max(2, frame.detail.labels))) {
    const at = row.place(group.text, group.x + 5);
    if (at !== undefined) frame.canvas.text('flag', at, baseline, group.text);
  }
}

/** Draws what happened outside the pods, one lane per subject. */
export function drawNotes(frame: Frame, notes: readonly TimelineNote[]): void {
  const { canvas } = frame;
  for (const subject of [...new Set(notes.map((note) => note.subject))].slice(0, frame.detail.containers)) {
    canvas.text('lane', COLUMNS.names, frame.y + 13, fitText(subject, PLOT.left - COLUMNS.names - 8, measuredSize('lane')));
    const own = notes.filter((note) => note.subject === subject);
    for (const note of shownOnly(frame, own).slice(0, frame.detail.labels * 4 + 10)) {
      const from = toX(frame, note.t);
      if (note.end !== undefined) canvas.line('note', from, Math.max(from + 2, toX(frame, note.end)), frame.y + 8);
      canvas.path('remove-line', `M${from + 0.5} ${frame.y}v16`);
    }
    drawFlags(frame, own, ' · ', frame.y + 12);
    frame.y += 24;
  }
}
