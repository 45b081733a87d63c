/*
 * line_world.h - what the tests of lines share: the fonts of each edition, opened once for all
 * tests of a program, and lines made with them. For the tests of src/compose alone.
 */
#ifndef COMPOSE_LINE_WORLD_H
#define COMPOSE_LINE_WORLD_H

#include "base/out.h"
#include "base/test.h"
#include "base/utf8.h"
#include "compose/line.h"

struct world {
	struct arena mem;
	struct diag diag;
	struct fonts *fonts[SCRIPT__N];
};

static inline int
open_world(void **state)
{
	struct world *w = test_calloc(1, sizeof *w);

	diag_init(&w->diag, &w->mem);
	for (int i = 0; i < SCRIPT__N; i++)
		w->fonts[i] = fonts_open(&w->diag, STR(LILONG_FONTS), (enum script)i);
	*state = w;
	return w->fonts[0] ? 0 : -1;
}

static inline int
close_world(void **state)
{
	struct world *w = *state;

	for (int i = 0; i < SCRIPT__N; i++)
		fonts_close(w->fonts[i]);
	arena_free(&w->mem);
	test_free(w);
	return 0;
}

static inline str
line_text(struct arena *a, const struct line *l)
{
	struct out o = {.mem = a};

	for (int i = 0; i < l->n; i++)
		out_str(&o, l->piece[i].text);
	return out_text(&o);
}

static inline struct lines
set(struct world *w, enum script edition, const char *text, int em, struct para_style style)
{
	const struct span span = {.text = str_from(text)};
	struct lines l;

	style.size = 9000;
	line_break(&w->mem, w->fonts[edition], &span, 1, em * 9000, &style, &l);
	return l;
}

/* What a reader of pieces adds up must be what is said. */
static inline void
assert_exact(struct world *w, enum script edition, const struct line *l)
{
	mpt all = 0;

	for (int i = 0; i < l->n; i++) {
		const struct piece *p = &l->piece[i];
		mpt width = p->before;

		for (ptrdiff_t at = 0; at < p->text.n;) {
			uint32_t cp = utf8_next(p->text, &at);

			width += font_advance(w->fonts[edition], p->face, cp) * l->size / 1000;
			width += p->spacing;
		}
		assert_int_equal(width, p->width);
		all += width;
	}
	assert_int_equal(all, l->width);
}

#endif
