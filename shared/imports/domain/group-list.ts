/** Names of groups in one cell: between them `;`, which a backslash makes part of a name, as it makes itself. */
export function splitGroups(cell: string): string[] {
  const names = [''];
  for (let at = 0; at < cell.length; at += 1) {
    const sign = cell.charAt(at);
    if (sign === ';') names.push('');
    else if (sign === '\\' && /[;\\]/.test(cell.charAt(at + 1))) {
      at += 1;
      names.push(`${names.pop() ?? ''}${cell.charAt(at)}`);
    } else names.push(`${names.pop() ?? ''}${sign}`);
  }
  return names.map((name) => name.trim()).filter((name) => name !== '');
}
