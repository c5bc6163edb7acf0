import ts from 'typescript';

/** A small change of a source file: the text between two offsets becomes another. */
export interface Mutant {
  file: string;
  start: number;
  end: number;
  text: string;
  /** 1-based. */
  line: number;
  /** What was done, in a few words. */
  what: string;
}

type Change = Pick<Mutant, 'start' | 'end' | 'text' | 'what'>;

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

/** Calls that a list can be left as it is without. */
const leftOut = new Set(['filter', 'sort', 'toSorted', 'toReversed', 'trim', 'toLowerCase', 'normalize']);

/** Every small change of a source that its tests should notice. */
export function makeMutants(file: string, source: string): Mutant[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isVariableDeclaration(node) && ONLY_SPEED.test(node.name.getText())) return;
    for (const change of changesOf(node))
      found.push({ file, ...change, line: tree.getLineAndCharacterOfPosition(change.start).line + 1 });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function changesOf(node: ts.Node): Change[] {
  const become = (of: ts.Node, text: string, what: string): Change[] => [
    { start: of.getStart(), end: of.getEnd(), text, what: `${what}: ${short(of)}` },
  ];
  if (ts.isIfStatement(node) || ts.isWhileStatement(node))
    return become(node.expression, `!(${node.expression.getText()})`, 'turn the condition round');
  if (ts.isConditionalExpression(node))
    return become(node.condition, `!(${node.condition.getText()})`, 'turn the condition round');
  if (ts.isBinaryExpression(node)) return swap(node);
  if (isDroppable(node)) return become(node, ';', 'drop the statement');
  if (ts.isSpreadAssignment(node)) return become(node, '', 'drop the spread').map(withComma);
  if (ts.isNumericLiteral(node)) {
    const value = Number(node.text.replaceAll('_', ''));
    return become(node, String(value < 2 ? value + 1 : value * 2), 'change the number');
  }
  if (ts.isStringLiteral(node) && isValue(node))
    return become(node, JSON.stringify(`${node.text}x`), 'change the text');
  if (node.kind === ts.SyntaxKind.TrueKeyword) return become(node, 'false', 'turn round');
  if (node.kind === ts.SyntaxKind.FalseKeyword) return become(node, 'true', 'turn round');
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { name, expression } = node.expression;
    if (leftOut.has(name.text)) return become(node, expression.getText(), `leave out .${name.text}`);
  }
  return [];
}

function swap(node: ts.BinaryExpression): Change[] {
  const { operatorToken: sign } = node;
  const text = swapped.get(sign.kind);
  if (text === undefined) return [];
  return [
    {
      start: sign.getStart(),
      end: sign.getEnd(),
      text,
      what: `${sign.getText()} to ${text}: ${short(node)}`,
    },
  ];
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

const withComma = (change: Change): Change => ({ ...change, text: '...{}' });

/** Not a name of a property, nor a key in a type. */
const isValue = ({ parent }: ts.StringLiteral): boolean =>
  !ts.isPropertyAssignment(parent) || parent.initializer.kind === ts.SyntaxKind.StringLiteral;

function short(node: ts.Node): string {
  const text = node.getText().replaceAll(/\s+/g, ' ');
  return text.length > 70 ? `${text.slice(0, 67)}...` : text;
}
