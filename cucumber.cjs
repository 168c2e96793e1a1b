'use strict';

module.exports = {
  default: {
    requireModule: ['ts-node/register'],
    require: ['steps/**/!(*.test).ts'],
    format: ['progress', 'html:reports/index.html', 'message:reports/messages.ndjson', 'junit:reports/junit.xml'],
    strict: true,
    publish: false,
  },
};
