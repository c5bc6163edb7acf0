/** The style of the page; its hash is part of the page's content security policy. */
export const docsStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; padding: 1rem; max-width: 60rem; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #8886; }
nav { columns: 14rem; }
details { margin: .25rem 0; border: 1px solid #8884; border-radius: 6px; padding: .25rem .75rem; }
summary { cursor: pointer; overflow-wrap: anywhere; }
code, pre { font: .85rem/1.45 ui-monospace, monospace; }
pre { overflow-x: auto; padding: .75rem; border-radius: 6px; background: #8881; }
.method { display: inline-block; min-width: 4.5rem; font-weight: 700; color: #0b6650; }
.old { text-decoration: line-through; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid #8883; }
@media (prefers-color-scheme: dark) { .method, a { color: #6fd3b4; } }
`;
