import { evaluateExpression } from './expressions';
import { callClosure } from './functions';
import type { Language } from './interpreter';
import { executeStatement } from './statements';

/** The language: its expressions, statements and functions. */
export const JAVASCRIPT: Language = { evaluate: evaluateExpression, execute: executeStatement, call: callClosure };
