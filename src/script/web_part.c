#include "script/web_build.h"

static void
add_gap(struct web_build *b, struct web_gap gap)
{
	if (b->ngap == b->gap_room) {
		int room = b->gap_room ? 2 * b->gap_room : 16;
		struct web_gap *more = NEW(b->web->mem, struct web_gap, (size_t)room);

		if (b->ngap > 0)
			memcpy(more, b->gap, (size_t)b->ngap * sizeof *more);
		b->gap = more;
		b->gap_room = room;
	}
	b->gap[b->ngap++] = gap;
}

void
web_note_gap(lua_State *L, struct web_build *b, const struct web_content *h, struct web_gap gap)
{
	if (h->part != b->part)
		web_refuse(L, b, "a value is used outside of its part");
	web_count(L, b, 0);
	gap.is.at = b->out->n;
	gap.value = h->value;
	gap.depth = b->depth;
	add_gap(b, gap);
}

void
web_push_part(lua_State *L, struct web_part *part, int nvalue)
{
	struct web_content *h = lua_newuserdatauv(L, sizeof *h, nvalue);

	*h = (struct web_content){.kind = WEB_PART, .part = part};
	lua_rawgetp(L, LUA_REGISTRYINDEX, &web_content_key);
	lua_setmetatable(L, -2);
}

static void *
kept_list(struct web *w, const void *list, int n, size_t size)
{
	void *kept = arena_alloc(w->kept, (size_t)n + 1, size, _Alignof(max_align_t));

	if (n > 0)
		memcpy(kept, list, (size_t)n * size);
	return kept;
}

/* The bytes of PART from FROM to TO, with the gaps from *GAP on, which moves behind them. */
static struct known
known_child(struct web *w, const struct web_part *part, size_t from, size_t to, int *gap)
{
	struct known_gap *own;
	int n = 0;

	while (*gap + n < part->ngap && part->gap[*gap + n].is.at < to)
		n++;
	own = NEW(w->kept, struct known_gap, (size_t)n + 1);
	for (int i = 0; i < n; i++) {
		own[i] = part->gap[*gap + i].is;
		own[i].at -= from;
		if (own[i].kind == GAP_WHEN)
			own[i].end -= from;
	}
	*gap += n;
	return (struct known){.mem = w->kept,
			      .bytes = str_sub(part->bytes, (ptrdiff_t)from, (ptrdiff_t)to),
			      .gap = own,
			      .ngap = n};
}

/* Its elements are known wherever the part is placed. Text is seldom the same. */
static void
make_known(struct web *w, struct web_part *part)
{
	int gap = 0;

	part->known = NEW(w->kept, struct known, (size_t)part->nchild + 1);
	for (int i = 0; i < part->nchild; i++)
		if (part->bytes.p[part->child[i].at] == '<')
			part->known[i] = known_child(w, part, part->child[i].at,
						     part->child[i + 1].at, &gap);
}

void
web_make_part(lua_State *L, struct web *w, struct web_part *part)
{
	struct web_build b = {
	    .web = w, .out = &w->text, .content = web_content_kind(L), .part = part};
	struct web_inside in = {.of = IN_PART};
	struct web_child *child;

	w->text.n = 0;
	web_put_child(L, &b, &in);
	child = kept_list(w, b.child, b.nchild, sizeof *b.child);
	child[b.nchild].at = w->text.n;
	*part = (struct web_part){.bytes = str_dup(w->kept, out_text(&w->text)),
				  .child = child,
				  .nchild = b.nchild,
				  .gap = kept_list(w, b.gap, b.ngap, sizeof *b.gap),
				  .ngap = b.ngap,
				  .nvalue = part->nvalue,
				  .made = true};
	make_known(w, part);
}
