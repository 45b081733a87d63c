/* fold - every character that ICU knows, as the index has it, for the comparison with
 * layouts/web/search.js: lines of its number and its units, all in hexadecimal. */
#include "base/icu.h"
#include "base/out.h"
#include "search/text.h"

#include <stdio.h>

int
main(void)
{
	struct arena a = {0};

	for (uint32_t cp = 1; cp < 0x110000; cp++) {
		struct arena_mark m = arena_mark(&a);
		struct search_text t = {.mem = &a};
		struct out o = {.mem = &a};

		if (icu_unusual(cp))
			continue;
		out_char(&o, 'x');
		out_utf8(&o, cp);
		out_char(&o, 'y');
		search_text_add(&t, out_text(&o));
		printf("%x", cp);
		for (int i = 0; i < t.n; i++)
			printf(" %x", t.unit[i]);
		putchar('\n');
		arena_rewind(&a, m);
	}
	arena_free(&a);
	return 0;
}
