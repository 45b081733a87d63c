#include "compose/figure.c"

#include "compose/page_world.h"

static void
text_stands_under_pictures(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "题", 8, 100);
	struct module m = module(art, 0, 4, 0, 0, 3);
	const struct placed *image = NULL, *caption = NULL, *credit = NULL;
	struct module_fit f;

	add_picture(w, art, "桥开了", "许望舒 摄");
	m.npicture = 1;
	m.picture[0].columns = 2;
	m.picture[0].right = true;
	page_story(p, &m, &f);
	for (const struct part *part = p->first->first; part; part = part->next)
		if (part->role == ROLE_CAPTION) {
			image = part->first;
			caption = image->next;
			credit = part->next->first;
		}
	assert_non_null(credit);
	assert_int_equal(image->kind, PLACED_IMAGE);
	assert_int_equal(image->w, (2 * 15 + 1) * 9000);
	assert_int_equal(image->x + image->w, place_x(p, 0) + 47 * 9000);
	assert_int_equal((image->h + 3000) % p->grid->pitch, 0);
	assert_int_equal(caption->y, credit->y);
	assert_int_equal(credit->x + credit->w, image->x + image->w);
	for (const struct part *part = p->first->first; part; part = part->next)
		for (const struct placed *l = part->first; l; l = l->next)
			if (part->role == ROLE_PARA && l->x >= image->x - 9000)
				assert_true(l->y >= caption->y + caption->h);
	assert_on_grid(p);
	assert_int_equal(w->diag.worst, DIAG_OK);
}

static void
a_picture_left_out_is_an_error(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "题", 8, 100);
	struct module m = module(art, 0, 4, 0, 0, 3);
	struct module_fit f;

	add_picture(w, art, "一", "");
	add_picture(w, art, "二", "");
	m.npicture = 3;
	m.picture[0].index = 0;
	m.picture[1].index = INT32_MIN;
	m.picture[2].index = 7;
	m.picture[0].columns = INT32_MAX;
	page_story(p, &m, &f);
	assert_str(test_messages(&w->mem, &w->diag), "picture-left 9:1 题|1|2");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(text_stands_under_pictures),
	    cmocka_unit_test(a_picture_left_out_is_an_error),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
