#include "base/test.h"
#include "emit/digest.c" /* the .c: its statics are in reach */

#include <sha2.h>

/* What libmd makes of the same bytes, of every length about the edges of blocks. */
static void
sums_are_those_of_libmd(void **state)
{
	enum { MOST = 1000 };
	char bytes[MOST];

	(void)state;
	for (int i = 0; i < MOST; i++)
		bytes[i] = (char)(i * i * 31 + i / 7);
	for (ptrdiff_t n = 0; n < MOST; n++) {
		unsigned char quick[DIGEST_BYTES];
		uint8_t sum[SHA256_DIGEST_LENGTH];
		SHA2_CTX context;

		if (!digest_quick((str){bytes, n}, quick))
			skip();
		SHA256Init(&context);
		SHA256Update(&context, (const uint8_t *)bytes, (size_t)n);
		SHA256Final(sum, &context);
		assert_memory_equal(quick, sum, DIGEST_BYTES);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(sums_are_those_of_libmd)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
