#include "compose/drawn.h"
#include "emit/site_view.h"
#include "markup/xhtml.h"

/*
 * A page as wide as a thumb: what is larger than HEADLINE is set, every other line is a grey
 * stroke, pictures are grey areas. It is shown as a picture, so it holds its own looks and asks
 * for no other file.
 */
enum { HEADLINE = 15000 /* mpt */ };

struct small {
	struct arena *mem;
	struct element *svg;
	struct out text; /* of strokes: the path of all small lines, in whole pt to be short */
};

static int
points(mpt n)
{
	return (n + 500) / 1000;
}

static void
put_stroke(struct small *s, const struct placed *p)
{
	int width = points(p->line.width);

	if (width > 0)
		out_fmt(&s->text, "M%d %dh%d", points(p->x),
			points(drawn_baseline(p) - p->line.size * 3 / 8), width);
}

static void
put_headline(struct small *s, const struct placed *p)
{
	struct arena *a = s->mem;
	struct element *e = element_new(a, s->svg, STR("text"));
	struct out text = {.mem = a};
	const struct line *l = &p->line;

	for (int i = 0; i < l->n; i++)
		out_str(&text, l->piece[i].text);
	element_attr(a, e, STR("x"), str_fmt(a, "%d", site_view_tenths(p->x)));
	element_attr(a, e, STR("y"), str_fmt(a, "%d", site_view_tenths(drawn_baseline(p))));
	element_attr(a, e, STR("font-size"), str_fmt(a, "%d", site_view_tenths(l->size)));
	if (!p->turn)
		element_attr(a, e, STR("textLength"), str_fmt(a, "%d", site_view_tenths(l->width)));
	if (p->reversed)
		element_attr(a, e, STR("fill"), STR("#fff"));
	element_text(a, e, out_text(&text));
}

static void
put_placed(struct small *s, const struct placed *p)
{
	struct element *e;

	switch (p->kind) {
	case PLACED_LINE:
		if (p->line.size >= HEADLINE && p->turn != TURN_WORD)
			put_headline(s, p);
		else if (!p->reversed && !p->turn)
			put_stroke(s, p);
		break;
	case PLACED_IMAGE:
		e = site_view_rect(s->mem, s->svg, p);
		element_attr(s->mem, e, STR("fill"), STR("#b8b4ac"));
		break;
	case PLACED_RULE:
	case PLACED_BOX:
		e = site_view_rect(s->mem, s->svg, p);
		if (p->kind == PLACED_BOX && p->tint == 0) {
			element_attr(s->mem, e, STR("fill"), STR("none"));
			element_attr(s->mem, e, STR("stroke"), STR("#222"));
			element_attr(s->mem, e, STR("stroke-width"), STR("10"));
		} else if (p->tint < 100) {
			element_attr(s->mem, e, STR("fill-opacity"),
				     str_fmt(s->mem, "%d%%", p->tint));
		}
		break;
	}
}

str
site_view_small(struct arena *a, const struct page *p)
{
	struct small s = {.mem = a,
			  .svg = site_view_svg(a, 0, 0, p->grid->width, p->grid->height),
			  .text = {.mem = a}};
	struct out o = {.mem = a};
	struct element *e;
	int n;
	const struct block **block = drawn_order(a, p, &n);
	str width = str_fmt(a, "%d", points(p->grid->width));
	str height = str_fmt(a, "%d", points(p->grid->height));

	element_attr(a, s.svg, STR("width"), width);
	element_attr(a, s.svg, STR("height"), height);
	element_attr(a, s.svg, STR("font-family"),
		     STR("Noto Serif CJK SC,Source Han Serif SC,Songti SC,SimSun,serif"));
	element_attr(a, s.svg, STR("font-weight"), STR("700"));
	element_attr(a, s.svg, STR("fill"), STR("#222"));
	e = element_new(a, s.svg, STR("rect"));
	element_attr(a, e, STR("width"), STR("100%"));
	element_attr(a, e, STR("height"), STR("100%"));
	element_attr(a, e, STR("fill"), STR("#fff"));
	for (int i = 0; i < n; i++)
		for (const struct part *part = block[i]->first; part; part = part->next)
			for (const struct placed *at = part->first; at; at = at->next)
				put_placed(&s, at);
	e = element_new(a, s.svg, STR("path"));
	element_attr(a, e, STR("d"), out_text(&s.text));
	element_attr(a, e, STR("transform"), STR("scale(10)"));
	element_attr(a, e, STR("stroke"), STR("#9b978f"));
	element_attr(a, e, STR("stroke-width"), str_fmt(a, "%d", points(p->grid->size * 5 / 9)));
	xhtml_xml(&o, s.svg);
	return out_text(&o);
}
