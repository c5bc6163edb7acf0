/**
 * The structure of a document as its tags with their attribute names, read by the tokenizer rules that matter here:
 * a tag opens with `<` and a letter, attributes are quoted, script and style end at their own end tag only.
 * Throws on anything a browser would have to guess about.
 */
export function skeleton(document: string): string[] {
  const found: string[] = [];
  let at = document.indexOf('>') + 1; // doctype
  for (;;) {
    const open = document.indexOf('<', at);
    if (open < 0) return found;
    const tag = /^<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z][a-z0-9-]*(?:="[^"]*")?)*)\s*\/?>/i.exec(
      document.slice(open),
    );
    if (!tag) throw new Error(`Not a tag: ${document.slice(open, open + 80)}`);
    const attributes = [...(tag[3] ?? '').matchAll(/([a-z][a-z0-9-]*)(?:="[^"]*")?/gi)].map(
      (match) => match[1],
    );
    found.push(`${tag[1] ?? ''}${tag[2] ?? ''} ${attributes.join(' ')}`);
    at = open + tag[0].length;
    if (tag[1] === '' && (tag[2] === 'script' || tag[2] === 'style')) {
      at = document.indexOf(`</${tag[2]}`, at);
    }
  }
}

/** Strings that broke somebody's page, mail or table before. */
export const naughtyStrings: readonly string[] = [
  '<script>alert(1)</script>',
  '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>",
  '</title><script>alert(1)</script>',
  '</textarea><script>alert(1)</script>',
  '</style><script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '<!-- ',
  '--> <b>x</b>',
  '<![CDATA[x]]>',
  '<?php echo 1 ?>',
  '" onmouseover="alert(1)',
  "' onmouseover='alert(1)",
  '` onmouseover=`alert(1)',
  'a" autofocus onfocus="alert(1)" b="',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  '//evil.example/',
  '/\\evil.example/',
  'https:evil.example',
  'http://evil.example/',
  '&lt;script&gt;',
  '&#60;script&#62;',
  '&quot; onclick=&quot;',
  '&',
  '&&amp;;',
  '<',
  '>',
  '"',
  "'",
  '`',
  '=',
  'x=',
  'x href="',
  '${7*7}',
  '{{7*7}}',
  '{title}',
  '{name}',
  "$&$1$'$`",
  '%00%0d%0a',
  '\u0000',
  'a\u0000b<\u0000script>',
  '\r\nBcc: victim@example.com',
  '\n\n<b>second paragraph</b>\n\n',
  '\u2028\u2029',
  '\ud800',
  '\udc00x',
  '\ufeff',
  '\u202Egnp.exe',
  '\u200b\u200d\u2060',
  '＜script＞alert(1)＜/script＞',
  '<svg/onload=alert(1)>',
  '<a href=javascript:alert(1)>x',
  '<base href=//evil.example>',
  '<meta http-equiv=refresh content=0>',
  '<form action=//evil.example><input name=email>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  "'; DROP TABLE registrations; --",
  '=HYPERLINK("https://evil.example")',
  '../../etc/passwd',
  'Ω≈ç√∫˜µ≤≥÷ Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤',
  'الاختبار "><b>',
  '👩‍👩‍👧‍👦<b>',
  'A'.repeat(5000),
];
