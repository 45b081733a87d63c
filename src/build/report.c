#include "build/report.h"

#include "base/write.h"

#include <assert.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

struct total {
	int issues, editions, articles, pages, pictures, honours, drafts;
};

static long long
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

void
report_begin(struct report *r, enum lang lang, bool quiet)
{
	*r = (struct report){lang, quiet, now()};
}

static bool
shows_progress(const struct report *r)
{
	return !r->quiet && isatty(STDERR_FILENO);
}

void
report_progress(void *to, int done, int n)
{
	const struct report *r = to;
	char line[64];

	if (!shows_progress(r))
		return;
	snprintf(line, sizeof line,
		 r->lang == LANG_ZH ? "\r\033[K已处理 %d 期，共 %d 期"
				    : "\r\033[K%d of %d issues done",
		 done, n);
	write_say(STDERR_FILENO, done < n ? str_from(line) : STR("\r\033[K"));
}

/* ORDER SCRIPT */
static const str edition_names[DIAG_SCOPES][2] = {
    {STR_INIT("简体版"), STR_INIT("Simplified edition")},
    {STR_INIT("繁体版"), STR_INIT("Traditional edition")},
    {STR_INIT("台湾正体版"), STR_INIT("Taiwan edition")},
    {STR_INIT("香港繁体版"), STR_INIT("Hong Kong edition")},
};

void
report_messages(const struct report *r, struct arena *scratch, struct diag *d)
{
	struct out o = {.mem = scratch};

	static_assert((int)DIAG_SCOPES == (int)SCRIPT__N, "an edition is a scope");
	d->scope_name = edition_names;
	if (shows_progress(r)) /* an interrupted run leaves the last line of it */
		out_z(&o, "\r\033[K");
	diag_print(&o, d, r->lang);
	write_say(STDERR_FILENO, out_text(&o));
}

static struct total
count(const struct plan *p)
{
	struct total t = {.editions = p->paper.nedition};

	for (int i = 0; p->job && i < p->nissue; i++) {
		const struct summary *s = &p->job[i].got.summary;

		t.drafts += s->drafts.n;
		if (s->nedition == 0)
			continue;
		t.issues++;
		t.articles += s->articles;
		t.pages += s->pages;
		t.pictures += s->pictures;
		t.honours += s->honours;
	}
	return t;
}

static void
put_total(struct out *o, const struct total *t, enum lang lang)
{
	out_fmt(
	    o,
	    lang == LANG_ZH
		? "%d 期，%d 个版本，%d 篇稿件，%d 个印刷版面，%d 张图片，%d 条荣誉"
		: "issues %d, editions %d, articles %d, printed pages %d, pictures %d, honours %d",
	    t->issues, t->editions, t->articles, t->pages, t->pictures, t->honours);
}

static void
put_levels(struct out *o, const struct diag *d, enum lang lang)
{
	int n[DIAG_FATAL + 1];

	diag_count(o->mem, d, n);
	out_fmt(o,
		lang == LANG_ZH ? "%d 个错误，%d 个警告，%d 个提示"
				: "errors %d, warnings %d, notes %d",
		n[DIAG_ERROR] + n[DIAG_FATAL], n[DIAG_WARNING], n[DIAG_NOTE]);
}

static void
put_drafts(struct out *o, const struct plan *p, enum lang lang)
{
	out_z(o, lang == LANG_ZH ? "没有收入的草稿：\n" : "left out, being drafts:\n");
	for (int i = 0; i < p->nissue; i++) {
		const struct strs *drafts = &p->job[i].got.summary.drafts;

		for (int k = 0; k < drafts->n; k++)
			out_fmt(o, "  " STR_FMT "\n", STR_ARG(drafts->v[k]));
	}
}

static void
put_proofs(struct out *o, const struct plan *p, const char *out, enum lang lang)
{
	int pages = 0;

	for (int i = 0; i < p->nissue; i++)
		pages += p->job[i].got.summary.pages;
	out_fmt(o,
		lang == LANG_ZH ? "版样在 %s/print：%d 个印刷版面\n"
				: "proofs in %s/print: printed pages %d\n",
		out, pages);
}

void
report_summary(const struct report *r, const struct plan *p, enum report_end end, const char *out)
{
	bool zh = r->lang == LANG_ZH;
	struct total t = count(p);
	struct out o = {.mem = p->mem};

	if (r->quiet)
		return;
	if (end == REPORT_PUBLISHED)
		out_fmt(&o, zh ? "已发布到 %s：" : "published to %s: ", out);
	else if (end == REPORT_CHECKED)
		out_z(&o, zh ? "检查完毕：" : "checked: ");
	else if (end == REPORT_FAILED)
		out_z(&o, !out ? (zh ? "没有通过：" : "failed: ")
			  : zh ? "没有发布："
			       : "not published: ");
	if (end == REPORT_PRINTED) {
		put_proofs(&o, p, out, r->lang);
	} else if (end != REPORT_FAILED) {
		put_total(&o, &t, r->lang);
		out_char(&o, '\n');
	}
	put_levels(&o, p->diag, r->lang);
	if (end == REPORT_FAILED && out)
		out_fmt(&o, zh ? "；%s 没有改动" : "; %s is as it was", out);
	out_char(&o, '\n');
	if (t.drafts > 0)
		put_drafts(&o, p, r->lang);
	write_say(STDOUT_FILENO, out_text(&o));
	o.n = 0;
	out_fmt(&o, zh ? "用时 %lld.%lld 秒\n" : "%lld.%lld seconds\n", (now() - r->began) / 1000,
		(now() - r->began) / 100 % 10);
	write_say(STDERR_FILENO, out_text(&o));
}
