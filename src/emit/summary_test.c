#include "base/test.h"
#include "emit/summary.c" /* the .c: its statics are in reach */

static struct summary
sample(struct arena *a)
{
	struct summary s = {
	    .date = {2026, 11, 13}, .number = 128, .articles = 2, .pages = 1, .in_feed = true};
	struct summary_edition *ed = NEW(a, struct summary_edition, 2);
	struct honour *h = NEW(a, struct honour, 1);

	ed[0].edition = SCRIPT_HANS;
	ed[0].narticle = 2;
	ed[0].article = NEW(a, struct summary_article, 2);
	ed[0].article[0] = (struct summary_article){.slug = STR("qiao"),
						    .kicker = STR("肩题"),
						    .title = STR("主题"),
						    .deck = STR("副题"),
						    .byline = STR("记者 周予安"),
						    .section = STR("特写"),
						    .excerpt = STR("桥通了。"),
						    .picture.base = STR("qiao/photo-jpg"),
						    .picture.alt = STR("桥"),
						    .picture.width = 1600,
						    .picture.height = 900,
						    .page = 1,
						    .characters = 1280,
						    .updated = {2026, 11, 20},
						    .feed = STR("<entry></entry>"),
						    .json_feed = STR("{}")};
	ed[0].article[0].topic = NEW(a, struct summary_topic, 1);
	ed[0].article[0].topic[0] = (struct summary_topic){STR("authors/qiao/"), STR("桥"),
							   WORK_PHOTO};
	ed[0].article[0].ntopic = 1;
	ed[0].article[1].title = STR("短");
	ed[0].npage = 1;
	ed[0].composed = true;
	ed[0].version = STR("0a1b");
	ed[0].page = NEW(a, struct issue_page, 1);
	ed[0].page[0] = (struct issue_page){
	    .number = 4, .name = STR("荣誉榜"), .function = STR("honours")};
	ed[0].small = NEW(a, str, 1);
	ed[0].small[0] = STR("4/small-0a1b2c3d4e.svg");
	h->organisation = STR("梧桐里面包房");
	h->honours = (struct strs){NEW(a, str, 2), 2};
	h->honours.v[0] = STR("诚信");
	h->honours.v[1] = STR("星级");
	h->certificate = STR("CFCP-1");
	h->label = BUSINESS_SERVICE;
	h->business = STR("面包");
	h->brand = STR("乾記");
	h->credit_code = STR("17446818");
	h->tested_product = STR("馄饨皮");
	ed[0].roll = NEW(a, struct honour_roll, 1);
	*ed[0].roll = (struct honour_roll){
	    .title = STR("荣誉榜"), .sponsored = true, .entry = h, .n = 1};
	ed[1].edition = SCRIPT_HANT;
	s.edition = ed;
	s.nedition = 2;
	s.drafts = (struct strs){NEW(a, str, 1), 1};
	s.drafts.v[0] = STR("content/2026-11-13/wip.md");
	return s;
}

static str
written(struct arena *a, const struct summary *s)
{
	struct out o = {.mem = a};

	summary_write(&o, s);
	return out_text(&o);
}

static void
what_is_written_is_read(void **state)
{
	struct arena a = {0};
	struct summary s = sample(&a), back = {0};
	str bytes = written(&a, &s);
	const struct summary_article *art;
	const struct honour *h;

	(void)state;
	assert_true(summary_read(&a, bytes, &back));
	assert_true(str_eq(written(&a, &back), bytes));
	assert_int_equal(date_cmp(back.date, s.date), 0);
	assert_int_equal(back.number, 128);
	assert_true(back.in_feed);
	assert_int_equal(back.nedition, 2);
	art = back.edition[0].article;
	assert_str(art->slug, "qiao");
	assert_str(art->title, "主题");
	assert_str(art->feed, "<entry></entry>");
	assert_str(art->json_feed, "{}");
	assert_int_equal(art->updated.day, 20);
	assert_int_equal(art->picture.height, 900);
	assert_int_equal(art->characters, 1280);
	assert_int_equal(art->ntopic, 1);
	assert_str(art->topic->path, "authors/qiao/");
	assert_str(art->topic->name, "桥");
	assert_str(art[1].title, "短");
	assert_str(back.edition[0].page[0].function, "honours");
	assert_true(back.edition[0].composed);
	assert_str(back.edition[0].small[0], "4/small-0a1b2c3d4e.svg");
	assert_false(back.edition[1].composed);
	assert_str(back.edition[0].version, "0a1b");
	h = back.edition[0].roll->entry;
	assert_str(h->honours.v[1], "星级");
	assert_int_equal(h->label, BUSINESS_SERVICE);
	assert_str(h->tested_product, "馄饨皮");
	assert_true(back.edition[0].roll->sponsored);
	assert_int_equal(back.edition[1].edition, SCRIPT_HANT);
	assert_null(back.edition[1].roll);
	assert_str(back.drafts.v[0], "content/2026-11-13/wip.md");
	arena_free(&a);
}

/* Every shorter record is refused, and one with a byte more. */
static void
a_cut_record_is_refused(void **state)
{
	struct arena a = {0};
	struct summary s = sample(&a), back;
	str bytes = written(&a, &s);
	char *longer = NEW(&a, char, (size_t)bytes.n + 1);

	(void)state;
	for (ptrdiff_t n = 0; n < bytes.n; n++) {
		struct arena_mark m = arena_mark(&a);
		char *copy = NEW(&a, char, (size_t)n + 1); /* so that ASan sees a step too far */

		memcpy(copy, bytes.p, (size_t)n);
		assert_false(summary_read(&a, (str){copy, n}, &back));
		arena_rewind(&a, m);
	}
	memcpy(longer, bytes.p, (size_t)bytes.n);
	assert_false(summary_read(&a, (str){longer, bytes.n + 1}, &back));
	arena_free(&a);
}

/* Any byte set to any of some values: read or refused, never a crash, never out of bounds. */
static void
a_changed_record_does_no_harm(void **state)
{
	static const unsigned char values[] = {0x00, 0x01, 0x7F, 0x80, 0xFF};
	struct arena a = {0};
	struct summary s = sample(&a), back;
	str bytes = written(&a, &s);
	char *copy = str_z(&a, bytes);
	int refused = 0;

	(void)state;
	for (ptrdiff_t i = 0; i < bytes.n; i++) {
		for (size_t k = 0; k < sizeof values; k++) {
			struct arena_mark m = arena_mark(&a);

			copy[i] = (char)values[k];
			if (summary_read(&a, (str){copy, bytes.n}, &back))
				written(&a, &back);
			else
				refused++;
			copy[i] = bytes.p[i];
			arena_rewind(&a, m);
		}
	}
	assert_true(refused > bytes.n);
	arena_free(&a);
}

static void
a_date_that_is_none_is_refused(void **state)
{
	struct arena a = {0};
	struct summary s = sample(&a), back;

	(void)state;
	s.date = (struct date){2023, 2, 30};
	assert_false(summary_read(&a, written(&a, &s), &back));
	s.date = (struct date){258024, 2, 28};
	assert_false(summary_read(&a, written(&a, &s), &back));
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_written_is_read),
	    cmocka_unit_test(a_cut_record_is_refused),
	    cmocka_unit_test(a_changed_record_does_no_harm),
	    cmocka_unit_test(a_date_that_is_none_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
