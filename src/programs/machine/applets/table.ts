import type { Program } from '../kernel/program';
import { awk } from './awk/awk';
import { COPY_AND_MOVE } from './copy-and-move';
import { BYTES } from './bytes';
import { CHECKSUMS } from './checksums';
import { date } from './date';
import { expr } from './expr';
import { find } from './find';
import { grep } from './grep';
import { httpd } from './httpd';
import { IDENTITY } from './identity';
import { MAKE_AND_REMOVE } from './make-and-remove';
import { getent } from './getent';
import { nc } from './nc';
import { netstat } from './netstat';
import { nslookup } from './nslookup';
import { PROCESSES } from './processes';
import { READ_TEXT } from './read-text';
import { REARRANGE_TEXT } from './rearrange-text';
import { RUN_PROGRAMS } from './run-programs';
import { sed } from './sed/sed';
import { SHOW_FILES } from './show-files';
import { SMALL_PROGRAMS } from './small-programs';
import { sort } from './sort';
import { tail } from './tail';
import { tr } from './translate';
import { UNSUPPORTED_APPLETS, unsupportedProgram } from './unsupported';
import { wget } from './wget';
import { which } from './which';

/** The applets of busybox by name, without the shell; those that are not built here refuse to run. */
export const BUSYBOX_APPLETS: Readonly<Record<string, Program>> = {
  ...Object.fromEntries(UNSUPPORTED_APPLETS.map((name) => [name, unsupportedProgram(name)])),
  ...SMALL_PROGRAMS,
  ...MAKE_AND_REMOVE,
  ...COPY_AND_MOVE,
  ...SHOW_FILES,
  ...READ_TEXT,
  ...REARRANGE_TEXT,
  ...RUN_PROGRAMS,
  ...PROCESSES,
  ...IDENTITY,
  ...CHECKSUMS,
  ...BYTES,
  nslookup,
  awk, date, expr, find, grep, egrep: grep, fgrep: grep, httpd, nc, netstat, sed, sort, tail, tr, wget, which,
};

/** Programs of larger images that busybox has not. */
export const FURTHER_PROGRAMS: Readonly<Record<string, Program>> = { getent };
