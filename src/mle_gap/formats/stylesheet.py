"""How the page looks, on a screen by day and by night and on paper; and the policy that allows this style and no more.

ASCII only, and no `<` or `&`, so that it stands in its element as it is. Pure.
"""

from base64 import b64encode
from hashlib import sha256

STYLE = """
:root{color-scheme:light dark;--ground:#fff;--raised:#f4f7f8;--ink:#14191d;--soft:#55616a;--line:#d8dfe3;
--rail:#e4eaed;--accent:#0a6278;--tint:#b7dae3}
@media screen and (prefers-color-scheme:dark){:root{--ground:#12171a;--raised:#1a2125;--ink:#e9eef0;--soft:#a2afb7;
--line:#2f383e;--rail:#2a3338;--accent:#66c5d9;--tint:#24505c}}
@media (forced-colors:active){:root{--ground:Canvas;--raised:Canvas;--ink:CanvasText;--soft:CanvasText;
--line:GrayText;--rail:Canvas;--accent:LinkText;--tint:Highlight}svg{forced-color-adjust:none}}
*{box-sizing:border-box}
html{font:100%/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif;
background:var(--ground);color:var(--ink);-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0 auto;max-width:64rem;padding:clamp(1.25rem,5vw,4rem) clamp(1rem,4vw,3rem);overflow-wrap:anywhere;
font-variant-numeric:tabular-nums}
h1,h2,h3,p,ul,ol,dl,dd,figure,table{margin:0;padding:0}
h1{font-size:clamp(1.9rem,1.3rem + 3vw,3.1rem);line-height:1.1;letter-spacing:-.025em;font-weight:700;text-wrap:balance}
h2{font-size:1.6rem;line-height:1.2;letter-spacing:-.015em;font-weight:700;margin-bottom:1.25rem}
h3{font-size:1.05rem;line-height:1.35;font-weight:650}
section{margin-top:4.5rem}
section>*+*{margin-top:1rem}
ul,ol{list-style:none}
a{color:var(--accent);text-underline-offset:.2em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:2px solid var(--accent);outline-offset:3px;border-radius:2px}
:target{background:var(--raised);box-shadow:0 0 0 .5rem var(--raised)}
.skip{position:absolute;left:1rem;top:-5rem;background:var(--ground);padding:.5rem 1rem}
.skip:focus{top:.5rem}
.kicker{color:var(--accent);font-weight:600;margin-bottom:.6rem}
.facts,.note{color:var(--soft)}
.note{font-size:.875rem;font-weight:400}
header .facts{margin-top:.6rem}
.lead{font-size:1.2rem;line-height:1.5;max-width:46rem;text-wrap:pretty}
section>p{max-width:46rem}
.hero{display:grid;grid-template-columns:1fr 1fr;gap:2.5rem 4rem;margin-top:3rem;padding-top:2.5rem;
border-top:1px solid var(--line)}
.score{color:var(--soft);font-size:1.25rem;line-height:1;margin-bottom:1.25rem}
.big{font-size:clamp(4.5rem,3rem + 6vw,6.5rem);font-weight:700;letter-spacing:-.05em;color:var(--ink);margin-right:.1em}
.standing .note{margin-top:.75rem}
.verdict{font-size:1.2rem;font-weight:650;margin-top:1.5rem}
.chips{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.75rem}
.chips a{display:block;padding:.2rem .7rem;border:1px solid var(--line);border-radius:99px;color:var(--ink);
text-decoration:none;font-size:.9375rem}
.chips a:hover{border-color:var(--accent);color:var(--accent)}
nav{margin-top:3rem;padding:.9rem 0;border:solid var(--line);border-width:1px 0}
nav ul{display:flex;flex-wrap:wrap;gap:.4rem 1.75rem}
svg{display:block}
.bar,.chart svg{overflow:visible}
.rail{fill:var(--rail)}
.have{fill:var(--accent)}
.more,.may{fill:var(--tint);stroke:var(--accent)}
.may{stroke-dasharray:3 2}
.gap{fill:var(--ground);stroke:var(--accent);stroke-width:1.5}
.open{fill:var(--ground);stroke:var(--accent);stroke-width:1.5;stroke-dasharray:3 2}
.timeline .open{fill:var(--tint);stroke-width:1;stroke-dasharray:none}
.asked{stroke:var(--ink);stroke-width:2}
.grid{stroke:var(--line)}
.goal{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:6 4}
.pause{fill:var(--rail)}
.area{fill:var(--tint);opacity:.45}
.stair{fill:none;stroke:var(--accent);stroke-width:2.5;stroke-linejoin:round}
.chart text{fill:var(--soft);font-size:12px}
.chart text.value{text-anchor:end}
.chart text:is(.goal-name,.value,.first){fill:var(--ink);font-weight:600}
.scale{text-anchor:end}
.phases li{display:grid;grid-template-columns:minmax(9rem,15rem) 1fr 3.5rem;gap:1rem;
align-items:center;padding:.45rem 0}
.name{unicode-bidi:isolate}
.name .note{display:inline-block}
.value{text-align:right}
.skills{columns:2 24rem;column-gap:4rem;margin-top:.5rem}
.skills li{display:grid;grid-template-columns:1fr 112px 2.75rem;gap:1rem;align-items:center;padding:.45rem 0;
border-bottom:1px solid var(--line);break-inside:avoid}
#skills .chart+.chart{margin-top:2rem}
.words{list-style:disc;padding-left:1.1rem;max-width:46rem}
.words li+li{margin-top:.4rem}
.over-time{padding:1.5rem 0 0 2.25rem}
.timeline{position:relative;padding:1.75rem 0}
.ground{position:absolute;inset:0 0 0 auto;width:calc(100% - 16rem)}
.timeline li{position:relative;display:grid;grid-template-columns:15rem 1fr;gap:1rem;
align-items:center;padding:.28rem 0}
.timeline li svg{width:100%;height:12px}
.timeline a{color:var(--ink);text-decoration:none;font-size:.9375rem;line-height:1.3}
.timeline a:hover{color:var(--accent);text-decoration:underline}
#plan h3{margin-top:2.5rem}
details{border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
details+details{border-top:0;margin-top:0}
summary{padding:.75rem 0;cursor:pointer;color:var(--accent);font-weight:600}
.scroll{overflow-x:auto;padding-bottom:1rem}
table{border-collapse:collapse;font-size:.9375rem;line-height:1.4}
caption{text-align:left;color:var(--soft);padding-bottom:.5rem}
th{text-align:left;font-weight:600}
.scroll table{width:100%;overflow-wrap:normal}
.scroll :is(th,td){padding:.4rem .5rem;border-bottom:1px solid var(--line);vertical-align:top}
.scroll :is(th,td):not(:first-child){text-align:right}
.scroll :is(th,td):first-child{padding-left:0;min-width:9rem}
.scroll thead th{color:var(--soft);vertical-align:bottom}
.scroll tbody th{font-weight:400}
.scroll th[scope=rowgroup]{font-weight:650;padding-top:1.1rem}
#plan-table td{white-space:nowrap}
.glance{align-self:start;width:100%}
.glance caption{font-weight:600;padding-bottom:.4rem}
.glance :is(th,td){border-top:1px solid var(--line);padding:.55rem 0;vertical-align:top}
.glance th{color:var(--soft);font-weight:400;width:8.5rem;padding-right:1rem}
article{display:grid;grid-template:repeat(5,auto) 1fr/3.5rem 1fr 15rem;
padding-top:1.75rem;border-top:1px solid var(--line)}
article>*{grid-column:2;max-width:46rem}
section>article+article{margin-top:1.75rem}
.order{grid-column:1;grid-row:1/span 9;font-size:1.6rem;line-height:1.05;font-weight:700;color:var(--accent);
letter-spacing:-.02em}
article h3{font-size:1.2rem}
article .facts{font-size:.9375rem;margin-top:.15rem}
.goal:is(p){font-size:1.1rem;margin-top:.9rem;text-wrap:pretty}
.assumed{margin-top:.9rem;padding:.5rem .9rem;border-left:3px solid var(--accent);background:var(--raised)}
dl{display:grid;grid-template-columns:4rem 1fr;gap:.4rem 1rem;margin-top:.9rem}
dt{color:var(--soft)}
.resources{grid-column:3;grid-row:1/span 6;padding-left:2.5rem;font-size:.9375rem;line-height:1.4}
.resources::before{content:"Learn from";color:var(--soft)}
.resources li{margin-top:.5rem}
.resources .note{display:block}
footer{margin-top:5rem;padding-top:1.5rem;border-top:1px solid var(--line);color:var(--soft);font-size:.875rem}
footer p{max-width:46rem}
footer p+p{margin-top:.6rem}
#contradictions{padding:1.5rem 1.75rem;background:var(--raised);border-left:3px solid var(--accent)}
#contradictions h2{font-size:1.25rem;margin-bottom:.5rem}
#contradictions ul{list-style:disc;padding-left:1.2rem}
@media (max-width:46rem){
.hero{grid-template-columns:1fr}
.second{display:none}
section{margin-top:3.5rem}
.phases li{grid-template-columns:1fr 3.5rem;gap:.35rem 1rem}
.phases svg{grid-row:2;grid-column:1/-1}
.skills li{gap:.75rem}
.timeline li{grid-template-columns:1fr;gap:.1rem}
.ground{width:100%}
article{grid-template:none}
article>*,.resources{grid-column:1;grid-row:auto;padding:0}
.resources{margin-top:1rem}
.order{grid-row:auto;margin-bottom:.25rem}
dl{grid-template-columns:1fr;gap:0}
dd+dt{margin-top:.6rem}
}
@media print{
@page{size:A4;margin:16mm 15mm}
:root{color-scheme:light}
html{font-size:9.5pt}
body{max-width:none;padding:0}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
nav,.skip,summary{display:none}
details::details-content{content-visibility:visible;display:block;height:auto}
section{margin-top:2.5rem}
h1,h2,h3,.lead,section>.note,caption{break-after:avoid}
article,figure,.phases li,.timeline li,tr{break-inside:avoid}
#skills figure,.timeline{break-inside:auto}
article{grid-template:none/3rem 1fr;padding-top:1.1rem}
section>article+article{margin-top:1.1rem}
.resources{grid-column:2;grid-row:auto;padding:0;margin-top:.9rem}
.resources .note{display:inline}
.scroll{overflow:visible}
.resources a::after{content:" (" attr(href) ")";color:var(--soft);font-size:.875rem}
.resources a{color:var(--ink);text-decoration:none}
}
"""

DIGEST = b64encode(sha256(STYLE.encode("ascii")).digest()).decode("ascii")
POLICY = f"default-src 'none'; style-src 'sha256-{DIGEST}'; img-src 'none'; base-uri 'none'; form-action 'none'"
