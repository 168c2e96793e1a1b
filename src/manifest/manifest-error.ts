import type { ApiError } from '../api/errors';
import type { SourcePlace } from '../api/field-error';

/** What to do with a file of kustomize, or a patch. */
export const KUSTOMIZE_HINT = 'This is for kustomize: `kubectl kustomize FOLDER > all.yaml` makes a manifest of it';

/** What to do with a template of Helm or the like, whose gaps are not filled in. */
export const TEMPLATE_HINT = 'This is a template: `helm template CHART > all.yaml` makes a manifest of a chart; other gaps have to be filled in';

/** What a manifest error carries besides its place. */
export interface ManifestErrorDetails {
  /** What kubectl prints on stderr for this manifest, when it refuses it without asking the API server. */
  readonly kubectlText?: string;
  /** What the API server answers, when it is the one that refuses the manifest. */
  readonly apiError?: ApiError;
  /** What to do about it. */
  readonly hint?: string;
}

/**
 * A manifest cannot be turned into objects: unreadable YAML, a document that is no object, an unknown kind or field, a
 * value of the wrong type, or absurd size. The message shows the line.
 */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
  readonly fileName: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
  /** The line and its neighbours, with a caret under the column. */
  readonly excerpt: string;
  readonly kubectlText: string | undefined;
  readonly apiError: ApiError | undefined;
  readonly hint: string | undefined;

  constructor(
    place: SourcePlace,
    /** What is wrong, on one line. */
    readonly problem: string,
    { kubectlText, apiError, hint }: ManifestErrorDetails = {},
  ) {
    const lines = [`Cannot read ${place.fileName}:${place.line}:${place.column}: ${problem}`, place.excerpt];
    super([...lines, ...(hint === undefined ? [] : [`  Hint: ${hint}`])].join('\n'));
    this.fileName = place.fileName;
    this.line = place.line;
    this.column = place.column;
    this.excerpt = place.excerpt;
    this.kubectlText = kubectlText;
    this.apiError = apiError;
    this.hint = hint;
  }
}
