'use strict';

/** What is exported carries a doc comment: what it is, units, errors thrown, source in Kubernetes. */
module.exports = {
  meta: {
    type: 'suggestion',
    docs: { description: 'require a doc comment on every exported declaration' },
    schema: [{ type: 'object', properties: { types: { type: 'boolean' } }, additionalProperties: false }],
    messages: { missing: 'Exported {{name}} needs a doc comment (/** … */).' },
  },
  create(context) {
    const { sourceCode } = context;
    const { types = true } = context.options[0] ?? {};
    const documentedOverloads = new Set();
    return {
      'ExportNamedDeclaration[declaration]'(node) {
        if (!types && TYPES.has(node.declaration.type)) return;
        const name = nameOf(node.declaration);
        if (documentedOverloads.has(name)) return;
        const comments = sourceCode.getCommentsBefore(node);
        if (comments.some(isDocComment)) {
          documentedOverloads.add(name);
          return;
        }
        context.report({ node: node.declaration, messageId: 'missing', data: { name } });
      },
    };
  },
};

const TYPES = new Set(['TSInterfaceDeclaration', 'TSTypeAliasDeclaration']);

function isDocComment(comment) {
  return comment.type === 'Block' && comment.value.startsWith('*');
}

function nameOf(declaration) {
  if (declaration.type === 'VariableDeclaration') return declaration.declarations.map((one) => one.id.name).join(', ');
  return declaration.id?.name ?? 'declaration';
}
