/**
 * Runs a command with the arguments of the process. Its answer is the exit code; an error is told in one line, and the exit
 * code is 1.
 */
export function runCommand(main: (args: readonly string[]) => Promise<number>): void {
  main(process.argv.slice(2)).then((exitCode) => { process.exitCode = exitCode; }, (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
