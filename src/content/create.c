#include "content/create.h"

#include "base/icu.h"
#include "base/out.h"
#include "base/utf8.h"
#include "base/write.h"
#include "content/folder.h"
#include "content/issue.h"
#include "content/slug.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* A plain value is the rest of its line; one that begins like a list or a quotation is quoted. */
static str
value(struct arena *a, str text)
{
	struct out o = {.mem = a};

	if (!memchr("\"'[{|>&*!#%@`-", text.p[0], sizeof "\"'[{|>&*!#%@`-" - 1))
		return text;
	out_char(&o, '\'');
	for (ptrdiff_t i = 0; i < text.n; i++) {
		out_char(&o, text.p[i]);
		if (text.p[i] == '\'')
			out_char(&o, '\'');
	}
	out_char(&o, '\'');
	return out_text(&o);
}

static bool
title_ok(str title)
{
	for (ptrdiff_t i = 0; i < title.n; i++)
		if ((unsigned char)title.p[i] < ' ' || title.p[i] == 0x7F)
			return false;
	return title.n > 0 && utf8_bad(title) < 0;
}

/* "content/2026-11-13"; empty, with a message, if there is none. */
static str
issue_folder(struct arena *a, struct diag *d, const struct root *r, const char *date)
{
	struct strs all = {0};
	str last;

	if (!issue_list(a, d, r, &all))
		return (str){0};
	if (all.n == 0) {
		diag(d, D_NO_ISSUE, ((struct pos){.file = STR("content")}));
		return (str){0};
	}
	last = all.v[all.n - 1];
	if (!date)
		return last;
	for (int i = 0; i < all.n; i++)
		if (str_eq(str_from_at(all.v[i], STR("content/").n), str_from(date)))
			return all.v[i];
	diag(d, D_NEW_ISSUE, ((struct pos){0}), str_from(date),
	     str_from_at(last, STR("content/").n));
	return (str){0};
}

/* Whether no article of FOLDER, drafts too, has SLUG; what else is wrong with them is not said. */
static bool
is_free(struct arena *a, struct diag *d, const struct root *r, str folder, str slug, str path)
{
	const struct paper any = {0};
	struct folder all;
	struct diag quiet;

	diag_init(&quiet, a);
	if (!folder_read(a, &quiet, r, folder, &all))
		return true;
	for (int i = 0; i < all.narticle; i++) {
		const struct folder_article *f = &all.article[i];
		const struct article *x = article_read(a, &quiet, r, &any, f->path, f->folder,
						       f->name);

		if (x && !str_eq(x->file, path) &&
		    str_eq(icu_fold(a, x->slug), icu_fold(a, slug))) {
			diag(d, D_SLUG_TWICE, ((struct pos){.file = path}), slug, x->file);
			return false;
		}
	}
	return true;
}

/* FOLDER is below the project and no link; nothing that is there is written over. */
static bool
write_new(struct arena *a, const struct root *r, str folder, str name, str text)
{
	int at = openat(r->fd, str_z(a, folder), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	int fd, why;
	bool ok;

	if (at < 0)
		return false;
	fd = openat(at, str_z(a, name), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	ok = fd >= 0 && write_all(fd, text);
	why = errno;
	if (fd >= 0 && (close(fd) != 0 || !ok))
		unlinkat(at, str_z(a, name), 0);
	close(at);
	errno = why;
	return ok;
}

bool
create_article(struct arena *a, struct diag *d, const struct root *r, str title, const char *date,
	       str *path)
{
	str folder, slug, name, text;

	title = str_trim(title);
	if (!title_ok(title)) {
		diag(d, D_NEW_TITLE, ((struct pos){0}));
		return false;
	}
	folder = issue_folder(a, d, r, date);
	if (folder.n == 0)
		return false;
	slug = slug_from_title(a, title);
	if (slug.n == 0) {
		diag(d, D_NEW_SLUG, ((struct pos){0}), title);
		return false;
	}
	name = str_fmt(a, STR_FMT ".md", STR_ARG(slug));
	*path = str_fmt(a, STR_FMT "/" STR_FMT, STR_ARG(folder), STR_ARG(name));
	if (!is_free(a, d, r, folder, slug, *path))
		return false;
	text = str_fmt(a, "---\ntitle: " STR_FMT "\nslug: " STR_FMT "\npage: 1\ndraft: 是\n---\n\n",
		       STR_ARG(value(a, title)), STR_ARG(slug));
	if (write_new(a, r, folder, name, text))
		return true;
	if (errno == EEXIST)
		diag(d, D_NEW_THERE, ((struct pos){.file = *path}));
	else
		diag(d, D_NEW_WRITE, ((struct pos){.file = *path}), str_from(strerror(errno)));
	return false;
}
