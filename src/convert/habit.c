#include "convert/habit.h"

#include "base/out.h"
#include "base/utf8.h"

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

enum { HABITS = sizeof habit / sizeof *habit, FORM = 3 /* bytes of each in UTF-8 */ };

/* A bit for the last byte of each form that is replaced: most characters are passed over by it. */
static uint64_t
last_bytes(void)
{
	uint64_t set = 0;

	for (int i = 0; i < HABITS; i++)
		set |= UINT64_C(1) << (habit[i].from & 63);
	return set;
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
	uint32_t was = 0, is = 0;

	do {
		was = utf8_next(before, i);
		is = utf8_next(after, k);
	} while (*k <= at);
	return was != is;
}

str
habit_mainland(struct arena *a, str before, str after)
{
	uint64_t set = last_bytes();
	char *text = NULL;

	if (utf8_count(before) != utf8_count(after))
		return after;
	for (ptrdiff_t at = 0, i = 0, k = 0; at + FORM <= after.n; at++) {
		unsigned char lead = (unsigned char)after.p[at];
		uint32_t to;

		if (lead < 0xE4 || lead > 0xE9 || !(set >> (after.p[at + 2] & 63) & 1))
			continue;
		to = mainland(after.p + at);
		if (to == 0 || !was_changed(before, after, at, &i, &k))
			continue;
		if (!text)
			text = memcpy(NEW(a, char, (size_t)after.n), after.p, (size_t)after.n);
		utf8_encode(to, text + at);
	}
	return text ? (str){text, after.n} : after;
}
