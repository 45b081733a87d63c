#include "convert/habit.h"

#include "base/utf8.h"
#include "convert/align.h"
#include "convert/lanes.h"

/*
 * OpenCC's "t" is the form of a dictionary of variants, not of any paper (conversion.md 6.3).
 * What the Traditional print of the Mainland has instead: the head characters of 通用规范汉字表
 * (2013) and its forms in brackets; 着 麵 裏 線 臺 are right as they come. In order of FROM.
 */
static const struct habit {
	uint32_t from, to;
} habit[] = {
    {0x50DE, 0x507D}, /* 僞 偽: as in Taiwan and Hong Kong */
    {0x5553, 0x555F}, /* 啓 啟: so printed in Shanghai */
    {0x55AB, 0x5403}, /* 喫 吃 */
    {0x5CEF, 0x5CF0}, /* 峯 峰 */
    {0x64E1, 0x62AC}, /* 擡 抬 */
    {0x6EBC, 0x6FD5}, /* 溼 濕 */
    {0x7232, 0x70BA}, /* 爲 為 */
    {0x7240, 0x5E8A}, /* 牀 床 */
    {0x7661, 0x75F4}, /* 癡 痴 */
    {0x7681, 0x7682}, /* 皁 皂 */
    {0x7955, 0x79D8}, /* 祕 秘 */
    {0x7CC9, 0x7CBD}, /* 糉 粽 */
    {0x7E94, 0x624D}, /* 纔 才: 纔 is not printed for 刚才 */
    {0x7FA3, 0x7FA4}, /* 羣 群 */
    {0x8123, 0x5507}, /* 脣 唇 */
    {0x8518, 0x53C3}, /* 蔘 參: 人參 */
    {0x8525, 0x8471}, /* 蔥 葱 */
    {0x8846, 0x773E}, /* 衆 眾 */
    {0x8E0A, 0x8E34}, /* 踊 踴 */
    {0x9262, 0x7F3D}, /* 鉢 缽 */
    {0x937C, 0x91DD}, /* 鍼 針: also mends 支行針對, which phrases make 支行鍼對 */
    {0x9EAA, 0x9EB5}, /* 麪 麵 */
};

enum { HABITS = sizeof habit / sizeof *habit, FORM = HABIT_FORM, GROUPS = 8 };

static uint32_t
slot(const char *p)
{
	return ((unsigned char)p[1] & 0x3Fu) << 6 | ((unsigned char)p[2] & 0x3Fu);
}

void
habit_init(struct habits *h)
{
	*h = (struct habits){.set = {0}};
	for (int i = 0; i < HABITS; i++) {
		/* neighbours, which have most bytes in common: then few others seem to be forms */
		unsigned char group = (unsigned char)(1u << i * GROUPS / HABITS);
		char form[4];

		utf8_encode(habit[i].from, form);
		h->set[slot(form) / 64] |= UINT64_C(1) << slot(form) % 64;
		for (int k = 0; k < FORM; k++) {
			h->low[k][form[k] & 15] |= group;
			h->high[k][(unsigned char)form[k] >> 4] |= group;
		}
	}
}

/* What the form at P becomes; 0: it stays. */
static uint32_t
mainland(const char *p)
{
	uint32_t cp = 0;

	utf8_decode((str){p, FORM}, &cp);
	for (int i = 0; i < HABITS; i++)
		if (habit[i].from == cp)
			return habit[i].to;
	return 0;
}

/* Whether the character of AFTER at byte AT is another in BEFORE; *I and *K are in step so far. */
static bool
was_changed(str before, str after, ptrdiff_t at, ptrdiff_t *i, ptrdiff_t *k)
{
	ptrdiff_t between = utf8_count(str_sub(after, *k, at));
	uint32_t was, is;

	*i += align_bytes(str_from_at(before, *i), between);
	*k = at;
	was = utf8_next(before, i);
	is = utf8_next(after, k);
	return was != is;
}

void
habit_mainland(const struct habits *h, str before, char *text, ptrdiff_t n)
{
	str after = {text, n};

	for (ptrdiff_t at = 0, i = 0, k = 0; at + FORM <= n;) {
		unsigned char lead = (unsigned char)text[at];
		uint32_t bit = slot(text + at), to;

		if ((lead & 0xF0) != 0xE0) {
			at++;
			continue;
		}
		if (h->set[bit / 64] >> bit % 64 & 1) {
			to = mainland(text + at);
			if (to > 0 && was_changed(before, after, at, &i, &k))
				utf8_encode(to, text + at);
		}
		at += FORM;
	}
}

void
habit_put(const struct habits *h, const char *before, char *text)
{
	uint32_t bit = slot(text), to;

	if (!(h->set[bit / 64] >> bit % 64 & 1) || memcmp(before, text, FORM) == 0)
		return;
	to = mainland(text);
	if (to > 0)
		utf8_encode(to, text);
}

/* Eight bytes are compared at once; of the first SURE, no character goes on behind them. */
enum { EIGHT = sizeof(uint64_t), SURE = EIGHT - FORM + 1 };

void
habit_in_place(const struct habits *h, const char *before, char *text, ptrdiff_t n)
{
	ptrdiff_t at = 0;

#if defined __x86_64__
	if (lanes_can())
		at = habit_avx2(h, before, text, n);
#endif
	while (at + FORM <= n) {
		uint64_t was, is;

		if (at + EIGHT <= n) {
			memcpy(&was, before + at, EIGHT);
			memcpy(&is, text + at, EIGHT);
			if (was == is) {
				at += SURE;
				continue;
			}
		}
		if (((unsigned char)text[at] & 0xF0) != 0xE0) {
			at++;
			continue;
		}
		habit_put(h, before + at, text + at);
		at += FORM;
	}
}

str
habit_copy(struct arena *a, str before, str after)
{
	char *text = NEW(a, char, (size_t)after.n + 1);
	struct habits h;

	habit_init(&h);
	memcpy(text, after.p, (size_t)after.n);
	habit_mainland(&h, before, text, after.n);
	return (str){text, after.n};
}
