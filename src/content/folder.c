#include "content/folder.h"

#include "content/path.h"

enum { DEPTH_MAX = 4 }; /* folders of pictures inside each other */

struct scan {
	struct arena *mem;
	struct diag *diag;
	const struct root *root;
	struct folder *out;
	int cap_article, cap_other;
};

static void
add_article(struct scan *s, struct folder_article article)
{
	struct folder *f = s->out;

	if (f->narticle == s->cap_article) {
		size_t cap = (size_t)s->cap_article * 2 + 16;
		struct folder_article *more = NEW(s->mem, struct folder_article, cap);

		if (f->narticle > 0)
			memcpy(more, f->article, (size_t)f->narticle * sizeof *more);
		f->article = more;
		s->cap_article = (int)cap;
	}
	f->article[f->narticle++] = article;
}

static void
add_other(struct scan *s, str path)
{
	struct strs *list = &s->out->other;

	if (list->n == s->cap_other) {
		size_t cap = (size_t)s->cap_other * 2 + 16;
		str *more = NEW(s->mem, str, cap);

		if (list->n > 0)
			memcpy(more, list->v, (size_t)list->n * sizeof *more);
		list->v = more;
		s->cap_other = (int)cap;
	}
	list->v[list->n++] = path;
}

static bool
is_markdown(str name)
{
	return path_has_extension(name, STR("md"));
}

/* The article of folder PATH; "a.md" and "a/index.md" cannot both be the article a. */
static void
add_folder(struct scan *s, str path, str index)
{
	str file = str_fmt(s->mem, STR_FMT ".md", STR_ARG(path));
	enum file_kind kind;

	if (file_kind(s->root, file, &kind))
		diag(s->diag, D_ARTICLE_BOTH, ((struct pos){.file = index}), file, index);
	else
		add_article(s, (struct folder_article){index, path, path_name(path)});
}

/* Files of a folder inside the issue's: an article's if it has an index.md, else pictures. */
static void
scan_below(struct scan *s, str path, int depth)
{
	struct file_entry *e = NULL;
	int n = 0;

	if (!file_list(s->mem, s->diag, s->root, path, &e, &n))
		return;
	for (int i = 0; i < n; i++) {
		str file = path_join(s->mem, path, e[i].name);

		if (e[i].kind == FILE_FOLDER && depth < DEPTH_MAX)
			scan_below(s, file, depth + 1);
		else if (depth == 1 && str_eq(e[i].name, STR("index.md")))
			add_folder(s, path, file);
		else if (is_markdown(e[i].name))
			diag(s->diag, D_ARTICLE_DEEP, ((struct pos){.file = file}), file);
		else
			add_other(s, file);
	}
}

static void
take_file(struct scan *s, str path, str name)
{
	str file = path_join(s->mem, path, name);
	str bare = str_sub(name, 0, name.n - path_extension(name).n - 1);

	if (str_eq(name, STR("issue.md"))) {
		s->out->issue = true;
	} else if (str_eq(name, STR("honours.md"))) {
		s->out->honours = true;
	} else if (str_eq(name, STR("index.md"))) {
		diag(s->diag, D_ISSUE_INDEX, ((struct pos){.file = file}));
	} else if (is_markdown(name)) {
		add_article(s, (struct folder_article){file, path, bare});
	} else {
		add_other(s, file);
	}
}

bool
folder_read(struct arena *a, struct diag *d, const struct root *r, str path, struct folder *out)
{
	struct scan s = {a, d, r, out, 0, 0};
	struct file_entry *e = NULL;
	int n = 0;

	*out = (struct folder){0};
	if (!file_list(a, d, r, path, &e, &n))
		return false;
	for (int i = 0; i < n; i++) {
		if (e[i].kind == FILE_FOLDER)
			scan_below(&s, path_join(a, path, e[i].name), 1);
		else
			take_file(&s, path, e[i].name);
	}
	return true;
}
