#include "base/test.h"
#include "convert/stream.c" /* the .c: its statics are in reach */

/* What comes out of TEXT, repeated TIMES. */
static str
converted(struct arena *a, struct diag *d, const char *config, str text, int times)
{
	FILE *in = tmpfile(), *out = tmpfile();
	char *p;
	long n;

	for (int i = 0; i < times; i++)
		assert_int_equal(fwrite(text.p, 1, (size_t)text.n, in), text.n);
	fflush(in);
	rewind(in);
	assert_true(stream_convert(d, engine_find(str_from(config)), STR("in.txt"), fileno(in),
				   fileno(out)));
	fseek(out, 0, SEEK_END);
	n = ftell(out);
	rewind(out);
	p = NEW(a, char, (size_t)n + 1);
	assert_int_equal(fread(p, 1, (size_t)n, out), n);
	fclose(in);
	fclose(out);
	return (str){p, n};
}

static void
text_is_converted_to_its_end(void **state)
{
	static const struct {
		const char *config, *in, *want;
	} cases[] = {
	    {"s2t", "", ""},
	    {"s2t", "头发发展\r\n里弄", "頭髮發展\r\n里弄"},
	    {"t2s", "頭髮發展", "头发发展"},
	    {"s2twp.json", "鼠标和软件", "滑鼠和軟體"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena a = {0};
		struct diag d;

		diag_init(&d, &a);
		assert_str(converted(&a, &d, cases[i].config, str_from(cases[i].in), 1),
			   cases[i].want);
		assert_int_equal(d.worst, DIAG_OK);
		arena_free(&a);
	}
}

static void
blocks_leave_no_seam(void **state)
{
	/* 24 bytes: no block of 2^18 ends where a sentence does */
	const str in = STR("头发，干部，发。"), want = STR("頭髮，幹部，發。");
	enum { TIMES = 60000 };
	struct arena a = {0};
	struct diag d;
	str out;

	(void)state;
	diag_init(&d, &a);
	out = converted(&a, &d, "s2t", in, TIMES);
	assert_int_equal(out.n, want.n * TIMES);
	for (int i = 0; i < TIMES; i++)
		assert_true(str_eq(str_sub(out, i * want.n, (i + 1) * want.n), want));
	arena_free(&a);
}

static void
bad_bytes_are_copied_and_reported(void **state)
{
	struct arena a = {0};
	struct diag d;

	(void)state;
	diag_init(&d, &a);
	assert_str(converted(&a, &d, "s2t", STR("头\xFF发\xE5"), 1), "頭\xFF發\xE5");
	assert_str(test_messages(&a, &d), "convert-bad 0:0 3; convert-bad 0:0 7");
	arena_free(&a);
}

static void
scripts_name_their_configuration(void **state)
{
	(void)state;
	assert_ptr_equal(stream_engine(SCRIPT_HANS, SCRIPT_HANT_TW), engine_find(STR("s2tw")));
	assert_ptr_equal(stream_engine(SCRIPT_HANT_HK, SCRIPT_HANS), engine_find(STR("hk2s")));
	assert_null(stream_engine(SCRIPT_HANS, SCRIPT_HANS));
	assert_null(stream_engine(SCRIPT_HANT_TW, SCRIPT_HANT_HK));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(text_is_converted_to_its_end),
	    cmocka_unit_test(blocks_leave_no_seam),
	    cmocka_unit_test(bad_bytes_are_copied_and_reported),
	    cmocka_unit_test(scripts_name_their_configuration),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
