import ts from 'typescript';

/** A small change of a source file: the text between two offsets becomes another. */
export interface Mutant {
  /** Stays the same as long as the file does. */
  id: string;
  file: string;
  start: number;
  end: number;
  text: string;
  /** The expression or statement that is chosen between when it runs: the changed one or the one that was written. */
  host: { start: number; end: number; isStatement: boolean };
  /** 1-based. */
  line: number;
  /** What was done, in a few words. */
  what: string;
}

interface Change extends Pick<Mutant, 'start' | 'end' | 'text' | 'what'> {
  host: ts.Node;
}

/** Constants that only change how fast something is: no test is to notice them. */
const ONLY_SPEED = /(^|_)(PAGE|AT_ONCE|BATCH|AHEAD)(_|$)/;

const swapped = new Map<ts.SyntaxKind, string>([
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
  [ts.SyntaxKind.MinusToken, '+'],
  [ts.SyntaxKind.AsteriskToken, '/'],
  [ts.SyntaxKind.SlashToken, '*'],
]);

/** Calls that a value can be left as it is without. */
const leftOut = new Set([
  'filter',
  'sort',
  'toSorted',
  'toReversed',
  'trim',
  'toLowerCase',
  'normalize',
  'slice',
]);

/** Calls that mean the opposite of each other. */
const opposites = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
  ['min', 'max'],
  ['max', 'min'],
]);

/** Every small change of a source that its tests should notice. */
export function makeMutants(file: string, source: string): Mutant[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (isUnseen(node)) return;
    for (const { host, ...change } of changesOf(node))
      found.push({
        id: `${file}#${found.length}`,
        file,
        ...change,
        host: { start: host.getStart(), end: host.getEnd(), isStatement: ts.isStatement(host) },
        line: tree.getLineAndCharacterOfPosition(change.start).line + 1,
      });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** Reads that see what was written a moment ago: the local engine's all do. */
const CONSISTENT = /^(?:consistent|ConsistentRead)$/;

/** Types, what only the log tells, what a programmer is told who broke a rule, and what only makes it fast. */
function isUnseen(node: ts.Node): boolean {
  if (ts.isPropertyAssignment(node)) return CONSISTENT.test(node.name.getText());
  if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (ts.isVariableDeclaration(node)) return ONLY_SPEED.test(node.name.getText());
  if (ts.isNewExpression(node)) return /^(?:Range|Type)?Error$/.test(node.expression.getText());
  if (ts.isCallExpression(node)) return /^log\.\w+$|\.(?:describe|meta)$/.test(node.expression.getText());
  return false;
}

function changesOf(node: ts.Node): Change[] {
  const become = (of: ts.Node, text: string, what: string, host = of): Change[] => [
    { start: of.getStart(), end: of.getEnd(), text, what: `${what}: ${short(of)}`, host },
  ];
  if (ts.isIfStatement(node) || ts.isWhileStatement(node))
    return become(node.expression, `!(${node.expression.getText()})`, 'turn the condition round');
  if (ts.isConditionalExpression(node))
    return become(node.condition, `!(${node.condition.getText()})`, 'turn the condition round');
  if (ts.isBinaryExpression(node))
    return isKnownToBeThere(node) || isOfComparison(node) ? [] : changesOfBinary(node);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return become(node, node.operand.getText(), 'leave out the not');
  if (isDroppable(node)) return become(node, ';', 'drop the statement');
  if (ts.isSpreadAssignment(node)) return become(node.expression, '{}', 'drop the spread');
  if (ts.isNumericLiteral(node)) {
    if (isOfComparison(node)) return [];
    const value = Number(node.text.replaceAll('_', ''));
    return isValue(node) ? become(node, String(value < 2 ? value + 1 : value * 2), 'change the number') : [];
  }
  if (ts.isStringLiteral(node) && isValue(node) && !isNeverTaken(node))
    return become(node, JSON.stringify(`${node.text}x`), 'change the text');
  if (node.kind === ts.SyntaxKind.TrueKeyword) return become(node, 'false', 'turn round');
  if (node.kind === ts.SyntaxKind.FalseKeyword) return become(node, 'true', 'turn round');
  if (ts.isCallExpression(node)) return changesOfCall(node);
  return [];
}

function changesOfBinary(node: ts.BinaryExpression): Change[] {
  const { operatorToken: sign, left } = node;
  if (sign.kind === ts.SyntaxKind.QuestionQuestionToken)
    return [
      { ...range(node), text: left.getText(), what: `leave out the other: ${short(node)}`, host: node },
    ];
  const text = swapped.get(sign.kind);
  if (text === undefined) return [];
  return [{ ...range(sign), text, what: `${sign.getText()} to ${text}: ${short(node)}`, host: node }];
}

function changesOfCall(node: ts.CallExpression): Change[] {
  if (!ts.isPropertyAccessExpression(node.expression)) return [];
  const { name, expression } = node.expression;
  const host = wholeChain(node);
  const opposite = opposites.get(name.text);
  if (opposite !== undefined)
    return [{ ...range(name), text: opposite, what: `${name.text} to ${opposite}: ${short(node)}`, host }];
  if (!leftOut.has(name.text)) return [];
  return [
    { ...range(node), text: expression.getText(), what: `leave out .${name.text}: ${short(node)}`, host },
  ];
}

const range = (node: ts.Node) => ({ start: node.getStart(), end: node.getEnd() });

/** `a?.b.c()` ends as a whole where it ends early, so no part of it can be put into parentheses. */
function wholeChain(node: ts.Expression): ts.Node {
  let whole: ts.Node = node;
  const isPart = ({ parent }: ts.Node): boolean =>
    (ts.isPropertyAccessExpression(parent) ||
      ts.isElementAccessExpression(parent) ||
      ts.isCallExpression(parent) ||
      ts.isNonNullExpression(parent)) &&
    parent.expression === whole;
  const isOptional = (node.flags & ts.NodeFlags.OptionalChain) !== 0;
  while (isOptional && isPart(whole)) whole = whole.parent;
  return whole;
}

/** A statement that can go without leaving a name behind that nobody declares. */
function isDroppable(node: ts.Node): boolean {
  if (ts.isExpressionStatement(node)) return !/^(?:super|log\.)/.test(node.getText());
  return (
    ts.isThrowStatement(node) ||
    ts.isContinueStatement(node) ||
    (ts.isReturnStatement(node) && isGuarded(node))
  );
}

const isGuarded = ({ parent }: ts.ReturnStatement): boolean =>
  ts.isIfStatement(parent) || (ts.isBlock(parent) && ts.isIfStatement(parent.parent));

/** How far an order's answer is below or above zero says nothing, nor on which side two alike stand. */
function isOfComparison({ parent }: ts.Node): boolean {
  const sides = ts.isPrefixUnaryExpression(parent) ? parent.parent : parent;
  if (!ts.isConditionalExpression(sides)) return false;
  return /^(?:-1 1|1 -1)$/.test(`${sides.whenTrue.getText()} ${sides.whenFalse.getText()}`);
}

/** What a pattern always finds, which only the types do not know: the other is never taken. */
const isKnownToBeThere = ({ operatorToken, left, right }: ts.BinaryExpression): boolean =>
  operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken &&
  right.getText() === "''" &&
  /^groups\?\.\[|^\w*[mM]atch\[\d\]$/.test(left.getText());

const isNeverTaken = ({ parent }: ts.StringLiteral): boolean =>
  ts.isBinaryExpression(parent) && isKnownToBeThere(parent);

/** Not a name of a property. */
function isValue(node: ts.StringLiteral | ts.NumericLiteral): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent)) return parent.expression.kind !== ts.SyntaxKind.ImportKeyword;
  return !('name' in parent && parent.name === node);
}

function short(node: ts.Node): string {
  const text = node.getText().replaceAll(/\s+/g, ' ');
  return text.length > 70 ? `${text.slice(0, 67)}...` : text;
}
