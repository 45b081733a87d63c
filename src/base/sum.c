#include "base/sum.h"

#include <endian.h>

static uint64_t
eight(const char *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof w);
	return le64toh(w);
}

uint64_t
sum_add(uint64_t h, str s)
{
	ptrdiff_t i = 0;

	for (; i + 8 <= s.n; i += 8) {
		h = (h ^ eight(s.p + i)) * 0x9E3779B97F4A7C15u; /* 2^64 by the golden ratio, odd */
		h ^= h >> 29;
	}
	for (; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 0x9E3779B97F4A7C15u;
	return h ^ h >> 32;
}

void
sum_name(uint64_t sum, char name[SUM_NAME + 1])
{
	static const char digits[] = "0123456789abcdef";

	for (int i = 0; i < SUM_NAME; i++)
		name[i] = digits[sum >> 4 * i & 15];
	name[SUM_NAME] = '\0';
}
