#include "fuzz/fuzz.h"

#include "content/rewrite.h"

/* What Markdown is made of, and what is Markdown to nobody. */
static const char *const piece[] = {
    "头",
    "发",
    "里",
    "征程",
    "a",
    "。",
    "“",
    "”",
    "　　",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\n\n",
    "**",
    "*",
    "_",
    "~~",
    "`",
    "```",
    "[",
    "](",
    "a \"发\")",
    "]",
    "![",
    "> ",
    "- ",
    "1. ",
    "# ",
    "    ",
    "| 发 ",
    "|---|\n",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<div>",
    "</div>",
    "&emsp;",
    "&amp;",
    "&",
    "<",
    "\\",
    "\\*",
    "-{",
    "}-",
    "zh-hans:",
    "---\n",
    "\x01",
    "<script>发</script>",
    "<ruby>发<rt>发</rt></ruby>",
    "https://a.cn/发",
    "title: 发\n",
    "tags: [发, \"发\"]\n",
    "[a]: ",
    "/a \"发\"",
    "\n\n[A]: <b>\n 'a 发'\n",
    "[发][a]",
    "x: |\n  发\n",
    "\xEF\xBB\xBF",
};

static str
markdown(struct fuzz *f)
{
	enum { PIECES = 60, N = sizeof piece / sizeof *piece };
	struct out o = {.mem = f->mem};

	if (random_below(&f->random, 3) == 0)
		out_z(&o, "---\ntitle: 发\n");
	for (uint32_t n = random_below(&f->random, PIECES); n > 0; n--)
		out_z(&o, piece[random_below(&f->random, N)]);
	return out_text(&o);
}

static str
ascii(struct fuzz *f, str text)
{
	struct out o = {.mem = f->mem};

	for (ptrdiff_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] < 0x80)
			out_char(&o, text.p[i]);
	return out_text(&o);
}

static str
rewritten(struct fuzz *f, enum script to, str text)
{
	struct convert *c = convert_new(
	    &(struct convert_options){.from = SCRIPT_HANS, .to = to, .pure = true});
	struct diag d;

	diag_init(&d, f->mem);
	text = rewrite_markdown(f->mem, &d, c, to, STR("a.md"), text);
	convert_free(c);
	return text;
}

/* Into its own script a file stays as it is; into the other one all that is ASCII does. */
const char *
check_rewrite(struct fuzz *f)
{
	str text = markdown(f), other = rewritten(f, SCRIPT_HANT, text);

	f->bytes += text.n;
	if (!str_eq(rewritten(f, SCRIPT_HANS, text), text))
		return fuzz_fault(f, "rewritten though nothing changes", text);
	/* [发] with a definition gets a label */
	if (str_find(text, STR("]:")) < 0 && !str_eq(ascii(f, text), ascii(f, other)))
		return fuzz_fault(f, "markup changes", text);
	return NULL;
}
