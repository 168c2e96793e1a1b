'use strict';

/** Where no comment of the file switches anything off. */
const ABOVE = { line: 0, column: 0 };

/** A rule may be switched off where it is wrong, with the reason: `// eslint-disable-next-line <rule> -- <reason>`. */
module.exports = {
  meta: {
    type: 'suggestion',
    docs: { description: 'require a rule name and a reason in every comment that switches a rule off' },
    schema: [],
    messages: {
      unexplained: 'Line {{line}}: give the rule and the reason: "eslint-disable-next-line <rule> -- <reason>".',
    },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const text = comment.value.trim();
          if (/^eslint-disable(?!d)/.test(text) && !/^eslint-disable(-next-line|-line)?\s+[^\s-].*\s--\s+\S/s.test(text)) {
            context.report({ loc: ABOVE, messageId: 'unexplained', data: { line: comment.loc.start.line } });
          }
        }
      },
    };
  },
};
