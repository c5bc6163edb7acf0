/** An address that its owner recognises and nobody else learns: `a•••@example.com`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const [first] = at > 1 ? email : '';
  return `${first ?? ''}•••${at < 0 ? '' : email.slice(at)}`;
}
