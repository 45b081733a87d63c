#include "convert/lexicon.h"

/*
 * OpenCC takes the longest word from the left. A word stands here if newspapers print it, it comes
 * out wrong, and the letters seldom mean something else: 发放 is missing, because of 把头发放下;
 * 发生, because of 头发生长. 头发布满 is wrong so that 街头发布 is right. The forms are good for
 * all editions.
 */
static const struct glossary_term lexicon[] = {
    /* 帶頭髮揮, 龍頭髮展, 粉絲髮布 */
    {.form = {STR_INIT("发挥"), STR_INIT("發揮")}},
    {.form = {STR_INIT("发言"), STR_INIT("發言")}},
    {.form = {STR_INIT("发展"), STR_INIT("發展")}},
    {.form = {STR_INIT("发布"), STR_INIT("發佈")}},
    {.form = {STR_INIT("带头发动"), STR_INIT("帶頭發動")}},
    {.form = {STR_INIT("带头发起"), STR_INIT("帶頭發起")}},
    {.form = {STR_INIT("街头发放"), STR_INIT("街頭發放")}},
    /* 被髮明 */
    {.form = {STR_INIT("被发出"), STR_INIT("被發出")}},
    {.form = {STR_INIT("被发放"), STR_INIT("被發放")}},
    {.form = {STR_INIT("被发给"), STR_INIT("被發給")}},
    {.form = {STR_INIT("被发掘"), STR_INIT("被發掘")}},
    {.form = {STR_INIT("被发明"), STR_INIT("被發明")}},
    {.form = {STR_INIT("被发起"), STR_INIT("被發起")}},
    {.form = {STR_INIT("被发送"), STR_INIT("被發送")}},
    /* 新徵程 */
    {.form = {STR_INIT("新征程"), STR_INIT("新征程")}},
    /* 展示瞭如何 */
    {.form = {STR_INIT("了如何"), STR_INIT("了如何")}},
    /* 參與制造 */
    {.form = {STR_INIT("参与制造"), STR_INIT("參與製造")}},
    {.form = {STR_INIT("参与制作"), STR_INIT("參與製作")}},
    /* 石庫門裏弄 */
    {.form = {STR_INIT("石库门里弄"), STR_INIT("石庫門里弄")}},
    /* a noodle of the neighbourhood that stays 面 */
    {.form = {STR_INIT("辣肉面"), STR_INIT("辣肉麵")}},
};

void
lexicon_index(struct arena *a, enum script from, enum script to, struct terms *out)
{
	int n = from == SCRIPT_HANS && to != SCRIPT_HANS ? (int)(sizeof lexicon / sizeof *lexicon)
							 : 0;

	terms_index(a, lexicon, n, from, to, out);
}
