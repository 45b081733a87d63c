#include "base/encoding.c" /* the .c: its statics are in reach */
#include "base/test.h"

#define SENTENCE "许多居民来到广场，听了一场音乐会。"
#define COMPLEX	 "許多居民來到廣場，聽了一場音樂會。功蓋"

/* TEXT in encoding TO. */
static str
encoded(struct arena *a, const char *to, const char *text)
{
	iconv_t cd = iconv_open(to, "UTF-8");
	size_t left = strlen(text), room = left * 4 + 8, cap = room;
	char *in = (char *)text, *buf = NEW(a, char, cap), *out = buf;

	assert_true(iconv(cd, &in, &left, &out, &room) != (size_t)-1);
	iconv_close(cd);
	return (str){buf, (ptrdiff_t)(cap - room)};
}

static void
each_encoding_is_recognised(void **state)
{
	static const struct {
		const char *encoding, *text, *note;
	} cases[] = {
	    {"UTF-8", SENTENCE "\n", ""},
	    {"UTF-8", "plain ASCII\n", ""},
	    {"UTF-8", "\xEF\xBB\xBF" SENTENCE "\n", ""},
	    {"GB18030", SENTENCE "\n", "encoding-other 0:0 GB18030"},
	    {"GB18030", "title: 好\n" SENTENCE "㐀\n", "encoding-other 0:0 GB18030"},
	    {"BIG5", COMPLEX "\n", "encoding-other 0:0 BIG5"},
	    {"UTF-16LE", "\xEF\xBB\xBF" SENTENCE "\n", "encoding-other 0:0 UTF-16LE"},
	    {"UTF-16BE", "\xEF\xBB\xBF" SENTENCE "\n", "encoding-other 0:0 UTF-16BE"},
	    {"UTF-16LE", "---\ntitle: 好\n---\n" SENTENCE, "encoding-other 0:0 UTF-16LE"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena a = {0};
		struct diag d;
		str out = {0}, want = str_from(cases[i].text);

		diag_init(&d, &a);
		str_eat(&want, STR("\xEF\xBB\xBF"));
		assert_true(encoding_decode(&a, &d, STR("a.md"),
					    encoded(&a, cases[i].encoding, cases[i].text), &out));
		assert_str(out, want.p);
		assert_str(test_messages(&a, &d), cases[i].note);
		arena_free(&a);
	}
}

static void
a_bad_byte_is_an_error_with_its_place(void **state)
{
	static const struct {
		str in;
		const char *want;
	} cases[] = {
	    {STR_INIT(SENTENCE "\n好\xFF的" SENTENCE "\n" SENTENCE), "encoding-bad 2:0 55|UTF-8"},
	    {STR_INIT(SENTENCE "\xE4\xB8"), "encoding-bad 1:0 51|UTF-8"},
	    {STR_INIT("\xC0\xAF" SENTENCE), "encoding-bad 1:0 0|UTF-8"},
	    {STR_INIT("\xED\xA0\x80" SENTENCE), "encoding-bad 1:0 0|UTF-8"},
	    {STR_INIT("ascii \xFF\xFF\xFF"), "encoding-unknown 1:0 6"},
	    {STR_INIT("\xFF\xFE\x41"), "encoding-bad 0:0 2|UTF-16LE"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena a = {0};
		struct diag d;
		str out;

		diag_init(&d, &a);
		assert_false(encoding_decode(&a, &d, STR("a.md"), cases[i].in, &out));
		assert_str(test_messages(&a, &d), cases[i].want);
		arena_free(&a);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_encoding_is_recognised),
	    cmocka_unit_test(a_bad_byte_is_an_error_with_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
