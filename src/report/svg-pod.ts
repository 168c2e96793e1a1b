import { lookOfPhase } from './state-look';
import { drawBand, drawStrips } from './svg-bars';
import { drawContainer } from './svg-container';
import { drawEvents } from './svg-events';
import { drawFlags } from './svg-flags';
import { COLUMNS, PLOT, shownOnly, toX, type Frame } from './svg-frame';
import { measuredSize } from './svg-style';
import { fitText } from './svg-text';
import { countOf } from './summary';
import type { PodTimeline } from './timeline';

/** Draws all lanes of a pod. */
export function drawPod(frame: Frame, pod: PodTimeline): void {
  const top = frame.y;
  if (pod.deletions.length > 0) frame.y += 16;
  drawPhases(frame, pod);
  drawReady(frame, pod);
  const drawn = pod.containers.slice(0, frame.detail.containers);
  for (const container of drawn) drawContainer(frame, container);
  if (drawn.length < pod.containers.length) drawRest(frame, countOf(pod.containers.length - drawn.length, 'more container'));
  if (pod.events.length > 0) drawEvents(frame, pod.events);
  drawDeletions(frame, pod, top);
}

/** Says what was left out. */
export function drawRest(frame: Frame, text: string): void {
  frame.canvas.text('lane', COLUMNS.names, frame.y + 13, text);
  frame.y += 20;
}

function drawPhases(frame: Frame, pod: PodTimeline): void {
  const { canvas, y } = frame;
  const title = pod.name === undefined ? 'Pod' : `Pod ${pod.name}`;
  canvas.text('pod', COLUMNS.names, y + 13, fitText(title, PLOT.left - COLUMNS.names - 8, measuredSize('pod')));
  drawBand(frame, pod.phases, y, lookOfPhase);
  drawStrips(frame, 'pull', pod.sandboxes.filter((each) => !each.failed), y + 19);
  drawStrips(frame, 'failed-call', pod.sandboxes.filter((each) => each.failed), y + 19);
  frame.y += 26;
}

function drawReady(frame: Frame, pod: PodTimeline): void {
  const { canvas, y } = frame;
  canvas.text('lane', COLUMNS.names + 12, y + 11, 'Ready');
  const [first] = pod.ready;
  const last = pod.ready.at(-1);
  if (first && last) canvas.path('absent', `M${toX(frame, first.from)} ${y + 7.5}H${toX(frame, last.to)}`);
  const ready = pod.ready.filter((span) => span.ready);
  drawStrips(frame, 'ready', ready, y + 7, 1, 'ready-at-times');
  if (ready.length > 1 && first && last) {
    const share = ready.reduce((sum, { from, to }) => sum + to - from, 0) / (last.to - first.from);
    canvas.text('count', COLUMNS.figures, y + 11, `${Math.round(share * 100)} % of the time`);
  }
  frame.y += 21;
}

function drawDeletions(frame: Frame, pod: PodTimeline, top: number): void {
  for (const { t, kind } of shownOnly(frame, pod.deletions)) {
    const line = kind === 'requested' ? 'delete-line' : 'remove-line';
    frame.canvas.path(line, `M${toX(frame, t) + 0.5} ${top + 3}V${frame.y - 4}`);
  }
  const flags = pod.deletions.map(({ t, kind }) => ({ t, text: kind === 'requested' ? 'delete' : 'removed' }));
  drawFlags(frame, flags, ' → ', top + 12);
}
