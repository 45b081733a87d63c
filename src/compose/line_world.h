/*
 * line_world.h - what the tests of lines share: the fonts of each edition, opened once for all
 * tests of a program. For the tests of src/compose alone.
 */
#ifndef COMPOSE_LINE_WORLD_H
#define COMPOSE_LINE_WORLD_H

#include "base/out.h"
#include "base/test.h"
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

#endif
