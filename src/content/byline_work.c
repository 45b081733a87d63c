#include "content/byline.h"

#define COUNT(t) (sizeof(t) / sizeof((t)[0]))

/* Words in roles, credits and what stands behind a name; one text may hold several: 文/摄. */
static const struct {
	str word;
	unsigned work;
} words[] = {
    {STR_INIT("文"), WORK_TEXT},      {STR_INIT("报道"), WORK_TEXT},
    {STR_INIT("報道"), WORK_TEXT},    {STR_INIT("报导"), WORK_TEXT},
    {STR_INIT("報導"), WORK_TEXT},    {STR_INIT("整理"), WORK_TEXT},
    {STR_INIT("编译"), WORK_TEXT},    {STR_INIT("編譯"), WORK_TEXT},
    {STR_INIT("作者"), WORK_TEXT},    {STR_INIT("摄"), WORK_PHOTO},
    {STR_INIT("攝"), WORK_PHOTO},     {STR_INIT("图"), WORK_PHOTO},
    {STR_INIT("圖"), WORK_PHOTO},     {STR_INIT("绘图"), WORK_DRAWING},
    {STR_INIT("繪圖"), WORK_DRAWING}, {STR_INIT("编辑"), WORK_EDITING},
    {STR_INIT("編輯"), WORK_EDITING},
};

/* What the word says that TEXT begins with. Most differ in the last byte of their first character.
 */
static unsigned
said_first(str text)
{
	unsigned work = 0;

	for (size_t i = 0; i < COUNT(words) && text.n >= 3; i++)
		if (text.p[2] == words[i].word.p[2] && str_starts(text, words[i].word))
			work |= words[i].work;
	return work;
}

static unsigned
said(str text)
{
	unsigned work = 0;

	for (; text.n > 0; text = str_from_at(text, 1))
		if ((unsigned char)text.p[0] >= 0xE0)
			work |= said_first(text);
	return work & WORK_DRAWING ? work & ~(unsigned)WORK_PHOTO : work;
}

unsigned
byline_work(const struct byline *b, int i)
{
	const struct byline_name *who = &b->name[i];
	unsigned work = said(who->role) | said(who->after) | said(b->credit);

	switch (who->kind) {
	case BYLINE_SOURCE:
		return 0;
	case BYLINE_CONTRIBUTOR:
		return WORK_SUPPLIED;
	case BYLINE_PHOTO:
		return WORK_PHOTO;
	case BYLINE_PERSON:
		break;
	}
	return work ? work : WORK_TEXT;
}
