#include "base/test.h"
#include "content/prose.c" /* the .c: its statics are in reach */

/* Wherever each stands: in a block of vectors, between two of them, behind the last one. */
static void
signs_are_found_everywhere(void **state)
{
	enum { LENGTH = 3 * BLOCK };

	(void)state;
	for (int i = 0; i < LENGTH; i++) {
		for (int first = 0; first <= 0xFF; first++) {
			static const unsigned char seconds[] = {'a', 0x8A, 0x91};

			for (size_t k = 0; k < sizeof seconds; k++) {
				unsigned char p[LENGTH + 1];
				str s = {(const char *)p, LENGTH};
				bool sign;

				memset(p, 'a', sizeof p);
				p[i] = (unsigned char)first;
				p[i + 1] = seconds[k];
				sign = is_sign(p[i], i + 1 < LENGTH ? p[i + 1] : 0);
				assert_int_equal(next_sign(s, 0), sign ? i : LENGTH);
			}
		}
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(signs_are_found_everywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
