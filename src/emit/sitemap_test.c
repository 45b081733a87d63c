#include "base/test.h"

/* So few that maps are full. */
#define SITEMAP_PLACES 5
#define SITEMAP_BYTES  3000
#include "emit/sitemap.c" /* the .c: its statics are in reach */

static struct summary
summary(struct arena *a, struct date date, int narticle)
{
	struct summary s = {
	    .date = date, .nedition = 1, .edition = NEW(a, struct summary_edition, 1)};

	s.edition->narticle = narticle;
	s.edition->article = NEW(a, struct summary_article, (size_t)narticle);
	for (int i = 0; i < narticle; i++)
		s.edition->article[i].slug = str_fmt(a, "a%d", i);
	return s;
}

static str
text_of(struct arena *a, struct diag *d, const struct root *out, str path)
{
	str text;

	assert_true(file_read(a, d, out, path, 1 << 20, &text));
	return text;
}

static int
count(str text, str part)
{
	int n = 0;

	while (str_find(text, part) >= 0) {
		str_cut(&text, part);
		n++;
	}
	return n;
}

/* Every page once, no map too long, all of them in the index. */
static void
a_full_map_goes_on_in_another(void **state)
{
	static const struct date days[] = {{2025, 12, 31}, {2026, 1, 7}, {2026, 1, 14}};
	struct arena a = {0};
	struct diag d;
	struct root out;
	char folder[TEST_FOLDER];
	struct paper p = {.url = STR("https://example.org/a&b/"), .nedition = 1};
	struct emit e = {.mem = &a, .diag = &d, .paper = &p};
	struct site s = {.e = &e, .mem = &a};
	struct summary sum[3];
	struct site_places topics = {NEW(&a, struct site_place, 30), 30};
	int places = 0;
	str index;

	(void)state;
	diag_init(&d, &a);
	test_folder(folder);
	assert_true(root_open(&out, &d, folder));
	e.files = files_new(&a, &d, out.fd);
	for (int i = 0; i < 3; i++)
		sum[i] = summary(&a, days[i], 3);
	for (int i = 0; i < 30; i++)
		topics.v[i] = (struct site_place){
		    str_fmt(&a, "tags/%d桥桥桥桥桥桥桥桥桥桥桥桥桥桥桥桥桥桥桥/", i), days[0]};
	site_map(&s, sum, 3, &topics);
	index = text_of(&a, &d, &out, STR("site/sitemap.xml"));
	for (int i = 0; i < files_count(e.files); i++) {
		str path = files_at(e.files, i)->path, text = text_of(&a, &d, &out, path);
		int n = count(text, STR("<url>"));

		assert_true(n <= SITEMAP_PLACES && text.n <= SITEMAP_BYTES);
		places += n;
		str_eat(&path, STR("site/"));
		if (n > 0)
			assert_int_equal(count(index, str_fmt(&a, "/" STR_FMT "<", STR_ARG(path))),
					 1);
	}
	assert_int_equal(places, 9 + 30 + 2 + 3 * 4);
	assert_true(str_find(index, STR("/sitemap-2025.xml</loc>\n<lastmod>2025-12-31<")) > 0);
	assert_true(str_find(index, STR("/sitemap-2026-2.xml</loc>\n<lastmod>2026-01-14<")) < 0);
	assert_true(str_find(index, STR("https://example.org/a&amp;b/sitemap-2026-2.xml")) > 0);
	assert_str(test_messages(&a, &d), "");
	root_close(&out);
	test_folder_gone(folder);
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_full_map_goes_on_in_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
