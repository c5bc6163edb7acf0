import { describe, expect, it } from 'vitest';
import { markdown } from '../../shared/pages/markdown.ts';
import { naughtyStrings, skeleton } from './skeleton.ts';

const written = (text: string) =>
  markdown(text)
    .text.replaceAll(/\s+/g, ' ')
    .replaceAll(/(<[ou]l[^>]*>) | (?=<\/[ou]l>)/g, '$1')
    .trim();

describe('A text in Markdown', () => {
  it.each([
    ['One\n\nTwo', '<p>One</p><p>Two</p>'],
    ['# One\n## Two\n### Three', '<h2>One</h2><h3>Two</h3><h4>Three</h4>'],
    [
      '**bold** *slanted* ~~gone~~ `code`',
      '<p><strong>bold</strong> <em>slanted</em> <del>gone</del> <code>code</code></p>',
    ],
    ['- one\n- *two*', '<ul><li>one</li><li><em>two</em></li></ul>'],
    ['3. one\n4. two', '<ol start="3"><li>one</li><li>two</li></ol>'],
    ['> said', '<blockquote class="text"><p>said</p></blockquote>'],
    ['one  \ntwo', '<p>one<br />two</p>'],
    ['---', '<hr />'],
    [String.raw`\*as it is\*`, '<p>*as it is*</p>'],
    ['Tom & "Jerry" <3', '<p>Tom &amp; &quot;Jerry&quot; &lt;3</p>'],
    ['', ''],
  ])('%j becomes parts of a page', (text, expected) => {
    expect(written(text)).toBe(expected);
  });

  it('leads to https and to mail addresses', () => {
    const opened = 'target="_blank" rel="noopener noreferrer"';
    expect(written('[a](https://a.example/x?y=1&z=2)')).toBe(
      `<p><a href="https://a.example/x?y=1&amp;z=2" ${opened}>a</a></p>`,
    );
    expect(written('https://a.example/x')).toContain('href="https://a.example/x"');
    expect(written('ask@a.example')).toBe(
      `<p><a href="mailto:ask@a.example" ${opened}>ask@a.example</a></p>`,
    );
  });

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java&#115;cript:alert(1))',
    '[x](<java\tscript:alert(1)>)',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](vbscript:x)',
    '[x](http://a.example/)',
    '[x](//a.example/)',
    '[x](/local)',
    '[x](mailto:a@b.example?bcc=c@d.example)',
    '[x][y]\n\n[y]: javascript:alert(1)',
    '<javascript:alert(1)>',
    '![x](https://a.example/x.png)',
    '<a href="https://a.example/">x</a>',
  ])('leads nowhere, and loads nothing, by %s', (text) => {
    expect(written(text)).not.toMatch(/<a\b|<img\b/);
  });

  it.each(naughtyStrings)('is never more than text and its own marks: %j', (text) => {
    const allowed =
      /^\/?(?:p|ul|ol|li|h[234]|strong|em|del|code|pre|br|hr|blockquote|table|thead|tbody|tr|th|td|a) /;
    for (const one of [
      text,
      `# ${text}`,
      `- ${text}`,
      `[${text}](${text})`,
      `**${text}**`,
      `| ${text} |\n|---|\n| ${text} |`,
    ])
      for (const tag of skeleton(`<!doctype html>${markdown(one).text}`)) expect(tag).toMatch(allowed);
  });

  it('is read in a moment, however it was nested', () => {
    for (const part of ['[', '*', '> ', '- ', '`', '![](', '<', '_a', '**a*', '[a](', '| ', '1. '])
      expect(markdown(part.repeat(Math.floor(10_000 / part.length))).text.length).toBeGreaterThan(0);
  });
});
