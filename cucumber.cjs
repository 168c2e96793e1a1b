'use strict';

const steps = {
  requireModule: [require.resolve('./src/cli/register.cjs')],
  require: ['steps/**/!(*.test).ts'],
  strict: true,
  publish: false,
};

module.exports = {
  default: {
    ...steps,
    format: ['progress', 'html:reports/index.html', `message:${process.env.PODCLOCK_MESSAGES ?? 'reports/messages.ndjson'}`, 'junit:reports/junit.xml'],
  },
  /** For the commands that say themselves what they want to know. */
  plain: steps,
};
