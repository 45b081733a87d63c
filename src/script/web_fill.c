#include "script/web_build.h"

/* What fills GAP, among children: the value at the top of the stack. */
static void
put_child_value(lua_State *L, struct web_build *b, const struct web_gap *gap)
{
	struct web_inside in = {.of = gap->alone ? IN_ELEMENT : IN_GAP,
				.breaks = gap->breaks,
				.first = b->nchild,
				.first_gap = b->ngap,
				.element = ++b->elements};

	web_enter_part(L, b, gap->depth);
	web_put_child(L, b, &in);
	if (gap->alone)
		web_end_children(b, &in);
	b->depth -= gap->depth;
}

/* What fills GAP, which is not left out: the value at the top of the stack. */
static void
fill_gap(lua_State *L, struct web_build *b, const struct web_gap *gap)
{
	int type = lua_type(L, -1);

	if (type == LUA_TNIL)
		return;
	if (gap->is.kind == GAP_ATTRIBUTE) {
		web_fill_attribute(L, b, gap);
	} else if (type == LUA_TSTRING) { /* most are: it breaks no line */
		web_check_depth(L, b, gap->depth);
		web_write_text(L, b, web_take_text(L, b));
	} else {
		put_child_value(L, b, gap);
	}
}

/* Whether what may be left out at GAP is: that hangs on the value at the top of the stack. */
static bool
left_out(lua_State *L, const struct web_build *b, const struct web_gap *gap)
{
	if (gap->is.kind != GAP_WHEN)
		return false;
	if (b->part && web_value_at_top(L, b))
		web_refuse(L, b, "what is left out cannot hang on a value of another part");
	return !lua_toboolean(L, -1);
}

/*
 * Child I of PART, whose gaps from GAP on are filled with values of what is at the top of the
 * stack. The next gap is returned. A value is often asked for, then placed: it is kept for that.
 */
static const struct web_gap *
put_filled(lua_State *L, struct web_build *b, const struct web_part *part, int i,
	   const struct web_gap *gap)
{
	const struct web_gap *last = gap + part->known[i].ngap;
	struct known_filled unknown, *noted = web_note_place(b, &part->known[i]);
	size_t at = part->child[i].at;
	bool kept = false;

	for (int step; gap < last; gap += step) {
		struct known_filled *filled = noted ? noted : &unknown;

		step = 1;
		out_str(b->out, (str){part->bytes.p + at, (ptrdiff_t)(gap->is.at - at)});
		at = gap->is.at;
		if (!kept)
			web_push_value(L, b->web, gap->value);
		filled->at = b->out->n;
		if (left_out(L, b, gap)) {
			at = gap->is.end;
			step += gap->is.inside;
			filled->end = 0;
		} else {
			if (gap->is.kind != GAP_WHEN)
				fill_gap(L, b, gap);
			filled->end = b->out->n;
		}
		noted = noted ? noted + step : NULL;
		kept = step == 1 && gap + 1 < last && gap[1].same;
		if (!kept)
			lua_pop(L, 1);
	}
	out_str(b->out, (str){part->bytes.p + at, (ptrdiff_t)(part->child[i + 1].at - at)});
	return gap;
}

void
web_put_part(lua_State *L, struct web_build *b, struct web_inside *in, const struct web_part *part)
{
	const struct web_gap *gap = part->gap;

	web_enter(L, b, (str){0});
	web_count_all(L, b, part->nchild, (size_t)part->bytes.n, part->ngap);
	lua_getiuservalue(L, -1, 1);
	for (int i = 0; i < part->nchild; i++) {
		web_begin_child(b, in, part->child[i].in_line);
		gap = put_filled(L, b, part, i, gap);
	}
	lua_pop(L, 1);
	b->depth--;
}
