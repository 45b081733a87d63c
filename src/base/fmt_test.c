#include "base/fmt.c" /* the .c: its statics are in reach */

#include "base/test.h"

#include <limits.h>

__attribute__((format(printf, 2, 3))) static void
compare(size_t size, const char *fmt, ...)
{
	char got[64], want[64];
	va_list ap;
	int n, m;

	memset(got, 'x', sizeof got);
	memset(want, 'x', sizeof want);
	va_start(ap, fmt);
	n = fmt_text(got, size, fmt, ap);
	va_end(ap);
	va_start(ap, fmt);
	m = vsnprintf(want, size, fmt, ap);
	va_end(ap);
	assert_int_equal(n, m);
	if (memcmp(got, want, size) != 0)
		print_error("%zu \"%s\": \"%s\"\n", size, fmt, size ? got : "");
	assert_memory_equal(got, want, size ? strlen(want) + 1 : 0);
}

/* In buffers that have room, room for a part and none. */
static void
texts_are_those_of_printf(void **state)
{
	(void)state;
	for (size_t size = 0; size < 40; size++) {
		compare(size, "%s", "");
		compare(size, "%s-%s", "里弄", "a");
		compare(size, "%.*s/%.*s.", 3, "报纸", 0, "x");
		compare(size, "%d %d %d %d", 0, -1, INT_MAX, INT_MIN);
		compare(size, "%04d-%02d-%02d", 2026, 1, 31);
		compare(size, "%02d%04d%04d%02d", -5, -5, 12345, -50);
		compare(size, "%c%%%c", 'a', 'b');
		compare(size, "%s %5.2f %s", "a", 3.14159, "b");
		compare(size, "%zu %lld %08X|%d", (size_t)12, -1LL, 0xABCDu, 7);
		compare(size, "plain");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(texts_are_those_of_printf),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
