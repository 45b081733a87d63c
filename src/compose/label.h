/* label.h - the words that the composer itself prints, in both scripts. */
#ifndef COMPOSE_LABEL_H
#define COMPOSE_LABEL_H

#include "base/arena.h"
#include "convert/convert.h"

/* ORDER LABEL */
enum label {
	LABEL_TOTAL,   /* 总第 */
	LABEL_ISSUE,   /* 期 */
	LABEL_NTH,     /* 第 */
	LABEL_PAGE,    /* 版 */
	LABEL_TODAY,   /* 今日 */
	LABEL_LUNAR,   /* 农历 */
	LABEL_CN,      /* 国内统一连续出版物号 */
	LABEL_SPONSOR, /* 主管主办 */
	LABEL_PUBLISH, /* 出版 */
	LABEL_EDITOR,  /* 责任编辑 */
	LABEL_NOTE,    /* 编者按 */
	LABEL_SOURCE,  /* 来源 */
	LABEL_AD,      /* 广告 */
	LABEL_AWARDED, /* 荣获 */
	LABEL_CERTIFICATE,
	LABEL_TESTED,
	LABEL_BUSINESS,
	LABEL_SERVICE,
	LABEL_PRODUCT,
	LABEL_BRAND,
	LABEL_CREDIT_CODE,
	LABEL_GOES_ON,	 /* 下转 */
	LABEL_GOES_FROM, /* 上接 */
	LABEL_MORE,	 /* 续页 */
	LABEL__N
};

str label(enum label l, enum script edition);
/* "证书编号：TEXT" */
str label_text(struct arena *a, enum label l, enum script edition, str text);
/* A date in words as content/date.h writes it, for EDITION: 农历, 闰 and 腊 have other forms. */
str label_date(struct arena *a, str date, enum script edition);

#endif
