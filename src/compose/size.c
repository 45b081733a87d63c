#include "compose/size.h"

/*
 * Letterpress sizes: 初, 二, 五, 七 and 一, 四 and 三, 六 are each half of the one before; those
 * between came with phototypesetting.
 */
static const struct {
	str name;
	mpt size;
} sizes[] = {
    {STR_INIT("初"), 42000},   {STR_INIT("小初"), 36000}, {STR_INIT("一"), 28000},
    {STR_INIT("小一"), 24000}, {STR_INIT("二"), 21000},	  {STR_INIT("小二"), 18000},
    {STR_INIT("三"), 15750},   {STR_INIT("小三"), 15000}, {STR_INIT("四"), 14000},
    {STR_INIT("小四"), 12000}, {STR_INIT("五"), 10500},	  {STR_INIT("小五"), 9000},
    {STR_INIT("六"), 7875},    {STR_INIT("小六"), 6500},  {STR_INIT("七"), 5250},
    {STR_INIT("八"), 5000},
};

bool
size_parse(str name, mpt *out)
{
	if (str_ends(name, STR("号")) || str_ends(name, STR("號")))
		name = str_sub(name, 0, name.n - STR("号").n);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		if (str_eq(name, sizes[i].name)) {
			*out = sizes[i].size;
			return true;
		}
	return false;
}

str
size_points(struct arena *a, mpt size)
{
	int tenths = (int)((size + 50) / 100);

	return tenths % 10 ? str_fmt(a, "%d.%d", tenths / 10, tenths % 10)
			   : str_fmt(a, "%d", tenths / 10);
}
