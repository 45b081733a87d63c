#include "base/test.h"
#include "content/article_text.c" /* the .c: its statics are in reach */

/* An article of paragraphs, each of one text. */
static struct article *
article_of(struct arena *a, const char *const *text)
{
	struct article *art = NEW(a, struct article, 1);
	struct pos at = {0};

	art->body = node_new(a, NODE_DOCUMENT, at);
	for (; *text; text++) {
		struct node *para = node_new(a, NODE_PARA, at), *n = node_new(a, NODE_TEXT, at);

		n->text = str_from(*text);
		node_append(para, n);
		node_append(art->body, para);
	}
	return art;
}

static void
excerpts_end_at_a_mark(void **state)
{
	static const struct {
		const char *text[3];
		int max;
		const char *excerpt;
	} cases[] = {
	    {{"桥通了。"}, 10, "桥通了。"},
	    {{"桥通了。", "人来了。"}, 10, "桥通了。人来了。"},
	    {{"桥今天通了。居民都来走一走，看一看。"}, 10, "桥今天通了。"},
	    {{"他说：“桥今天通了。”居民都来走一走看一看。"}, 14, "他说：“桥今天通了。”"},
	    {{"居民今天都到桥上，来走一走看一看桥。"}, 12, "居民今天都到桥上……"},
	    {{"居民今天都到桥上来走一走看一看桥"}, 8, "居民今天都到……"},
	    {{""}, 8, ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena a = {0};

		assert_str(article_excerpt(&a, article_of(&a, cases[i].text), cases[i].max),
			   cases[i].excerpt);
		arena_free(&a);
	}
}

static void
length_counts_characters_and_latin_words(void **state)
{
	static const struct {
		const char *text[2];
		int length;
	} cases[] = {
	    {{"桥通了。"}, 4}, {{"5月22日，社区Wi-Fi开通"}, 10},       {{"hello, big world"}, 3},
	    {{"“好”"}, 3},     {{"一㐀あ　、〿！“’—†\xEF\xBC\x80"}, 9}, {{""}, 0},
	    {{"‚‛„‟"}, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena a = {0};

		assert_int_equal(article_length(article_of(&a, cases[i].text)), cases[i].length);
		arena_free(&a);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(excerpts_end_at_a_mark),
	    cmocka_unit_test(length_counts_characters_and_latin_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
