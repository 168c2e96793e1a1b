import { renderTotal } from './total';

/** The part of an event of `node:test` that the report needs. */
export interface TestEvent {
  readonly type: string;
  readonly data: {
    readonly name?: string;
    readonly nesting?: number;
    readonly skip?: string | boolean;
    readonly todo?: string | boolean;
    readonly details?: { readonly type?: string; readonly duration_ms?: number; readonly error?: unknown };
  };
}

/**
 * A reporter of `node:test` for files loaded as suites: one line per file, the failures in full, and the total as the last
 * line. Only tests without subtests count. A test marked `skip` or `todo` counts neither way and is named.
 */
export async function* reportUnitTests(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const report = new UnitReport();
  for await (const event of events) {
    const lines = report.take(event);
    if (lines.length > 0) yield lines.join('\n') + '\n';
  }
  if (report.failed > 0) process.exitCode = 1;
  yield `\n${renderTotal(report)}\n`;
}

class UnitReport {
  passed = 0;
  failed = 0;
  #path: string[] = [];
  #previousNesting = 0;
  #ofFile = { passed: 0, failed: 0, lines: [] as string[] };

  /** Lines to print now. */
  take({ type, data }: TestEvent): readonly string[] {
    if (type === 'test:start') this.#path.splice(data.nesting ?? 0, Infinity, data.name ?? '');
    if (type !== 'test:pass' && type !== 'test:fail') return [];
    const nesting = data.nesting ?? 0;
    // Results come children first, so the result after a deeper one is that of their parent.
    const hasChildren = this.#previousNesting > nesting;
    this.#previousNesting = nesting;
    if (!hasChildren) this.#count(type, data);
    return nesting === 0 ? this.#endFile(data) : [];
  }

  #count(type: string, data: TestEvent['data']): void {
    const file = this.#ofFile;
    const name = this.#path.slice(1, (data.nesting ?? 0) + 1).join(' > ');
    const isSet = (mark: string | boolean | undefined): boolean => mark !== undefined && mark !== false;
    if (isSet(data.skip) || isSet(data.todo)) {
      file.lines.push(`    - not run: ${name}`);
    } else if (type === 'test:fail') {
      file.failed += 1;
      file.lines.push(`    ✖ ${name}`, indent(describeFailure(data.details?.error)));
    } else if (data.details?.type === 'suite') {
      file.failed += 1;
      file.lines.push(`    ✖ ${name} holds no tests`);
    } else {
      file.passed += 1;
    }
  }

  #endFile(data: TestEvent['data']): readonly string[] {
    const { passed, failed, lines } = this.#ofFile;
    this.passed += passed;
    this.failed += failed;
    this.#ofFile = { passed: 0, failed: 0, lines: [] };
    const counts = failed === 0 ? `${passed}` : `${failed} of ${passed + failed} failed`;
    const mark = failed === 0 ? '✔' : '✖';
    return [`${mark} ${data.name}  ${counts}  ${Math.round(data.details?.duration_ms ?? 0)} ms`, ...lines];
  }
}

/** The error a test threw, without the frames of Node and of packages. */
function describeFailure(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  const foreignFrame = /^\s+at .*(node:internal|node_modules|node:async_hooks)/;
  const text = (cause.stack ?? cause.message).split('\n').filter((line) => !foreignFrame.test(line));
  return [...text, ...(cause.cause === undefined ? [] : [`Cause: ${describeFailure(cause.cause)}`])].join('\n');
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '      ');
}
