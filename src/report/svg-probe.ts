import type { ProbeTimeline } from './container-timeline';
import { condenseAttempts, countOutcomes, failedAttempts, type ProbeMark } from './probe-marks';
import { withThousands } from './summary';
import { COLUMNS, FIGURE_ROOM, PLOT, shownOnly, toX, type Frame } from './svg-frame';
import { PROBE_GLYPHS } from './svg-glyphs';
import { measuredSize } from './svg-style';
import { firstThatFits } from './svg-text';
import { describeProbe } from './tooltips';

/** Draws the lane of a probe: a mark for every attempt that can be told apart, every failure among them. */
export function drawProbe(frame: Frame, container: string, probe: ProbeTimeline): void {
  const { canvas, y, detail } = frame;
  canvas.text('lane', COLUMNS.names + 12, y + 13, probe.type);
  drawFigure(frame, probe);
  const marks = condenseAttempts(shownOnly(frame, probe.attempts), (t) => toX(frame, t), detail.markDistance);
  if (isCrowded(marks)) drawCondensed(frame, marks, y + 9);
  else for (const mark of marks) canvas.path(PROBE_GLYPHS[mark.outcome].style, PROBE_GLYPHS[mark.outcome].draw(mark.at, y + 9));
  if (detail.tooltips) canvas.tooltip(PLOT.left, y, PLOT.right - PLOT.left, 18, describeProbe(container, probe));
  frame.y += 20;
}

function drawFigure(frame: Frame, probe: ProbeTimeline): void {
  const failed = failedAttempts(countOutcomes(probe.attempts));
  const all = withThousands(probe.attempts.length);
  const texts = failed > 0 ? [`${withThousands(failed)} of ${all} failed`, `${withThousands(failed)} failed`] : [`${all} passed`];
  const style = failed > 0 ? 'bad' : 'count';
  frame.canvas.text(style, COLUMNS.figures, frame.y + 13, firstThatFits(texts, FIGURE_ROOM, measuredSize(style)) ?? '');
}

/** Whether most successes share a mark, so that dots would hide how many there are. */
function isCrowded(marks: readonly ProbeMark[]): boolean {
  const successes = marks.filter((mark) => mark.outcome === 'success');
  return successes.reduce((sum, mark) => sum + mark.attempts, 0) > successes.length * 1.5;
}

/** Successes become bands; failures stay marks. */
function drawCondensed(frame: Frame, marks: readonly ProbeMark[], middle: number): void {
  let bandFrom: number | undefined;
  marks.forEach((mark, i) => {
    if (mark.outcome !== 'success') {
      frame.canvas.path(PROBE_GLYPHS[mark.outcome].style, PROBE_GLYPHS[mark.outcome].draw(mark.at, middle));
      return;
    }
    bandFrom ??= mark.at;
    const next = marks[i + 1];
    if (next?.outcome === 'success' && next.at - mark.to < 2 * frame.detail.markDistance) return;
    frame.canvas.path('many', `M${bandFrom - 1} ${middle}H${mark.to + 1}`);
    bandFrom = undefined;
  });
}
