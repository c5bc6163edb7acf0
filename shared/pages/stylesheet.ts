/** The house style of all pages. Inlined, so that a page is one request; constant, so that its hash can stand in the CSP. */
export const stylesheet = `
:root{color-scheme:light dark;--paper:#f5f3ee;--card:#fff;--ink:#1d1c1a;--soft:#5f5b53;--line:#dedad0;--edge:#8d887c;--accent:#0b6650;--accent-deep:#084d3c;--on-accent:#fff;--tint:#e7f2ed;--bad:#b3261e;--bad-tint:#fcefed}
@media (prefers-color-scheme:dark){:root{--paper:#131513;--card:#1c1f1d;--ink:#f0efea;--soft:#aeaba2;--line:#343935;--edge:#737a74;--accent:#63d3ae;--accent-deep:#8ce4c7;--on-accent:#06251b;--tint:#1d312a;--bad:#ff9d92;--bad-tint:#3a2220}}
*,::before,::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;min-height:100vh;min-height:100svh;display:flex;flex-direction:column;background:var(--paper);color:var(--ink);font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
main{width:100%;max-width:36rem;margin:auto;padding:1.5rem 1rem 2.5rem}
h1,h2,p,fieldset,form,ul,dl{margin:0;padding:0;border:0}
h1{font-size:clamp(1.6rem,1.2rem + 2vw,2.25rem);line-height:1.18;letter-spacing:-.015em;text-wrap:balance}
h1.long{font-size:clamp(1.25rem,1.05rem + 1vw,1.6rem)}
h2{font-size:1.15rem;line-height:1.3}
.over{color:var(--accent);font-weight:600;font-size:.95rem;margin-bottom:.4rem}
.lead{margin-top:.75rem;color:var(--soft)}
.text>*+*,.text li>*+*{margin-top:.75rem}.text p,.text li{white-space:pre-line}.text :is(ul,ol){margin:0;padding-left:1.4rem}.text *+:is(ul,ol){margin-top:.5rem}.text li+li{margin-top:.3rem}.text *+:is(h2,h3,h4){margin-top:1.4rem}.text :is(h2,h3,h4){margin-bottom:0;color:var(--ink);font-size:1.1rem;line-height:1.3}.text h2{font-size:1.25rem}.text a,.links a{color:var(--accent);text-underline-offset:.15em}.text :is(strong,th){color:var(--ink)}.text blockquote{margin-left:0;margin-right:0;padding-left:1rem;border-left:3px solid var(--line)}.text :is(code,pre){font:.9em/1.5 ui-monospace,Menlo,Consolas,monospace}.text pre{margin-bottom:0;white-space:pre-wrap}.text hr{border:0;border-top:1px solid var(--line)}.text table{border-collapse:collapse;width:100%}.text :is(th,td){text-align:start;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line)}
.picture{display:block;width:100%;height:auto;max-height:22rem;object-fit:cover;border-radius:18px;margin-bottom:1.25rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:18px;padding:1.25rem;margin-top:1.5rem;box-shadow:0 1px 2px rgb(0 0 0/.04),0 12px 32px -18px rgb(0 0 0/.18)}
.sheet{margin-top:0;padding:1.75rem 1.25rem}.sheet h1{font-size:clamp(1.5rem,1.3rem + 1vw,1.85rem)}.over:empty{display:none}
.stack>*+*{margin-top:1.15rem}
.under{margin-top:.45rem}
summary{display:flex;align-items:center;min-height:2.75rem;font-weight:600;font-size:.975rem;cursor:pointer;color:var(--accent)}summary::before{content:"+";font-size:1.4rem;line-height:1;width:1.4rem;flex:none}[open]>summary::before{content:"–"}summary::-webkit-details-marker{display:none}details>div{padding-top:.5rem}.intro details>div{margin:0}
.hint{color:var(--soft);font-size:.925rem;line-height:1.45}
label,legend{font-weight:600;font-size:.975rem;padding:0}
label small,legend small{font-weight:400;color:var(--soft);font-size:.85rem;margin-left:.3rem;white-space:nowrap}
.field legend,.field label:not(.date,.pick){display:block;margin-bottom:.35rem}
input,select,textarea,button{font:inherit;color:inherit}
input:not([type=checkbox],[type=radio]),select,textarea{width:100%;min-height:3rem;padding:.65rem .85rem;background:var(--card);border:1px solid var(--edge);border-radius:11px}
textarea{min-height:7rem;resize:vertical;display:block}
input:not([type=checkbox],[type=radio]):user-invalid,:is(input,select,textarea)[aria-invalid=true]:not([type=checkbox],[type=radio]){border-color:var(--bad);border-width:2px}
::placeholder{color:var(--soft);opacity:.75}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
input[type=checkbox],input[type=radio]{width:1.35rem;height:1.35rem;margin:0;flex:none;accent-color:var(--accent)}
.pick{display:flex;align-items:center;gap:.75rem;min-height:2.85rem;font-weight:400}
.pair{display:grid;gap:1.15rem}fieldset,.pair>*,.pick span{min-width:0}
.bad{color:var(--bad);font-size:.925rem;margin-top:.35rem}
.alert{background:var(--bad-tint);border:1px solid var(--bad);border-radius:12px;padding:.9rem 1rem}
.alert h2{font-size:1rem;color:var(--bad)}.alert ul{padding-left:1.15rem;margin-top:.25rem}.alert a{color:inherit}
.note{background:var(--tint);border-radius:12px;padding:.9rem 1rem;font-weight:600}
.button{display:flex;align-items:center;justify-content:center;width:100%;min-height:3.25rem;padding:.7rem 1.25rem;border:1px solid transparent;border-radius:12px;background:var(--accent);color:var(--on-accent);font-weight:650;text-align:center;text-decoration:none;cursor:pointer;transition:background-color .15s}
.button:hover{background:var(--accent-deep)}
.button.plain{background:transparent;color:var(--ink);border-color:var(--edge)}
.button.plain:hover{background:var(--tint)}
.button[aria-disabled=true]{opacity:.65;cursor:progress}
.date{display:flex;align-items:center;gap:.8rem;padding:.75rem;border:1px solid var(--line);border-radius:14px;font-weight:400;font-size:1rem}
.date+.date{margin-top:.65rem}
label.date{cursor:pointer;margin-bottom:0}
label.date:hover{border-color:var(--edge)}
label.date:has(:checked){border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent);background:var(--tint)}
.leaf{flex:none;width:3.5rem;text-align:center;line-height:1.15;border-radius:10px;overflow:hidden;background:var(--card);border:1px solid var(--line);padding-bottom:.3rem}
.leaf b{display:block;font-size:1.45rem;font-weight:700;padding-top:.25rem}
.leaf i{display:block;font-style:normal;font-size:.72rem;font-weight:600;letter-spacing:.03em;background:var(--accent);color:var(--on-accent);padding:.16rem 0}
.leaf u{display:block;text-decoration:none;font-size:.75rem;color:var(--soft)}
.when{flex:1;min-width:0;line-height:1.4}
.when>span,.when time>span{display:block}
.when .name{font-weight:650}
.when .full{color:var(--bad);font-size:.9rem}
[hidden]{display:none!important}
.away{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.count{display:flex;gap:.5rem;margin-top:.6rem}
.count div{flex:1;min-width:0;text-align:center;background:var(--tint);border-radius:12px;padding:.7rem .25rem}
.count b{display:block;font-size:clamp(1.5rem,1.1rem + 2.4vw,2.1rem);line-height:1.1;font-variant-numeric:tabular-nums}
.count span{font-size:.8rem;color:var(--soft)}
.live{display:inline-flex;align-items:center;gap:.5rem;color:var(--accent);font-weight:650}
.live::before{content:"";width:.65rem;height:.65rem;border-radius:50%;background:currentColor}
@media (prefers-reduced-motion:no-preference){.live::before{animation:beat 1.6s ease-in-out infinite}@keyframes beat{50%{opacity:.3}}}
main.stage{max-width:66rem}
.frame{display:block;width:100%;border:0;border-radius:14px;background:#000;aspect-ratio:16/9;min-height:24rem;max-height:80vh}
.links{display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;list-style:none}.links a{display:inline-flex;align-items:center;min-height:2.75rem;font-weight:600;font-size:.975rem}
.embedded{min-height:0;display:block;background:transparent}.embedded main{max-width:40rem;margin:0 auto;padding:.25rem .25rem 1rem}.embedded .card{margin-top:0}
@media (max-width:27rem){label .leaf{display:none}.picture{max-height:9rem;margin-bottom:1rem}.intro:has(.long) .picture{display:none}}
@media (min-width:34rem){.card{padding:1.75rem}.sheet{padding:2.25rem}.pair{grid-template-columns:1fr 1fr}}
@media (min-width:60rem){body:not(.embedded) main.wide{max-width:66rem;display:grid;grid-template-columns:minmax(0,1fr) minmax(0,30rem);gap:4rem;align-items:start;padding-top:4rem}.wide .card{margin-top:0}.wide .intro:not(:has([open])){position:sticky;top:4rem}}
@media print{body{background:#fff;color:#000}.card{box-shadow:none;border:0;padding:0}.button,.count{display:none}}
`.trim();
