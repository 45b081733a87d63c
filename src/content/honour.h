/* honour.h - honours.md: the honour roll of an issue. */
#ifndef CONTENT_HONOUR_H
#define CONTENT_HONOUR_H

#include "content/paper.h"

/* Words of the fields are the layout's; the data keeps which one was typed. */
enum honour_business { BUSINESS_NONE, BUSINESS_BUSINESS, BUSINESS_SERVICE, BUSINESS_PRODUCT };

struct honour {
	struct pos at, tested_at, business_at, brand_at, certificate_at, credit_code_at;
	str organisation;
	struct strs honours;	    /* 荣获, at least one */
	struct pos *honours_at;	    /* NULL: not known */
	str certificate;	    /* 证书编号, never converted */
	str tested_product;	    /* 受检产品 */
	enum honour_business label; /* 主导业务, 主导服务, 主导产品 */
	str business;
	str brand;	 /* 品牌 */
	str credit_code; /* 信用编码, never converted */
};

struct honour_roll {
	str file;
	str title; /* 荣誉榜 */
	struct pos title_at;
	str written_title; /* in every edition as it was written: for messages */
	bool sponsored;
	enum script script;
	struct honour *entry;
	int n;
};

/* NULL if there is nothing in it; every fault is reported. */
struct honour_roll *honour_read(struct arena *a, struct diag *d, const struct root *r,
				const struct paper *paper, str path);

#endif
