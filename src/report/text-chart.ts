import { condenseStretches, type Stretch } from './condense';
import type { ContainerTimeline, Mark } from './container-timeline';
import { cutText, escapeControls } from './plain-text';
import { condenseAttempts } from './probe-marks';
import type { Span } from './spans';
import { lookOfPhase, lookOfState, rankOfStyle, type StateLook, type StateStyle } from './state-look';
import type { TextGlyphs } from './text-glyphs';
import { chooseTicks, formatSeconds } from './time-axis';
import type { PodTimeline, Timeline } from './timeline';

/** Width of the names of lanes, in characters. */
const NAMES = 20;

/** Draws the lanes of a timeline with characters, one line per lane. */
export class TextChart {
  readonly #lines: string[] = [];
  readonly #width: number;

  /**
   * @param shown the part of the run that is drawn
   * @param columns the longest line, in characters
   */
  constructor(readonly shown: Span, readonly glyphs: TextGlyphs, columns: number) {
    this.#width = columns - NAMES;
  }

  /** Draws all lanes below an axis. */
  draw(timeline: Timeline): readonly string[] {
    this.#drawAxis();
    for (const subject of new Set(timeline.notes.map((note) => note.subject))) {
      const own = timeline.notes.filter((note) => note.subject === subject);
      this.#add(subject, this.#dots(own, () => this.glyphs.note));
    }
    for (const pod of timeline.pods) this.#drawPod(pod);
    return this.#lines;
  }

  #drawPod(pod: PodTimeline): void {
    this.#add(pod.name === undefined ? 'Pod' : `Pod ${pod.name}`, this.#band(pod.phases, lookOfPhase));
    const ready = new Map(pod.ready.map((span) => [span, span.ready ? this.glyphs.ready : this.glyphs.notReady]));
    this.#add('  Ready', this.#fill(pod.ready.map((span) => ({ ...this.#cells(span), glyph: ready.get(span) ?? ' ' }))));
    if (pod.deletions.length > 0) this.#add('  deletion', this.#dots(pod.deletions, (each) => (each.kind === 'requested' ? 'D' : 'R')));
    for (const container of pod.containers) this.#drawContainer(container);
    const { event, warning } = this.glyphs;
    const rank = (type: string): number => (type === 'Warning' ? 1 : 0);
    const ordered = [...pod.events].sort((a, b) => rank(a.type) - rank(b.type));
    if (ordered.length > 0) this.#add('  Events', this.#dots(ordered, (each) => (each.type === 'Warning' ? warning : event)));
  }

  #drawContainer(container: ContainerTimeline): void {
    const kind = container.kind === 'main' ? '' : ` (${container.kind})`;
    const restarts = container.restarts > 0 ? ` ×${container.restarts}` : '';
    const suffix = kind + restarts;
    const name = cutText(escapeControls(container.name), NAMES - 3 - suffix.length);
    this.#add(`  ${name}${suffix}`, this.#band(container.states, (span) => lookOfState(span, container.kind)));
    if (container.marks.length > 0) {
      const ordered = [...container.marks].sort((a, b) => markRank(a) - markRank(b));
      this.#add('    signals, exits', this.#dots(ordered, (mark) => this.glyphs.marks[markName(mark)]));
    }
    for (const probe of container.probes) {
      const marks = condenseAttempts(probe.attempts.filter(({ t }) => this.#isShown(t)), (t) => this.#cell(t), 1);
      this.#add(`    ${probe.type}`, this.#fill(marks.map((mark) => ({ from: mark.at, to: mark.at + 1, glyph: this.glyphs.probes[mark.outcome] }))));
    }
  }

  #drawAxis(): void {
    const line = Array.from({ length: this.#width }, () => ' ');
    let free = 0;
    for (const tick of chooseTicks(this.shown, Math.max(2, Math.floor(this.#width / 9)))) {
      const text = formatSeconds(tick);
      const at = Math.min(this.#cell(tick), this.#width - text.length);
      if (at < free) continue;
      line.splice(at, text.length, ...text);
      free = at + text.length + 1;
    }
    this.#add('', line.join(''));
  }

  #band<S extends Span>(spans: readonly S[], look: (span: S) => StateLook): string {
    const stretches: Stretch<StateStyle>[] = spans
      .filter((span) => span.from <= this.shown.to && span.to >= this.shown.from)
      .map((span) => ({ ...this.#cells(span), states: 1, ...look(span) }));
    const condensed = condenseStretches(stretches, 1, 1, rankOfStyle);
    return this.#fill(condensed.map(({ from, to, style }) => ({ from, to, glyph: this.glyphs.states[style] })));
  }

  /** Later things cover earlier ones. */
  #dots<T extends { readonly t: number }>(things: readonly T[], glyph: (thing: T) => string): string {
    const shown = things.filter(({ t }) => this.#isShown(t));
    return this.#fill(shown.map((thing) => ({ from: this.#cell(thing.t), to: this.#cell(thing.t) + 1, glyph: glyph(thing) })));
  }

  #fill(pieces: readonly { readonly from: number; readonly to: number; readonly glyph: string }[]): string {
    const line = Array.from({ length: this.#width }, () => ' ');
    for (const { from, to, glyph } of pieces) line.fill(glyph, from, to);
    return line.join('');
  }

  #isShown(t: number): boolean {
    return t >= this.shown.from && t <= this.shown.to;
  }

  #cells(span: Span): Span {
    return { from: this.#cell(span.from), to: span.to >= this.shown.to ? this.#width : this.#cell(span.to) };
  }

  #cell(t: number): number {
    const share = (t - this.shown.from) / (this.shown.to - this.shown.from);
    return Math.min(this.#width - 1, Math.max(0, Math.floor(share * this.#width)));
  }

  #add(name: string, line: string): void {
    this.#lines.push(`${cutText(escapeControls(name), NAMES - 1).padEnd(NAMES)}${line}`.trimEnd());
  }
}

function markName(mark: Mark): keyof TextGlyphs['marks'] {
  if (mark.kind !== 'exit') return mark.kind;
  return mark.exitCode === 0 ? 'exitOk' : 'exitFailed';
}

function markRank(mark: Mark): number {
  return ['exitOk', 'SIGTERM', 'exitFailed', 'SIGKILL'].indexOf(markName(mark));
}
