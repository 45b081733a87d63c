#include "compose/label.h"

#include "base/out.h"

/* ORDER LABEL */
static const struct {
	str hans, hant;
} labels[LABEL__N] = {
    {STR_INIT("总第"), STR_INIT("總第")},
    {STR_INIT("期"), STR_INIT("期")},
    {STR_INIT("第"), STR_INIT("第")},
    {STR_INIT("版"), STR_INIT("版")},
    {STR_INIT("今日"), STR_INIT("今日")},
    {STR_INIT("农历"), STR_INIT("農曆")},
    {STR_INIT("国内统一连续出版物号"), STR_INIT("國內統一連續出版物號")},
    {STR_INIT("主管主办"), STR_INIT("主管主辦")},
    {STR_INIT("出版"), STR_INIT("出版")},
    {STR_INIT("责任编辑"), STR_INIT("責任編輯")},
    {STR_INIT("编者按"), STR_INIT("編者按")},
    {STR_INIT("来源"), STR_INIT("來源")},
    {STR_INIT("广告"), STR_INIT("廣告")},
    {STR_INIT("荣获"), STR_INIT("榮獲")},
    {STR_INIT("证书编号"), STR_INIT("證書編號")},
    {STR_INIT("受检产品"), STR_INIT("受檢產品")},
    {STR_INIT("主导业务"), STR_INIT("主導業務")},
    {STR_INIT("主导服务"), STR_INIT("主導服務")},
    {STR_INIT("主导产品"), STR_INIT("主導產品")},
    {STR_INIT("品牌"), STR_INIT("品牌")},
    {STR_INIT("信用编码"), STR_INIT("信用編碼")},
    {STR_INIT("下转"), STR_INIT("下轉")},
    {STR_INIT("上接"), STR_INIT("上接")},
    {STR_INIT("续页"), STR_INIT("續頁")},
};

str
label(enum label l, enum script edition)
{
	return edition == SCRIPT_HANS ? labels[l].hans : labels[l].hant;
}

str
label_text(struct arena *a, enum label l, enum script edition, str text)
{
	return str_fmt(a, STR_FMT "：" STR_FMT, STR_ARG(label(l, edition)), STR_ARG(text));
}

str
label_date(struct arena *a, str date, enum script edition)
{
	static const struct {
		str hans, hant;
	} other[] = {{STR_INIT("闰"), STR_INIT("閏")}, {STR_INIT("腊"), STR_INIT("臘")}};
	struct out o = {.mem = a};

	if (edition == SCRIPT_HANS)
		return date;
	while (date.n) {
		size_t i = 0;

		while (i < sizeof other / sizeof *other && !str_starts(date, other[i].hans))
			i++;
		if (i < sizeof other / sizeof *other) {
			str_eat(&date, other[i].hans);
			out_str(&o, other[i].hant);
		} else {
			out_char(&o, *date.p);
			date = str_from_at(date, 1);
		}
	}
	return out_text(&o);
}
