#include "base/test.h"
#include "search/text.h"
#include "search/volume.c" /* the .c: its statics are in reach */

/* Text */

static const struct {
	const char *text, *want; /* "/" is a break */
} texts[] = {
    {"社區", "社区"},
    {"臺灣的檯燈", "台湾的台灯"},
    {"Ｗｉ－Ｆｉ ２０２４", "wi/fi/2024"},
    {"图 1、表 2", "图1/表2"},
    {"one  two", "one/two"},
    {"社区\n治理", "社区治理"},
    {"“里弄”，桥头。", "里弄/桥头"},
    {"café ①㎡", "cafe/1m2"},
    {"二〇二六", "二〇二六"},
    {"……", ""},
    {"", ""},
};

static void
text_is_folded(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct arena a = {0};
		struct search_text t = {.mem = &a};
		struct out o = {.mem = &a};

		search_text_add(&t, str_from(texts[i].text));
		for (int k = 0; k < t.n; k++)
			out_utf8(&o, t.unit[k] == SEARCH_BREAK ? '/' : t.unit[k]);
		assert_str(out_text(&o), texts[i].want);
		arena_free(&a);
	}
}

static void
paragraphs_are_no_neighbours(void **state)
{
	struct arena a = {0};
	struct search_text t = {.mem = &a};

	(void)state;
	search_text_add(&t, STR("𠮷"));
	search_text_add(&t, STR("。"));
	search_text_add(&t, STR("里"));
	assert_int_equal(t.n, 4);
	assert_int_equal(t.unit[0], 0xD842);
	assert_int_equal(t.unit[1], 0xDFB7);
	assert_int_equal(t.unit[2], SEARCH_BREAK);
	arena_free(&a);
}

/* However many letters there are: room grows by doubling. */
static void
all_letters_have_room(void **state)
{
	(void)state;
	for (int n = 1; n < 2100; n++) {
		struct arena a = {0};
		struct search_text t = {.mem = &a};
		struct out o = {.mem = &a};

		for (int i = 0; i < n; i++)
			out_z(&o, "里");
		search_text_add(&t, out_text(&o));
		assert_int_equal(t.n, n);
		assert_in_range(t.n, 1, t.cap);
		arena_free(&a);
	}
}

/* A decoder that shares nothing with the writer: docs/search.md, literally. */

struct reader {
	str bytes;
	ptrdiff_t at; /* bit */
};

static int
bit(struct reader *r)
{
	int b = (unsigned char)r->bytes.p[r->at / 8] >> (7 - r->at % 8) & 1;

	r->at++;
	assert_true(r->at <= r->bytes.n * 8);
	return b;
}

static int
number(struct reader *r, int bits)
{
	int v = 0;

	while (bits-- > 0)
		v = 2 * v + bit(r);
	return v;
}

static int
gamma_number(struct reader *r, int k)
{
	int zeros = 0, q = 1;

	while (!bit(r))
		zeros++;
	for (; zeros > 0; zeros--)
		q = 2 * q + bit(r);
	return (q - 1) << k | number(r, k);
}

static void
read_list(struct reader *r, int *list, int n, int of)
{
	int order = 0, next = 0;

	while (2 << order <= of / n)
		order++;
	for (int i = 0; i < n; i++) {
		while (bit(r))
			next += 1 << order;
		list[i] = next += number(r, order);
		next++;
	}
}

enum { ARTICLES = 300, LENGTH = 60, ALPHABET = 7 };

struct corpus {
	struct arena mem;
	struct volume_article article[ARTICLES];
};

static void
make_corpus(struct corpus *c)
{
	uint32_t x = 12345;

	for (int i = 0; i < ARTICLES; i++) {
		struct volume_text *t = NEW(&c->mem, struct volume_text, VOLUME__N);

		for (int f = 0; f < VOLUME__N; f++) {
			int n = f == VOLUME_BODY ? LENGTH : i % 5;
			uint16_t *unit = NEW(&c->mem, uint16_t, LENGTH);

			for (int k = 0; k < n; k++) {
				x = x * 1103515245u + 12345u;
				unit[k] = (uint16_t)(0x4E00 + (x >> 16) % ALPHABET * 700);
				if ((x >> 16) % 11 == 0)
					unit[k] = SEARCH_BREAK;
			}
			t[f] = (struct volume_text){(enum volume_field)f, unit, n};
		}
		c->article[i] = (struct volume_article){t, VOLUME__N, (uint16_t)(i % 3 + 1)};
	}
}

/* The fields of article I that have FIRST, before SECOND if that is not 0; -1: none has. */
static int
has(const struct volume_article *a, int first, int second)
{
	int fields = -1;

	if (first == VOLUME_SECTION)
		return second == 0 || a->section == second ? 0 : -1;
	for (int f = 0; f < a->ntext; f++)
		for (int k = 0; k < a->text[f].n; k++)
			if (a->text[f].unit[k] == first &&
			    (second == 0 ||
			     (k + 1 < a->text[f].n && a->text[f].unit[k + 1] == second)))
				fields = (fields < 0 ? 0 : fields) |
					 (f > 0 ? 1 << (a->text[f].field - 1) : 0);
	return fields;
}

/* The next entry of R is that of a key, as a look at all texts says. */
static void
check_entry(struct reader *r, const struct corpus *c, int first, int second)
{
	int list[ARTICLES], heads[ARTICLES], fields[ARTICLES] = {0};
	int n = gamma_number(r, 0) + 1, m, k = 0;

	read_list(r, list, n, ARTICLES);
	m = gamma_number(r, 0);
	if (m > 0)
		read_list(r, heads, m, n);
	for (int i = 0; i < m; i++)
		fields[heads[i]] = number(r, 3);
	for (int i = 0; i < ARTICLES; i++) {
		int want = has(&c->article[i], first, second);

		if (want < 0)
			continue;
		assert_true(k < n);
		assert_int_equal(list[k], i);
		assert_int_equal(fields[k], want);
		k++;
	}
	assert_int_equal(k, n);
}

static int
read_shard(const struct volume_shard *s, const struct corpus *c)
{
	struct reader r = {.bytes = s->bytes};
	int first = s->first, second = s->second, n = 0;

	while (r.bytes.n * 8 - r.at >= 8) {
		if (n > 0 && bit(&r)) {
			first += gamma_number(&r, 6) + 1;
			second = 0;
		} else if (n > 0) {
			second += gamma_number(&r, 6) + 1;
		}
		check_entry(&r, c, first, second);
		n++;
	}
	while (r.at < r.bytes.n * 8)
		assert_int_equal(bit(&r), 0);
	return n;
}

static int
keys_of(const struct corpus *c)
{
	int n = 1 + 3; /* sections */

	for (int i = 0; i < ALPHABET; i++)
		for (int k = -1; k < ALPHABET; k++) {
			bool there = false;

			for (int j = 0; j < ARTICLES; j++)
				there |= has(&c->article[j], 0x4E00 + i * 700,
					     k < 0 ? 0 : 0x4E00 + k * 700) >= 0;
			n += there;
		}
	return n;
}

static void
every_entry_is_what_the_texts_say(void **state)
{
	struct corpus c = {0};
	struct volume v, again;
	int n = 0;

	(void)state;
	make_corpus(&c);
	volume_make(&c.mem, c.article, ARTICLES, &v);
	assert_true(v.nshard > 1);
	for (int i = 0; i < v.nshard; i++)
		n += read_shard(&v.shard[i], &c);
	assert_int_equal(n, keys_of(&c));
	volume_make(&c.mem, c.article, ARTICLES, &again);
	assert_int_equal(v.version, again.version);
	arena_free(&c.mem);
}

static void
an_article_may_be_empty(void **state)
{
	struct arena a = {0};
	struct volume_article one = {0};
	struct volume v;

	(void)state;
	volume_make(&a, &one, 1, &v);
	assert_int_equal(v.nshard, 1);
	assert_int_equal(v.shard[0].first, VOLUME_SECTION);
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(text_is_folded),
	    cmocka_unit_test(paragraphs_are_no_neighbours),
	    cmocka_unit_test(all_letters_have_room),
	    cmocka_unit_test(every_entry_is_what_the_texts_say),
	    cmocka_unit_test(an_article_may_be_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
