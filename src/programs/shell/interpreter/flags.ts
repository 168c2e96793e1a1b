/** The status of the command is asked for by `if`, `while`, `&&`, `||` or `!`: `set -e` does not end the shell. */
export const TESTED = 1;
/** Nothing comes after the command in this process: the shell may become the program it runs. */
export const LAST = 2;
