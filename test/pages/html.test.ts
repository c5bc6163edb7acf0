import { describe, expect, it } from 'vitest';
import { html, raw, safeUrl } from '../../shared/platform/html/html.ts';

describe('html', () => {
  it('escapes what people wrote and leaves markup alone', () => {
    const inner = html`<b>${'<&"\'`>'}</b>`;
    expect(html`<p title="${'"'}">${inner}${[inner, raw('<hr>')]}</p>`.text).toBe(
      '<p title="&quot;"><b>&lt;&amp;&quot;&#39;&#96;&gt;</b><b>&lt;&amp;&quot;&#39;&#96;&gt;</b><hr></p>',
    );
  });

  it('leaves out undefined and false, but not zero', () => {
    expect(html`<p>${undefined}${false}${0}</p>`.text).toBe('<p>0</p>');
  });

  it('refuses an attribute without quotes', () => {
    const unquoted = Object.assign(['<p title=', '>'], { raw: [] });
    expect(() => html(unquoted, 'x')).toThrow('Unquoted');
  });

  it('does not mistake a value that ends with = for an attribute', () => {
    expect(html`<p>${'x='}${'y'}</p>`.text).toBe('<p>x=y</p>');
  });

  it.each([
    'javascript:alert(1)',
    '//evil.example',
    '/\\evil.example',
    'https:evil',
    'http://a.example/',
    ' https://a.example',
    'data:,x',
    '/a\r\nb',
  ])('puts no link to %j', (address) => {
    expect(html`<a href="${address}">x</a>`.text).toBe('<a href="#">x</a>');
  });

  it.each(['https://a.example/b?c=d', '/e/1', '#email'])('links to %s', (address) => {
    expect(safeUrl(address)).toBe(address);
  });
});
