#include "base/test.h"
#include "content/node.c" /* the .c: its statics are in reach */

static struct node *
add(struct arena *a, struct node *parent, enum node_type type, const char *text)
{
	struct node *n = node_new(a, type, (struct pos){STR("a.md"), 1, 1, 0});

	n->text = str_from(text);
	node_append(parent, n);
	return n;
}

/* 上海<ruby>崧<rt>sōng</rt></ruby>泽 / a<br>b */
static struct node *
sample(struct arena *a)
{
	struct node *doc = node_new(a, NODE_DOCUMENT, (struct pos){STR("a.md"), 1, 1, 0});
	struct node *para = add(a, doc, NODE_PARA, ""), *ruby, *image;

	add(a, para, NODE_TEXT, "上海");
	ruby = add(a, para, NODE_TAG, "");
	ruby->tag = TAG_RUBY;
	add(a, ruby, NODE_TEXT, "崧");
	add(a, ruby, NODE_TAG, "")->tag = TAG_RT;
	add(a, ruby->last, NODE_TEXT, "sōng");
	add(a, para, NODE_TEXT, "泽");
	para = add(a, doc, NODE_PARA, "");
	add(a, para, NODE_CODE, "a");
	add(a, para, NODE_LINE_BREAK, "");
	add(a, para, NODE_TEXT, "b");
	add(a, para, NODE_SOFT_BREAK, "");
	image = add(a, para, NODE_IMAGE, "");
	image->alt = STR("图");
	return doc;
}

static void
plain_text_leaves_ruby_readings_out(void **state)
{
	struct arena a = {0};
	struct node *doc = sample(&a);

	(void)state;
	assert_str(node_plain(&a, doc->first), "上海崧泽");
	assert_str(node_plain(&a, doc->last), "a b 图");
	assert_str(node_plain(&a, doc), "上海崧泽a b 图");
	arena_free(&a);
}

static void
walk_visits_all_in_order_and_stays_inside(void **state)
{
	struct arena a = {0};
	struct node *doc = sample(&a), *n;
	int all = 0, below = 0;

	(void)state;
	for (n = doc; n; n = node_walk(doc, n))
		all++;
	for (n = doc->first; n; n = node_walk(doc->first, n))
		below++;
	assert_int_equal(all, 14);
	assert_int_equal(below, 7);
	assert_null(node_walk(doc->last->last, doc->last->last));
	arena_free(&a);
}

static void
blocks_of_text_are_told_from_others(void **state)
{
	struct node n = {.type = NODE_CELL};

	(void)state;
	assert_true(node_holds_text(&n));
	assert_false(node_is_inline(&n));
	n.type = NODE_QUOTE;
	assert_false(node_holds_text(&n));
	n.type = NODE_TAG;
	assert_true(node_is_inline(&n));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(plain_text_leaves_ruby_readings_out),
	    cmocka_unit_test(walk_visits_all_in_order_and_stays_inside),
	    cmocka_unit_test(blocks_of_text_are_told_from_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
