#include "convert/align.h"

#include "base/utf8.h"

ptrdiff_t
align_bytes(str s, ptrdiff_t n)
{
	ptrdiff_t i = 0;

	for (; n > 0 && i < s.n; n--) {
		unsigned char lead = (unsigned char)s.p[i];

		i += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
	}
	return i;
}

void
align_cuts(str before, str after, ptrdiff_t start, const struct engine_notes *notes, ptrdiff_t *cut,
	   int n)
{
	ptrdiff_t in = 0, out = start;
	int k = 0;

	for (int i = 0; i < n; i++) {
		for (; k < notes->nshift && notes->shift[k].in < cut[i]; k++) {
			in = notes->shift[k].in_end;
			out = notes->shift[k].out_end;
		}
		if (cut[i] > in) {
			out += align_bytes(str_from_at(after, out),
					   utf8_count(str_sub(before, in, cut[i])));
			in = cut[i];
		}
		cut[i] = out;
	}
}
