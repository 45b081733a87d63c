#include "base/digest.c" /* the .c: its statics are in reach */
#include "base/test.h"

/* Of so many letters a, about the edges of blocks; the last is FIPS 180-2, B.3. */
static const struct {
	size_t n;
	const char *sum;
} cases[] = {
    {0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {1, "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"},
    {55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
    {56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"},
    {63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"},
    {64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
    {65, "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0"},
    {119, "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb"},
    {120, "2f3d335432c70b580af0e8e1b3674a7c020d683aa5f73aaaedfdc55af904c21c"},
    {127, "c57e9278af78fa3cab38667bef4ce29d783787a2f731d4e12200270f0c32320a"},
    {128, "6836cf13bac400e9105071cd6af47084dfacad4e5e302c94bfed24e013afb73e"},
    {1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
};

static void
sums_are_those_of_the_standard(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		char *bytes = NEW(&a, char, cases[i].n + 1), hex[DIGEST_HEX];

		memset(bytes, 'a', cases[i].n);
		digest_hex((str){bytes, (ptrdiff_t)cases[i].n}, hex);
		assert_string_equal(hex, cases[i].sum);
		arena_free(&a);
	}
}

static void
both_ways_are_the_same(void **state)
{
	char bytes[300];

	(void)state;
	for (size_t n = 0; n < sizeof bytes; n++) {
		unsigned char quick[DIGEST_BYTES], anywhere[DIGEST_BYTES];
		str s = {bytes, (ptrdiff_t)n};

		bytes[n] = (char)(n * n);
		if (!digest_quick(s, quick))
			skip();
		digest_anywhere(s, anywhere);
		assert_memory_equal(quick, anywhere, DIGEST_BYTES);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sums_are_those_of_the_standard),
	    cmocka_unit_test(both_ways_are_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
