import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NEVER } from './time';
import { ProcessGroup, sleep, type Process } from './process';
import { Simulation } from './simulation';

function* noting(simulation: Simulation, name: string, duration: number, notes: string[]): Process {
  try {
    yield* sleep(simulation, duration);
    notes.push(`${name} ended`);
  } finally {
    notes.push(`${name} left`);
  }
}

test('a group aborts those of its processes that still run, in the order of their start', () => {
  const simulation = new Simulation();
  const group = new ProcessGroup();
  const notes: string[] = [];
  for (const [name, duration] of [['a', NEVER], ['b', 1], ['c', NEVER], ['d', NEVER]] as const) {
    simulation.start(noting(simulation, name, duration, notes), group);
  }
  simulation.advanceTo(2);
  assert.deepEqual(notes.splice(0), ['b ended', 'b left']);
  group.abort();
  assert.deepEqual(notes.splice(0), ['a left', 'c left', 'd left']);
  group.abort();
  assert.deepEqual(notes, []);
});

test('a process that was aborted alone leaves its group', () => {
  const simulation = new Simulation();
  const group = new ProcessGroup();
  const notes: string[] = [];
  const processes = ['a', 'b', 'c'].map((name) => simulation.start(noting(simulation, name, NEVER, notes), group));
  simulation.advanceTo(1);
  processes[2].abort();
  processes[0].abort();
  assert.deepEqual(notes.splice(0), ['c left', 'a left']);
  simulation.start(noting(simulation, 'd', NEVER, notes), group);
  simulation.advanceTo(2);
  group.abort();
  assert.deepEqual(notes, ['b left', 'd left']);
  assert.equal(processes.every(({ ended }) => ended), true);
});
