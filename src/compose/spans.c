#include "compose/spans.h"

void
spans_add(struct spans *o, str text, enum face face)
{
	if (text.n == 0)
		return;
	if (o->n == o->room) {
		int room = o->room ? 2 * o->room : 16;
		struct span *v = NEW(o->mem, struct span, (size_t)room);

		if (o->n)
			memcpy(v, o->v, (size_t)o->n * sizeof *v);
		o->v = v;
		o->room = room;
	}
	o->v[o->n++] = (struct span){.text = text, .face = face, .style = o->style};
}

static enum face
emphasised(enum face face)
{
	return face == FACE_SONG || face == FACE_KAI ? FACE_HEI
	       : face == FACE_SONG_BOLD		     ? FACE_HEI_BOLD
						     : face;
}

static enum face
strong(enum face face)
{
	return face == FACE_SONG || face == FACE_KAI ? FACE_SONG_BOLD
	       : face == FACE_HEI		     ? FACE_HEI_BOLD
						     : face;
}

/*
 * The digits in N raised, as 平方 and 立方 are; false: the faces have no others than these. Texts
 * of spans stay when what they are collected in is gone, so each digit is a constant.
 */
static bool
add_raised(struct spans *o, const struct node *n, enum face face)
{
	static const str digits[] = {STR_INIT("¹"), STR_INIT("²"), STR_INIT("³"), STR_INIT("⁴")};
	str text = node_plain(o->mem, n);

	for (ptrdiff_t i = 0; i < text.n; i++)
		if (text.p[i] < '1' || text.p[i] > '4')
			return false;
	for (ptrdiff_t i = 0; i < text.n; i++)
		spans_add(o, digits[text.p[i] - '1'], face);
	return true;
}

static void
collect_tag(struct spans *o, const struct node *n, enum face face)
{
	enum span_style outer = o->style;

	if (n->tag == TAG_RP)
		return; /* the brackets that we set ourselves */
	if (n->tag == TAG_SUP && add_raised(o, n, face))
		return;
	if (n->tag == TAG_U)
		o->style = SPAN_NAME;
	else if (n->tag == TAG_MARK)
		o->style = SPAN_FRAME;
	if (n->tag == TAG_RT)
		spans_add(o, STR("（"), face);
	spans_collect(o, n, face);
	if (n->tag == TAG_RT)
		spans_add(o, STR("）"), face);
	o->style = outer;
}

static void
collect_emphasis(struct spans *o, const struct node *n, enum face face)
{
	enum span_style outer = o->style;

	if (!o->dots || outer != SPAN_PLAIN) {
		spans_collect(o, n, emphasised(face));
		return;
	}
	o->style = SPAN_DOTS;
	spans_collect(o, n, face);
	o->style = outer;
}

static void
collect_one(struct spans *o, const struct node *n, enum face face)
{
	switch (n->type) {
	case NODE_TEXT:
		spans_add(o, n->text, face);
		break;
	case NODE_CODE:
		spans_add(o, n->text, emphasised(face));
		break;
	case NODE_EMPH:
		collect_emphasis(o, n, face);
		break;
	case NODE_STRONG:
		spans_collect(o, n, strong(face));
		break;
	case NODE_TAG:
		collect_tag(o, n, face);
		break;
	case NODE_LINE_BREAK:
		spans_add(o, STR("\n"), face);
		break;
	case NODE_SOFT_BREAK:
		spans_add(o, STR(" "), face);
		break;
	case NODE_IMAGE:
		break; /* placed as a figure */
	default:
		spans_collect(o, n, face);
	}
}

void
spans_collect(struct spans *o, const struct node *parent, enum face face)
{
	for (const struct node *n = parent->first; n; n = n->next)
		collect_one(o, n, face);
}
