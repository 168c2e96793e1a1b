'use strict';

/** A rule may be switched off where it is wrong, with the reason: `// eslint-disable-next-line <rule> -- <reason>`. */
module.exports = {
  meta: {
    type: 'suggestion',
    docs: { description: 'require a rule name and a reason in every comment that switches a rule off' },
    schema: [],
    messages: {
      unexplained: 'Give the rule and the reason: "eslint-disable-next-line <rule> -- <reason>".',
    },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const text = comment.value.trim();
          if (/^eslint-disable(?!d)/.test(text) && !/^eslint-disable(-next-line|-line)?\s+[^\s-].*\s--\s+\S/s.test(text)) {
            context.report({ loc: comment.loc, messageId: 'unexplained' });
          }
        }
      },
    };
  },
};
