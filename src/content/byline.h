/*
 * byline.h - signature lines by grammar: "□ 记者 吴会雄", "■記者 陳濤 文/攝",
 * "通讯员 钟丽 记者 郭爽", "康健街道 供稿", "文/王旭 图/李梦婷", "宗禾".
 * Reads Simplified and Traditional alike; never converts.
 */
#ifndef CONTENT_BYLINE_H
#define CONTENT_BYLINE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

enum { BYLINE_BYTES_MAX = 2000 }; /* what is longer is a text, and names nobody */

enum byline_kind {
	BYLINE_PERSON,	    /* 记者 王旭; 王旭 */
	BYLINE_CONTRIBUTOR, /* 康健街道 供稿 */
	BYLINE_PHOTO,	    /* 徐家汇街道 供图; 王旭 摄 */
	BYLINE_SOURCE	    /* 据新华社; (来源:《组织人事报》) */
};

/* In the order of printing: of role name after. */
struct byline_name {
	enum byline_kind kind;
	str of;	   /* 本报 in 本报记者; empty: not said */
	str role;  /* 记者, 見習記者, 文, 图; SOURCE: 据, 来源; empty: none given */
	str name;  /* without the spaces of a letter-spaced name: 王 旭 is 王旭 */
	str after; /* 供稿, 供图, 摄: what this name did, said behind it; empty: none given */
};

struct byline {
	struct pos at; /* its line, where who read it from a file says so */
	struct byline_name *name;
	int n;
	str marker; /* □ ■ …; empty: none */
	str credit; /* 文/摄, 摄影报道: what all of them did, at the end; empty: none */
};

/* Jump and dateline lines, which an importer and the checks tell from bylines. */
enum line_kind { LINE_NONE, LINE_BYLINE, LINE_DATELINE, LINE_JUMP_FROM, LINE_JUMP_TO };
struct byline_line {
	enum line_kind kind;
	struct byline byline; /* LINE_BYLINE, LINE_DATELINE */
	str dateline;	      /* 本报讯 */
	str page;	      /* LINE_JUMP_*: 1, A1 */
	str rest;	      /* text after a dateline or jump mark */
};

/*
 * The value of a "byline:" key: what is not of the grammar is a list of names. The slices
 * live in A or in TEXT. False, *OUT left alone: TEXT names nobody.
 */
bool byline_parse(struct arena *a, str text, struct byline *out);
/* A line of body text: strict, LINE_NONE when in doubt. */
void byline_line(struct arena *a, str line, struct byline_line *out);
/* As it is printed: "记者 周予安 通讯员 郭其 文/摄", no marker. */
str byline_text(struct arena *a, const struct byline *b);

/* What a name did for the story: bits, since 文/摄 is two. ORDER byline_work */
enum { WORK__N = 5 };
enum byline_work {
	WORK_TEXT = 1,	    /* 记者, 文; what is not said otherwise */
	WORK_PHOTO = 2,	    /* 图, 摄影, 供图 */
	WORK_DRAWING = 4,   /* 绘图 */
	WORK_EDITING = 8,   /* 编辑 */
	WORK_SUPPLIED = 16, /* 供稿: the text of an organisation */
	WORK_WRITING = WORK_TEXT | WORK_SUPPLIED
};
/* Of name I of B; 0: a source. */
unsigned byline_work(const struct byline *b, int i);

#endif
