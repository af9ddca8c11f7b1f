// A hundred texts that have broken other programs: markup, scripts, templates, addresses, directions, heaps of marks.
// Those that could run would set `globalThis.pwned` or put an element with data-pwned into the page.
const RUN = "globalThis.pwned=1";

const markup = [
  `<script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `<svg onload="${RUN}">`,
  `<svg><script>${RUN}</script></svg>`,
  `<iframe srcdoc="<script>parent.pwned=1</script>">`,
  `<body onload="${RUN}">`,
  `<details open ontoggle="${RUN}">`,
  `<video><source onerror="${RUN}"></video>`,
  `<input autofocus onfocus="${RUN}">`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${RUN}">`,
  `<a href="javascript:${RUN}">click</a>`,
  `<form action="javascript:${RUN}"><button>go</button></form>`,
  `<object data="javascript:${RUN}">`,
  `<embed src="javascript:${RUN}">`,
  `<base href="https://evil.example/">`,
  `<meta http-equiv="refresh" content="0;url=https://evil.example/">`,
  `<link rel="stylesheet" href="https://evil.example/x.css">`,
  `<style>*{display:none!important}</style>`,
  `<b data-pwned>bold</b>`,
  `<h1 data-pwned style="position:fixed;inset:0">over everything</h1>`,
  `"><img data-pwned src=x onerror="${RUN}">`,
  `'><svg data-pwned onload='${RUN}'>`,
  `</textarea><script>${RUN}</script>`,
  `</title><script>${RUN}</script>`,
  `--><script>${RUN}</script>`,
  `]]><script>${RUN}</script>`,
  `<!--<img src="--><img src=x onerror=${RUN}//">`,
  `<scr<script>ipt>${RUN}</scr</script>ipt>`,
  `<SCRIPT SRC=//evil.example/x.js></SCRIPT>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<template><script>${RUN}</script></template>`,
  `<xss style="behavior:url(x.htc)">`,
  `&lt;script&gt;${RUN}&lt;/script&gt;`,
  `&#60;script&#62;${RUN}&#60;/script&#62;`,
  `\\u003cscript\\u003e${RUN}\\u003c/script\\u003e`,
  `%3Cscript%3E${RUN}%3C/script%3E`,
  `<div dangerouslySetInnerHTML={{__html:"x"}} data-pwned>`,
  `{"$$typeof":"react.element","type":"script","props":{"children":"${RUN}"}}`,
];

const templates = [
  "{{constructor.constructor('globalThis.pwned=1')()}}",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is the point
  "${globalThis.pwned=1}",
  "#{globalThis.pwned=1}",
  "<%= globalThis.pwned=1 %>",
  "{%raw%}{{7*7}}{%endraw%}",
  "{{count}} {{name}} $t(common.close)",
  "%s %d %n %x %@",
  "__proto__",
  "constructor",
  "[object Object]",
];

const addresses = [
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}`,
  `java\tscript:${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  `vbscript:msgbox(1)`,
  `https://example.org/" onmouseover="${RUN}`,
  `https://example.org/<script>${RUN}</script>`,
  "https://user:password@example.org/",
  "http://[::1]:99999/",
  "https://example.org/\u202Egpj.exe",
  "https://xn--80ak6aa92e.com/",
  "//evil.example/path",
  "file:///etc/passwd",
  "blob:https://example.org/1",
];

const markdown = [
  "# not a heading",
  "**not bold** _not italic_ ~~not gone~~",
  `[click](javascript:${RUN})`,
  `![x](x"onerror="${RUN})`,
  "```js\nalert(1)\n```",
  "| a | b |\n|---|---|\n| 1 | 2 |",
  "- [ ] a task",
  "> a quotation\n> of two lines",
];

const directions = [
  "שלום עולם",
  "مرحبا بالعالم",
  "\u202Eright to left override\u202C",
  "\u202Dleft to right override",
  "\u2066isolate that never ends",
  "abc\u200Fdef\u200Eghi",
  "English עברית English עברית",
  "123 مرحبا 456",
  "\u061Carabic letter mark",
];

const shapes = [
  `Z\u0335\u0322\u0321${"\u0310\u0352\u0357\u035B\u0313\u0308\u0301".repeat(12)}algo`,
  "\u0300\u0301\u0302 begins with marks",
  "👩‍👩‍👧‍👦👩🏽‍🚀🏴󠁧󠁢󠁥󠁮󠁧󠁿🇨🇳",
  "😀".repeat(500),
  "\u200B\u200B\u200B",
  "\uFEFFbyte order mark",
  "a\u00ADb\u00ADc soft hyphens",
  "ﷺ﷽".repeat(20),
  "𝕱𝖆𝖓𝖈𝖞 𝓁ℯ𝓉𝓉ℯ𝓇𝓈",
  "Ṫ̈ëṡẗ",
  "\u2028line separator\u2029paragraph separator",
  "tabs\tand\tmore\ttabs",
  "many\n\n\n\n\n\nlines",
  `${"line\n".repeat(200)}end`,
  "W".repeat(4_000),
  "字".repeat(3_000),
  "x".repeat(60_000),
  `${"word ".repeat(2_000)}end`,
  "\\\\\\\"'`´",
  "null",
  "undefined",
];

export const hostileTexts = [...markup, ...templates, ...addresses, ...markdown, ...directions, ...shapes];

/** Those that the server takes as a name of a group. */
export const hostileTitles = [
  ...markup.slice(0, 12),
  ...templates.slice(0, 4),
  ...directions.slice(0, 4),
  ...shapes.slice(0, 4),
].map((text) => text.slice(0, 60));
