#include "base/test.h"
#include "emit/site.c" /* the .c: its statics are in reach */

#include <fcntl.h>
#include <unistd.h>

/*
 * A paper of one issue, made by hand, written with the layouts of the project into
 * a folder of its own.
 */
struct fixture {
	struct arena mem;
	struct diag diag;
	struct root layouts, out;
	struct site_assets assets;
	char folder[TEST_FOLDER];
	struct glossary glossary;
	struct paper paper;
	struct emit e;
	struct summary sum;
};

static struct node *
paragraph(struct arena *a, struct node *doc, str text)
{
	struct node *p = node_new(a, NODE_PARA, (struct pos){0});
	struct node *t = node_new(a, NODE_TEXT, (struct pos){0});

	t->text = text;
	node_append(p, t);
	node_append(doc, p);
	return p;
}

/* The same in every article: a feed holds them all. */
static void
heading(struct arena *a, struct node *doc)
{
	struct node *h = paragraph(a, doc, STR("小标题"));

	h->type = NODE_HEADING;
	h->level = 2;
	h->id = STR("小标题");
}

static struct article *
article(struct arena *a, str slug, str title, int page)
{
	struct article *art = NEW(a, struct article, 1);

	*art = (struct article){.slug = slug, .title = title, .page = page};
	art->nbyline = 1;
	art->byline = NEW(a, struct byline, 1);
	assert_true(byline_parse(a, STR("记者 周予安 通讯员 郭其"), art->byline));
	art->tags = (struct strs){NEW(a, str, 1), 1};
	art->tags.v[0] = STR("民生");
	art->body = node_new(a, NODE_DOCUMENT, (struct pos){0});
	paragraph(a, art->body, STR("里弄里的头发店开了门。"));
	heading(a, art->body);
	return art;
}

static void
add_link(struct arena *a, struct article *from, const char *issue, const char *slug)
{
	struct node *p = paragraph(a, from->body, STR("见"));
	struct node *link = node_new(a, NODE_LINK, (struct pos){0});
	struct node *text = node_new(a, NODE_TEXT, (struct pos){0});

	link->url = STR("other.md");
	link->to = LINK_ARTICLE;
	link->target_issue = str_from(issue);
	link->target_slug = str_from(slug);
	text->text = STR("另一篇");
	node_append(link, text);
	node_append(p, link);
}

static struct issue *
issue(struct arena *a)
{
	struct issue *is = NEW(a, struct issue, 1);
	struct honour_roll *roll = NEW(a, struct honour_roll, 1);

	*is = (struct issue){.folder = STR("content/2026-11-13"),
			     .date = {2026, 11, 13},
			     .number = 128,
			     .npage = 2,
			     .editor = STR("沈若禾")};
	is->page = NEW(a, struct issue_page, 2);
	is->page[0] = (struct issue_page){
	    .number = 1, .name = STR("要闻"), .function = STR("front")};
	is->page[1] = (struct issue_page){
	    .number = 2, .name = STR("荣誉榜"), .function = STR("honours")};
	is->note = node_new(a, NODE_DOCUMENT, (struct pos){0});
	paragraph(a, is->note, STR("编者的话"));
	is->article = NEW(a, struct article *, 3);
	is->article[is->narticle++] = article(a, STR("qiao"), STR("<script>&\"桥\""), 1);
	is->article[is->narticle++] = article(a, STR("shitang"), STR("食堂里的一天"), 1);
	is->article[is->narticle++] = article(a, STR("里弄"), STR("没有列出的版"), 3);
	add_link(a, is->article[0], "2026-11-13", "shitang");
	roll->title = STR("荣誉榜");
	roll->n = 1;
	roll->entry = NEW(a, struct honour, 1);
	roll->entry[0] = (struct honour){.organisation = STR("梧桐里面包房"),
					 .honours = {NEW(a, str, 1), 1},
					 .certificate = STR("CFCP-1794276751"),
					 .label = BUSINESS_SERVICE,
					 .business = STR("面包")};
	roll->entry[0].honours.v[0] = STR("星级服务单位");
	is->roll = roll;
	return is;
}

static void
open_site(struct fixture *f, str url)
{
	*f = (struct fixture){0};
	diag_init(&f->diag, &f->mem);
	assert_true(root_open(&f->layouts, &f->diag, "layouts"));
	test_folder(f->folder);
	assert_true(root_open(&f->out, &f->diag, f->folder));
	f->paper = (struct paper){.file = STR("content/paper.md"),
				  .name = STR("汀浦晚报"),
				  .cn = STR("CN99-0101"),
				  .url = url,
				  .edition = {SCRIPT_HANS, SCRIPT_HANT},
				  .nedition = 2};
	site_assets_read(&f->mem, &f->diag, &f->layouts, &f->assets);
	f->sum = (struct summary){.date = {2026, 11, 13}, .in_feed = true};
	f->e = (struct emit){.mem = &f->mem,
			     .diag = &f->diag,
			     .layouts = &f->layouts,
			     .assets = &f->assets,
			     .web = web_new(&f->mem, &f->layouts),
			     .files = files_new(&f->mem, &f->diag, f->out.fd),
			     .editions = edition_open(&f->mem, &f->paper, &f->glossary)};
}

static void
write_issue_and_whole(struct fixture *f, const struct issue *source)
{
	for (int i = 0; i < f->paper.nedition; i++) {
		f->e.edition = f->paper.edition[i];
		f->e.paper = edition_paper(&f->mem, &f->diag, f->e.editions, &f->paper,
					   f->e.edition);
		f->e.issue = edition_issue(&f->mem, &f->diag, f->e.editions, source, f->e.edition);
		emit_site_issue(&f->e, NULL, &f->sum);
	}
	f->e.issue = NULL;
	for (int i = 0; i < f->paper.nedition; i++) {
		f->e.edition = f->paper.edition[i];
		f->e.paper = edition_paper(&f->mem, &f->diag, f->e.editions, &f->paper,
					   f->e.edition);
		emit_site_whole(&f->e, &f->sum, 1);
	}
}

static void
write_site(struct fixture *f)
{
	write_issue_and_whole(f, issue(&f->mem));
}

static void
close_site(struct fixture *f)
{
	edition_close(f->e.editions);
	web_free(f->e.web);
	root_close(&f->layouts);
	root_close(&f->out);
	test_folder_gone(f->folder);
	arena_free(&f->mem);
}

static str
page_text(struct fixture *f, const char *path)
{
	str text;

	if (!file_read(&f->mem, &f->diag, &f->out, str_from(path), 1 << 20, &text))
		fail_msg("%s was not written", path);
	return text;
}

static void
holds(struct fixture *f, const char *path, const char *part)
{
	if (str_find(page_text(f, path), str_from(part)) < 0)
		fail_msg("%s has no %s", path, part);
}

static void
lacks(struct fixture *f, const char *path, const char *part)
{
	if (str_find(page_text(f, path), str_from(part)) >= 0)
		fail_msg("%s has %s", path, part);
}

static bool
was_written(const struct fixture *f, str path)
{
	for (int i = 0; i < files_count(f->e.files); i++)
		if (str_eq(files_at(f->e.files, i)->path, path))
			return true;
	return false;
}

/* TARGET as seen from the folder of FILE; "../" climbs, "/" is the site. */
static str
resolved(struct arena *a, str file, str target)
{
	str path = str_cut(&target, STR("#"));

	if (str_eat(&path, STR("/")))
		return str_fmt(a, "site/" STR_FMT, STR_ARG(path));
	while (file.n > 0 && file.p[file.n - 1] != '/')
		file.n--;
	while (str_eat(&path, STR("../")))
		for (file.n--; file.n > 0 && file.p[file.n - 1] != '/'; file.n--)
			;
	return str_fmt(a, STR_FMT STR_FMT, STR_ARG(file), STR_ARG(path));
}

static void
check_links(struct fixture *f)
{
	for (int i = 0; i < files_count(f->e.files); i++) {
		const struct files_entry *file = files_at(f->e.files, i);

		for (int k = 0; k < file->seen.nlink; k++) {
			str target = file->seen.link[k].target;

			if (!str_starts(target, STR("#")) &&
			    !was_written(f, resolved(&f->mem, file->path, target)))
				fail_msg(STR_FMT ": " STR_FMT, STR_ARG(file->path),
					 STR_ARG(target));
		}
	}
}

static void
every_page_is_written_and_every_link_leads_to_one(void **state)
{
	static const char *const folders[] = {"site/", "site/hant/"};
	static const char *const pages[] = {
	    "index.html",
	    "archive/index.html",
	    "honours/index.html",
	    "about/index.html",
	    "reading/index.html",
	    "404.html",
	    "manifest.webmanifest",
	    "feed.xml",
	    "2026-11-13/index.html",
	    "2026-11-13/1/index.html",
	    "2026-11-13/2/index.html",
	    "2026-11-13/3/index.html",
	    "2026-11-13/qiao/index.html",
	    "2026-11-13/shitang/index.html",
	    "2026-11-13/里弄/index.html",
	};
	struct fixture f;

	(void)state;
	open_site(&f, STR("https://example.org/"));
	write_site(&f);
	assert_str(test_messages(&f.mem, &f.diag), "");
	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
			assert_true(was_written(&f, str_fmt(&f.mem, "%s%s", folders[k], pages[i])));
	for (int i = 0; i < f.assets.n; i++)
		assert_true(
		    was_written(&f, str_fmt(&f.mem, "site/" STR_FMT, STR_ARG(f.assets.v[i].path))));
	assert_true(was_written(&f, STR("site/sitemap.xml")));
	check_links(&f);
	close_site(&f);
}

static void
each_edition_speaks_its_script(void **state)
{
	struct fixture f;

	(void)state;
	open_site(&f, STR("https://example.org/"));
	write_site(&f);
	holds(&f, "site/2026-11-13/shitang/index.html", "头发店");
	holds(&f, "site/hant/2026-11-13/shitang/index.html", "頭髮店");
	holds(&f, "site/hant/2026-11-13/shitang/index.html", "lang=\"zh-Hant\"");
	holds(&f, "site/hant/index.html", "首頁");
	holds(&f, "site/hant/index.html", "榮譽榜");
	holds(&f, "site/hant/about/index.html", "關於本報");
	lacks(&f, "site/hant/honours/index.html", "荣");
	holds(&f, "site/hant/honours/index.html", "CFCP-1794276751");
	holds(&f, "site/2026-11-13/qiao/index.html", "&lt;script&gt;&amp;");
	lacks(&f, "site/2026-11-13/qiao/index.html", "<script>");
	holds(&f, "site/2026-11-13/qiao/index.html", "href=\"../shitang/index.html\"");
	holds(&f, "site/2026-11-13/qiao/index.html", "hreflang=\"zh-Hant\" rel=\"alternate\"");
	holds(&f, "site/2026-11-13/qiao/index.html", "hreflang=\"x-default\"");
	close_site(&f);
}

/* The file at PATH against the rules in tests/site/. */
static void
keeps_rules(struct fixture *f, const char *path, const char *rules)
{
	struct verify_result seen;
	struct verify_schema *s;
	struct root here;
	str text;

	assert_true(root_open(&here, &f->diag, "."));
	assert_true(file_read(&f->mem, &f->diag, &here, str_from(rules), 1 << 20, &text));
	root_close(&here);
	s = verify_schema_new(&f->diag, str_from(rules), text);
	assert_non_null(s);
	verify_xml(&f->mem, &f->diag, str_from(path), page_text(f, path), s, &seen);
	verify_schema_free(s);
	assert_str(test_messages(&f->mem, &f->diag), "");
}

static void
feeds_and_map_name_addresses(void **state)
{
	struct fixture f;

	(void)state;
	open_site(&f, STR("https://example.org/"));
	write_site(&f);
	holds(&f, "site/hant/feed.xml", "<id>tag:example.org,2026-11-13:hant/qiao</id>");
	holds(&f, "site/hant/feed.xml", "<updated>2026-11-13T00:00:00+08:00</updated>");
	holds(&f, "site/hant/feed.xml", "href=\"https://example.org/hant/feed.xml\"");
	holds(&f, "site/hant/feed.xml", "href=\"https://example.org/hant/2026-11-13/shitang/\"");
	assert_str(page_text(&f, "site/robots.txt"),
		   "User-agent: *\nAllow: /\nSitemap: https://example.org/sitemap.xml\n");
	holds(&f, "site/sitemap.xml", "<loc>https://example.org/sitemap-2026.xml</loc>");
	holds(&f, "site/sitemap-2026.xml",
	      "<loc>https://example.org/2026-11-13/%E9%87%8C%E5%BC%84/</loc>");
	holds(&f, "site/sitemap-2026.xml", "<loc>https://example.org/hant/2026-11-13/qiao/</loc>");
	holds(&f, "site/sitemap-2026.xml",
	      "hreflang=\"x-default\" href=\"https://example.org/2026-11-13/qiao/\"");
	holds(&f, "site/sitemap-pages.xml", "<loc>https://example.org/search/</loc>");
	holds(&f, "site/sitemap-pages.xml",
	      "<loc>https://example.org/hant/authors/%E9%83%AD%E5%85%B6/</loc>");
	keeps_rules(&f, "site/feed.xml", "tests/site/atom.rng");
	keeps_rules(&f, "site/hant/feed.xml", "tests/site/atom.rng");
	keeps_rules(&f, "site/sitemap.xml", "tests/site/sitemap.rng");
	keeps_rules(&f, "site/sitemap-2026.xml", "tests/site/sitemap.rng");
	keeps_rules(&f, "site/sitemap-pages.xml", "tests/site/sitemap.rng");
	close_site(&f);
}

/* A feed is the same one when an older issue is added, a day is known, the address changes. */
static void
ids_of_feeds_stay(void **state)
{
	static const struct {
		const char *url, *host, *feed, *entry;
		struct date founded, id;
	} cases[] = {
	    {"https://example.org/",
	     "",
	     "tag:example.org,2000-01-01:hans",
	     "tag:example.org,2026-11-13:hans/qiao",
	     {0},
	     {0}},
	    {"https://example.org/",
	     "",
	     "tag:example.org,1995-04-18:hans",
	     "tag:example.org,2026-11-13:hans/qiao",
	     {1995, 4, 18},
	     {0}},
	    {"https://new.example.org/",
	     "example.org",
	     "tag:example.org,2001-02-03:hans",
	     "tag:example.org,2026-11-13:hans/qiao",
	     {1995, 4, 18},
	     {2001, 2, 3}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct fixture f;

		open_site(&f, str_from(cases[i].url));
		f.paper.founded = cases[i].founded;
		f.paper.id_host = str_from(cases[i].host);
		f.paper.id_date = cases[i].id;
		write_site(&f);
		holds(&f, "site/feed.xml",
		      str_z(&f.mem, str_fmt(&f.mem, "<id>%s</id>", cases[i].feed)));
		holds(&f, "site/feed.xml",
		      str_z(&f.mem, str_fmt(&f.mem, "<id>%s</id>", cases[i].entry)));
		holds(&f, "site/feed.json",
		      str_z(&f.mem, str_fmt(&f.mem, "\"%s\"", cases[i].entry)));
		close_site(&f);
	}
}

/* check/rules has said it: nothing more is to be said. */
static void
an_address_given_twice_is_written_once(void **state)
{
	struct fixture f;
	struct issue *is;

	(void)state;
	open_site(&f, STR("https://example.org/"));
	is = issue(&f.mem);
	is->article[1]->slug = is->article[0]->slug;
	is->article[2]->slug = STR("2"); /* a page */
	write_issue_and_whole(&f, is);
	assert_str(test_messages(&f.mem, &f.diag), "");
	holds(&f, "site/2026-11-13/qiao/index.html", "&lt;script&gt;&amp;");
	close_site(&f);
}

static void
pages_of_authors_say_what_they_did(void **state)
{
	struct fixture f;
	struct issue *is;

	(void)state;
	open_site(&f, STR("https://example.org/"));
	is = issue(&f.mem);
	assert_true(byline_parse(&f.mem, STR("文/周予安 图/郭其"), is->article[1]->byline));
	assert_true(byline_parse(&f.mem, STR("陆沉 摄"), is->article[2]->byline));
	write_issue_and_whole(&f, is);
	holds(&f, "site/authors/周予安/index.html", "</h1>\n<p class=\"work\">文字</p>");
	holds(&f, "site/authors/郭其/index.html", "</h1>\n<p class=\"work\">文字、摄影</p>");
	holds(&f, "site/authors/郭其/index.html", "<p class=\"work\">摄影</p>");
	holds(&f, "site/hant/authors/陸沉/index.html", "<p class=\"work\">攝影</p>");
	lacks(&f, "site/tags/民生/index.html", "class=\"work\"");
	holds(&f, "site/2026-11-13/shitang/index.html",
	      "周予安. 食堂里的一天[N]. 汀浦晚报, 2026-11-13(1).");
	holds(&f, "site/2026-11-13/里弄/index.html", "<span>没有列出的版[N]. ");
	close_site(&f);
}

/* Three names at most, then 等 (GB/T 7714-2015, 8.1.2). */
static void
many_authors_are_cited_in_short(void **state)
{
	struct fixture f;
	struct issue *is;

	(void)state;
	open_site(&f, STR("https://example.org/"));
	is = issue(&f.mem);
	assert_true(
	    byline_parse(&f.mem, STR("记者 周予安 郭其 陆沉 文/摄"), is->article[0]->byline));
	assert_true(
	    byline_parse(&f.mem, STR("记者 周予安 郭其 陆沉 王旭"), is->article[1]->byline));
	assert_true(byline_parse(&f.mem, STR("康健街道 供稿"), is->article[2]->byline));
	write_issue_and_whole(&f, is);
	holds(&f, "site/2026-11-13/qiao/index.html", "<span>周予安, 郭其, 陆沉. &lt;script");
	holds(&f, "site/2026-11-13/shitang/index.html", "<span>周予安, 郭其, 陆沉, 等. 食堂");
	holds(&f, "site/2026-11-13/里弄/index.html", "<span>康健街道. 没有");
	holds(&f, "site/2026-11-13/里弄/index.html",
	      "\"author\":[{\"@type\":\"Organization\",\"name\":\"康健街道\"");
	close_site(&f);
}

static void
what_was_changed_later_says_so(void **state)
{
	struct fixture f;
	struct issue *is;

	(void)state;
	open_site(&f, STR("https://example.org/"));
	is = issue(&f.mem);
	is->article[1]->updated = (struct date){2026, 11, 20};
	write_issue_and_whole(&f, is);
	holds(&f, "site/feed.xml",
	      "<updated>2026-11-20T00:00:00+08:00</updated>\n<link rel=\"self\"");
	holds(
	    &f, "site/feed.xml",
	    "<published>2026-11-13T00:00:00+08:00</published>\n<updated>2026-11-20T00:00:00+08:00");
	holds(&f, "site/feed.json", "\"date_modified\":\"2026-11-20T00:00:00+08:00\"");
	holds(&f, "site/sitemap.xml", "<lastmod>2026-11-20</lastmod>");
	holds(&f, "site/2026-11-13/shitang/index.html", "\"dateModified\":\"2026-11-20T");
	holds(&f, "site/2026-11-13/qiao/index.html", "\"dateModified\":\"2026-11-13T");
	close_site(&f);
}

static void
without_an_address_all_stays_relative(void **state)
{
	struct fixture f;

	(void)state;
	open_site(&f, (str){0});
	write_site(&f);
	assert_str(test_messages(&f.mem, &f.diag), "site-no-url 0:0");
	assert_false(was_written(&f, STR("site/sitemap.xml")));
	holds(&f, "site/feed.xml", "<id>tag:lilong.invalid,2026-11-13:CN99-0101/hans/qiao</id>");
	holds(&f, "site/feed.xml", "href=\"2026-11-13/qiao/index.html\"");
	lacks(&f, "site/index.html", "https://example.org");
	holds(&f, "site/2026-11-13/1/index.html",
	      "href=\"../../hant/2026-11-13/1/index.html\" hreflang=\"zh-Hant\"");
	close_site(&f);
}

static void
an_issue_may_be_empty(void **state)
{
	struct issue bare = {.folder = STR("content/2026-11-13"), .date = {2026, 11, 13}};
	struct fixture f;

	(void)state;
	open_site(&f, STR("https://example.org/"));
	write_issue_and_whole(&f, &bare);
	assert_str(test_messages(&f.mem, &f.diag), "");
	check_links(&f);
	holds(&f, "site/honours/index.html", "还没有荣誉榜");
	holds(&f, "site/archive/index.html", "13日");
	close_site(&f);
}

/* Before the first issue is out: every page that belongs to all issues is there. */
static void
a_paper_may_have_no_issue(void **state)
{
	struct fixture f;

	(void)state;
	open_site(&f, STR("https://example.org/"));
	f.e.edition = SCRIPT_HANS;
	f.paper.nedition = 1;
	f.e.paper = &f.paper;
	emit_site_whole(&f.e, NULL, 0);
	assert_str(test_messages(&f.mem, &f.diag), "");
	check_links(&f);
	holds(&f, "site/index.html", "还没有出版");
	holds(&f, "site/archive/index.html", "还没有出版");
	close_site(&f);
}

/* The worker of the Traditional edition, where the paper has OFFLINE and SLOGAN. */
static str
worker_of(struct fixture *f, bool offline, str slogan)
{
	open_site(f, STR("https://example.org/"));
	f->paper.offline = offline;
	f->paper.slogan = slogan;
	write_site(f);
	return page_text(f, "site/hant/sw.js");
}

static void
browsers_keep_the_newest_issue_if_asked_to(void **state)
{
	static const char *const want[] = {
	    "const LILONG = {\"pages\":[\"index.html\",\"reading/index.html\",\"offline.html\","
	    "\"2026-11-13/index.html\",\"2026-11-13/1/index.html\"",
	    "\"2026-11-13/%E9%87%8C%E5%BC%84/index.html\"],\"assets\":[\"../",
	    "\"offline\":\"offline.html\",\"version\":\"",
	};
	struct fixture f, same, other, none;
	str code = worker_of(&f, true, STR("一")), again = worker_of(&same, true, STR("一"));
	str changed = worker_of(&other, true, STR("二")), off = worker_of(&none, false, STR("一"));

	(void)state;
	for (size_t i = 0; i < sizeof want / sizeof *want; i++)
		if (str_find(code, str_from(want[i])) < 0)
			fail_msg("%s", want[i]);
	assert_true(str_find(code, STR("search")) < 0);
	assert_str(again, code.p);
	assert_false(str_eq(changed, code));
	assert_true(was_written(&f, STR("site/hant/offline.html")));
	assert_true(str_find(off, STR("LILONG")) < 0 && str_find(off, STR("unregister()")) > 0);
	assert_false(was_written(&none, STR("site/offline.html")));
	check_links(&f);
	close_site(&f);
	close_site(&same);
	close_site(&other);
	close_site(&none);
}

static void
same_bytes_twice(void **state)
{
	struct fixture one, two;

	(void)state;
	open_site(&one, STR("https://example.org/"));
	write_site(&one);
	open_site(&two, STR("https://example.org/"));
	write_site(&two);
	assert_int_equal(files_count(one.e.files), files_count(two.e.files));
	for (int i = 0; i < files_count(one.e.files); i++) {
		str path = files_at(one.e.files, i)->path;

		assert_true(str_eq(page_text(&one, str_z(&one.mem, path)),
				   page_text(&two, str_z(&two.mem, path))));
	}
	close_site(&one);
	close_site(&two);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_page_is_written_and_every_link_leads_to_one),
	    cmocka_unit_test(each_edition_speaks_its_script),
	    cmocka_unit_test(feeds_and_map_name_addresses),
	    cmocka_unit_test(ids_of_feeds_stay),
	    cmocka_unit_test(an_address_given_twice_is_written_once),
	    cmocka_unit_test(pages_of_authors_say_what_they_did),
	    cmocka_unit_test(many_authors_are_cited_in_short),
	    cmocka_unit_test(what_was_changed_later_says_so),
	    cmocka_unit_test(without_an_address_all_stays_relative),
	    cmocka_unit_test(an_issue_may_be_empty),
	    cmocka_unit_test(a_paper_may_have_no_issue),
	    cmocka_unit_test(browsers_keep_the_newest_issue_if_asked_to),
	    cmocka_unit_test(same_bytes_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
