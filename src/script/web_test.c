#include "base/asked.h"
#include "base/test.h"
#include "script/web.c" /* the .c: its statics are in reach */

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder that holds web/page.lua; t"…" puts its words in brackets, links start with "../". */
struct fixture {
	struct arena mem;
	struct diag diag;
	struct root root;
	char folder[TEST_FOLDER];
	struct web *web;
};

static str
bracketed(void *ctx, struct arena *a, struct diag *d, struct pos at, str words)
{
	(void)at;
	(void)d;
	(void)ctx;
	return str_fmt(a, "[" STR_FMT "]", STR_ARG(words));
}

static str
linked(void *ctx, struct arena *a, str path)
{
	(void)ctx;
	return str_fmt(a, "../" STR_FMT "index.html", STR_ARG(path));
}

static str
kept_once(void *ctx, struct arena *a, str name)
{
	(void)ctx;
	return str_fmt(a, "../../" STR_FMT, STR_ARG(name));
}

static struct data *
two_deep(void *ctx, struct arena *a, int depth)
{
	struct data *t = data_new(a);
	int *asked = ctx;

	if (asked)
		*asked = depth;
	data_number(a, t, STR("depth"), depth);
	return depth <= 2 ? t : NULL;
}

static const struct web_host host = {bracketed, linked, kept_once, two_deep, NULL};

static void
open_web(struct fixture *f, const char *script)
{
	int web, file;

	*f = (struct fixture){0};
	diag_init(&f->diag, &f->mem);
	test_folder(f->folder);
	assert_true(root_open(&f->root, &f->diag, f->folder));
	assert_int_equal(mkdirat(f->root.fd, "web", 0700), 0);
	web = openat(f->root.fd, "web", O_DIRECTORY);
	file = openat(web, "page.lua", O_CREAT | O_WRONLY, 0600);
	assert_int_equal(write(file, script, strlen(script)), (ssize_t)strlen(script));
	close(file);
	close(web);
	f->web = web_new(&f->mem, &f->root);
	web_begin(f->web, &f->mem, &f->diag, &f->root, &host, &(str){0}, 0);
}

static void
close_web(struct fixture *f)
{
	web_free(f->web);
	unlinkat(f->root.fd, "web/page.lua", 0);
	unlinkat(f->root.fd, "web", AT_REMOVEDIR);
	rmdir(f->folder);
	root_close(&f->root);
	arena_free(&f->mem);
}

static struct data *
sample(struct arena *a)
{
	struct data *ctx = data_new(a), *list = data_new(a), *item = data_new(a);
	struct data *names = data_new(a);
	struct element *body = element_new(a, NULL, STR("div"));

	data_text(a, names, STR(""), STR("甲"));
	data_text(a, names, STR(""), STR("乙"));
	data_table(a, ctx, STR("names"), names);
	element_with_text(a, body, STR("p"), STR("一"));
	element_with_text(a, body, STR("p"), STR("二"));
	data_text(a, item, STR("title"), STR("<标题>"));
	data_text(a, item, STR("deck"), STR(""));
	data_number(a, item, STR("page"), 3);
	data_table(a, list, STR(""), item);
	data_table(a, ctx, STR("articles"), list);
	data_content(a, ctx, STR("body"), body);
	data_flag(a, ctx, STR("yes"), true);
	data_flag(a, ctx, STR("no"), false);
	return ctx;
}

/* What the page is, or, from "!" on, what the message must hold. */
static const struct {
	const char *script, *want;
} cases[] = {
    {"return function(ctx) return h.html{h.p{'a', 1, nil, false, h.br(), {h.b'c', {'d'}}}} end",
     "<p>a1<br /><b>c</b>d</p>"},
    {"return function(ctx) return h.html{h.p{nil, 'a', nil, 'b', nil}} end", "<p>ab</p>"},
    {"return function(ctx) return h.html{h.p('a', h.i'b')} end", "<p>a<i>b</i></p>"},
    {"return function(ctx) return h.html{h.p(h.i'b')} end", "<p><i>b</i></p>"},
    {"return function(ctx) return h.html{h.p{class='z', id='x', hidden=true, lang=false}} end",
     "<p class=\"z\" hidden=\"hidden\" id=\"x\"></p>"},
    {"return function(ctx) return h.html{h.p{'<&>\"', title='<&>\"'}} end",
     "<p title=\"&lt;&amp;&gt;&quot;\">&lt;&amp;&gt;\"</p>"},
    {"return function(ctx) local a = ctx.articles[1] "
     "return h.html{h.p{a.title, a.deck, a.page + 1, ctx.yes and '!', ctx.no and '?'}} end",
     "<p>&lt;标题&gt;4!</p>"},
    {"return function(ctx) return h.html{h.div{class='body', ctx.body}} end",
     "<div class=\"body\">\n<p>一</p>\n<p>二</p>\n</div>"},
    {"return function(ctx) return h.html{h.a{href=ctx.link'archive/', t'往期', t'往期'}} end",
     "<a href=\"../archive/index.html\">[往期][往期]</a>"},
    {"return function(ctx) return h.html{h.script{src=ctx.asset'search.js'}} end",
     "<script src=\"../../search.js\"></script>"},
    {"return function(ctx) return h.html{ctx.asset(nil)} end", "!bad argument"},
    {"return function(ctx) return h.html{h.img{src='a.jpg', alt='', width=480}} end",
     "<img alt=\"\" src=\"a.jpg\" width=\"480\" />"},

    {"return function(ctx) return h.html{h.div{h.p'a', {h.hr()}, h.b'c', h.p'd'}} end",
     "<div><p>a</p><hr /><b>c</b><p>d</p></div>"},
    {"return function(ctx) return h.html{h.div{h.p'a', h.div{h.p'b', h.p'c'}, 'd'}} end",
     "<div><p>a</p><div>\n<p>b</p>\n<p>c</p>\n</div>d</div>"},
    {"return function(ctx) return h.html{h.div{h.p'a', {{}, '', h.p{h.hr()}}}, h.div{}} end",
     "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">\n<div>\n<p>a</p>\n"
     "<p>\n<hr />\n</p>\n</div>\n<div></div>\n</html>\n"},
    {"return function(ctx) return h.html{h.pre{h.p'a', h.p'b'}, h.b{h.p'c'}} end",
     "<html "
     "xmlns=\"http://www.w3.org/1999/xhtml\"><pre><p>a</p><p>b</p></pre><b><p>c</p></b></html>"},

    {"return 1", "!page.lua returns no function"},
    {"return function(ctx) end", "!does not return an h.html"},
    {"return function(ctx) return h.div{} end", "!does not return an h.html"},
    {"return function(ctx) return setmetatable({}, {'html'}) end", "!does not return an h.html"},
    {"return function(ctx) return h.html{{[0]='iframe'}} end", "!not 1, 2, 3"},
    {"return function(ctx) setmetatable(h.p{}, {}) end", "!cannot be changed"},
    {"return function(ctx) return h.html{h.p(h.b'x', 'y')} end", "<p><b>x</b>y</p>"},
    {"return function(ctx) local t = {'x'} return h.html{h.p(t), {t}} end", "<p>x</p>"},
    {"return function(ctx) return h.html{h.iframe{}} end", "!h.iframe: no element"},
    {"return function(ctx) return h.html{h['p x']{}} end", "!h.p x: no element"},
    {"return function(ctx)\nreturn h.html{\nh.p{onclick='x'}} end",
     "!h.p: onclick would run a script"},
    {"return function(ctx) local p = h.p{} p.onclick = 'x' return h.html{h.div{p}} end",
     "!html > div > p: onclick would run a script"},
    {"return function(ctx) return h.html{h.p{style='x'}} end", "!h.p: style is not allowed"},
    {"return function(ctx) return h.html{h.a{href='javascript:x'}} end", "!h.a: href leads"},
    {"return function(ctx) return h.html{h.a{href=' javascript:x'}} end", "!h.a: href has"},
    {"return function(ctx) return h.html{h.p{class={}}} end", "!html > p: class is a table"},
    {"return function(ctx) return h.html{h.p{['a\"b']='x'}} end", "!is no name of an attribute"},
    {"return function(ctx) return h.html{h.p{[1.5]='x'}} end", "!neither a name nor a number"},
    {"return function(ctx) return h.html{h.p{[-1]='x'}} end", "!not 1, 2, 3"},
    {"return function(ctx) return h.html{h.p{[1000000000]='x'}} end", "!not 1, 2, 3"},
    {"return function(ctx) return h.html{h.p{[true]='x'}} end", "!neither a name nor a number"},
    {"return function(ctx) return h.html{h.p{{class='x'}}} end", "!has a field \"class\""},
    {"return function(ctx) return h.html{h.p{1.5}} end", "!a number is not whole"},
    {"return function(ctx) return h.html{h.p{0, ' ', -70, math.mininteger}} end",
     "<p>0 -70-9223372036854775808</p>"},
    {"return function(ctx) return h.html{h.p{title='a\\xFF b'}} end", "!text is not UTF-8"},
    {"return function(ctx) return h.html{h.p{'\\xFF'}} end", "!text is not UTF-8"},
    {"return function(ctx) return h.html{h.p{print}} end", "!a child is a function"},
    {"return function(ctx) return h.html{h.p{true}} end", "!a child is a boolean"},
    {"return function(ctx) return h.html{h.br{'x'}} end", "!html > br: has no inside"},
    {"return function(ctx) return h.html{h.script{'alert(1)'}} end", "!files of their own"},
    {"return function(ctx) return h.html{ctx.body, ctx.body} end", "!placed once only"},
    {"return function(ctx) local p = h.p{} p[1] = p return h.html{p} end", "!in a circle"},
    {"return function(ctx) local p = {} p[1] = p return h.html{p} end", "!in a circle"},
    {"return function(ctx) local p = 'x' for i = 1, 60 do p = {p, p} end return h.html{p} end",
     "!"},
    {"return function(ctx) local s = string.rep('x', 1000000) "
     "return h.html{{s,s,s,s,s,s,s,s},{s,s,s,s,s,s,s,s},{s,s,s,s,s,s,s,s},{s,s,s,s,s,s,s,s},"
     "{s,s,s,s,s,s,s,s}} end",
     "!the page is too large"},
    {"return function(ctx) local a = {} for i = 1, 40 do a['a'..i] = 'x' end "
     "return h.html{h.p(a)} end",
     "!too many attributes"},
    {"return function(ctx) return h.html{setmetatable({}, {__len=function() return 9 end, "
     "__index=function(_, i) return i end})} end",
     ""},
    {"return function(ctx) return h.html{t(1)} end", "[1]"},
    {"return function(ctx) return h.html{h.p{words('路灯亮了，好')}} end",
     "<p>路灯<wbr />亮了，好</p>"},
    {"return function(ctx) return h.html{h.p{words('路灯全亮了 路灯亮了亮了亮了亮了')}} end",
     "<p>路灯全亮了 路灯<wbr />亮了<wbr />亮了"},
    {"return function(ctx) return h.html{h.p{words('<路灯>全亮了&')}} end",
     "<p>&lt;<wbr />路灯<wbr />&gt;<wbr />全<wbr />亮了&amp;</p>"},
    {"return function(ctx) return h.html{words{}} end", "!bad argument"},
    {"return function(ctx) return h.html{h.p{words'路灯亮了', words'路灯亮了', words''}} end",
     "<p>路灯<wbr />亮了路灯<wbr />亮了</p>"},
    {"return function(ctx) local a = written(h.p{class='c', h.b'<', 'x'}) return h.html{a, a} end",
     "\n<p class=\"c\"><b>&lt;</b>x</p>\n<p class=\"c\"><b>&lt;</b>x</p>\n"},
    {"return function(ctx) return h.html{written{'<', h.i{}, {h.br{}}}} end", "&lt;<i></i><br />"},
    {"return function(ctx) local a = written(ctx.body) return h.html{a, a} end",
     "<p>一</p>\n<p>二</p>\n<p>一</p>"},
    {"return function(ctx) return h.html{written(written(h.i'x'))} end", "<i>x</i>"},
    {"return function(ctx) return h.html{written(nil), written()} end", ""},
    {"return function(ctx) return h.html{written(true)} end", "!a child is a boolean"},
    {"return function(ctx) local p = written(h.p{}) p.x = 1 end", "!"},
    {"return function(ctx) return h.html{written(h.p{written(ctx.body), ctx.body})} end",
     "!placed once only"},
    {"return function(ctx) return h.html{t{}} end", "!bad argument"},
    {"return function(ctx) return h.html{ctx.link()} end", "!bad argument"},
    {"return function(ctx) return h.html{t'\\xFF'} end", "!text is not UTF-8"},
    {"return function(ctx) local n = {} for k, v in pairs(ctx) do n[#n + 1] = k .. type(v) end "
     "return h.html{table.concat(n, ' ')} end",
     "articlesuserdata assetfunction bodyuserdata linkfunction namesuserdata yesboolean"},
    {"return function(ctx) return h.html{#ctx.names, ctx.names[2], ctx.names[3], ctx.names.x, "
     "ctx[1], #ctx, table.concat(ctx.names, '-'), select('#', table.unpack(ctx.names)), "
     "#table.move(ctx.names, 1, 2, 3, {}), next(ctx.articles[1])} end",
     "2乙0甲-乙20page"},
    {"return function(ctx) local n = {} for i, name in ipairs(ctx.names) do n[i] = i .. name end "
     "return h.html(n) end",
     "1甲2乙"},
    {"return function(ctx) local known = {[ctx.names] = 'a'} "
     "return h.html{known[ctx.names], ctx.names == ctx.names and 'b', "
     "ctx.names ~= ctx.articles and 'c', tostring(ctx.names)} end",
     "abcuserdata"},
    {"return function(ctx) return h.html{h.p(ctx.names), h.b{ctx.names}} end",
     "<p>甲乙</p><b>甲乙</b>"},
    {"return function(ctx) return h.html{ctx.articles} end", "!a field \"title\""},
    {"return function(ctx) return h.html{h.p{class = ctx.names}} end", "!class is a userdata"},
    {"return function(ctx) ctx.x = 1 end", "!cannot be changed"},
    {"return function(ctx) table.insert(ctx.names, 'x') end", "!table expected"},
    {"return function(ctx) table.move(ctx.names, 1, 1, 2) end", "!table expected"},
    {"return function(ctx) table.sort(ctx.names) end", "!table expected"},
    {"return function(ctx) setmetatable(ctx, {}) end", "!table expected"},
    {"return function(ctx) getmetatable(ctx).__index = 1 end", "!index a boolean"},
    {"return function(ctx) return h.html(ctx.names.x.y) end", "!index a nil value (field 'x')"},
    {"return function(ctx) while true do end end", "!"},
    {"ready(1) return function(ctx) return h.html{} end", "!bad argument"},
    {"ready(function(ctx)\nerror'why' end) return function(ctx) return h.html{} end", "!why"},
    {"local function f() ready(f) end ready(f) return function(ctx) return h.html{} end", "!"},
};

/* What makes a part, and the values of each time that it is placed. */
static const struct {
	const char *make, *values, *want;
} filled[] = {
    {"h.p{class = of.c, h.b{of.t}}", "{c = 'x', t = '<'}, {t = {h.i{}, 'y', 3}}",
     "<html xmlns=\"http://www.w3.org/1999/xhtml\">\n<p class=\"x\"><b>&lt;</b></p>\n"
     "<p><b><i></i>y3</b></p>\n</html>"},
    {"h.a{href = of.x, id = 'i', title = of.y}", "{x = '/a?b&c', y = 2}, {x = false, y = true}",
     "<a href=\"/a?b&amp;c\" id=\"i\" title=\"2\"></a><a id=\"i\" title=\"title\"></a>"},
    {"h.div{of.a, h.p{}, of.b}", "{a = h.p'1', b = {h.p'2', h.p'3'}}, {}",
     "<div>\n<p>1</p>\n<p></p>\n<p>2</p>\n<p>3</p>\n</div>\n<div>\n<p></p>\n</div>"},
    {"h.div{of.a, h.p{}, of.b, h.i{}, of.c}", "{a = 'x', b = h.p{}, c = h.b{}}",
     "<div>x<p></p><p></p><i></i><b></b></div>"},
    {"h.div{h.p{of.a}, h.p{h.p{}, of.b}, 'x'}", "{a = 'a', b = h.p{}}",
     "<div><p>a</p><p>\n<p></p>\n<p></p>\n</p>x</div>"},
    {"h.div{of.a}", "{a = h.p{}}, {a = 'x'}", "<div>\n<p></p>\n</div>\n<div>x</div>"},
    {"{h.p{of.a}, {h.p{of.b}}}", "{a = '1', b = '2'}", "\n<p>1</p>\n<p>2</p>\n"},
    {"h.p{of.a, of.a}", "{a = part(function(of) return h.b{of.a} end){a = 'x'}}",
     "<p><b>x</b><b>x</b></p>"},
    {"part(function(it) return h.b{id = it.i, it.a} end){i = of.j, a = {of.b}}",
     "{j = 'j', b = 'x'}, {b = 'y'}", "<b id=\"j\">x</b><b>y</b>"},
    {"h.p{of.a}", "nil", "<p></p>"},
    {"h.p{ctx.body}", "{a = 1}", "<p>\n<p>一</p>"},
    {"h.b{of.a}", "{a = h.p{}}, {a = {h.p{}, 'x'}}", "<b><p></p></b><b><p></p>x</b>"},
    {"h.p{of.a}", "{a = {h.p{}, 'x'}}", "<p><p></p>x</p>"},
    {"h.p{of.a}", "{a = ctx.body}", "<p>\n<p>一</p>\n<p>二</p>\n</p>"},
    {"h.a{href = of.x}", "{x = 'javascript:1'}", "!leads to an address that is not http"},
    {"h.p{onclick = of.x}", "{x = '1'}", "!onclick would run a script"},
    {"h.p{onclick = of.x}", "{}", "<p></p>"},
    {"h.p{id = of.x}", "{x = ' '}", "!has a space in it"},
    {"h.p{id = of.x}", "{x = {}}", "!id is a table"},
    {"h.p{id = of.x}", "{x = h.p{}}", "!id is a table"},
    {"h.p{id = of.x}", "{x = ctx.body}", "!id is a userdata"},
    {"h.script{of.a}", "{a = 'x'}", "!scripts stand in files"},
    {"h.br{of.a}", "{a = 'x'}", "!has no inside"},
    {"h.p{of.a}", "{a = '\\xFF'}", "!text is not UTF-8"},
    {"h.p{id = of.a}", "{a = '\\xFF b'}", "!text is not UTF-8"},
    {"h.p{title = of.a}", "{a = 'b\\xFF'}", "!text is not UTF-8"},
    {"h.p{of.a}", "{a = print}", "!a child is a function"},
    {"{h.p{of[1]}, h.i{of[-1]}}", "{'x'}", "<p>x</p><i></i>"},
    {"h.p{of[1.5]}", "{'x'}", "!bad argument"},
    {"h.p{of.a.b.c, of.a.l[2]}", "{a = {b = {c = 'x'}, l = {1, 2}}}, {a = {b = {}, l = {}}}, {}",
     "<p>x2</p>\n<p></p>\n<p></p>"},
    {"h.p{of.a.b}", "{a = 'x'}", "!b of a string"},
    {"h.p{of.a.b}", "{a = ctx.body}", "!b of a userdata"},
    {"h.p{of.a.a.a.a.a.a.a.a.a}", "{}", "!more than 8"},
    {"h.p{ctx.body.x}", "{}", "!content has no fields"},
    {"h.a{href = link(of.x), words(of.t)}", "{x = 'a/', t = '路灯亮了'}, {}",
     "<a href=\"../a/index.html\">路灯<wbr />亮了</a><a></a>"},
    {"h.p{when(link(of.x), 'y')}", "{x = 'a/'}, {}", "<p>y</p>\n<p></p>"},
    {"h.p{link(of.x)}", "{x = {}}", "!link of a table"},
    {"h.p{words(of.x)}", "{x = {}}", "!words of a table"},
    {"h.p{words(of.x)}", "{x = '\\xFF'}", "!text is not UTF-8"},
    {"h.a{href = link('a/')}", "{}", "!outside of one there is ctx.link"},
    {"h.p{each(of.l, part(function(one) return h.b{one.x} end))}", "{l = {{x = 1}, {x = 2}}}, {}",
     "<p><b>1</b><b>2</b></p>\n<p></p>"},
    {"h.p{each(of.l, part(function(one) return h.b{one} end))}", "{l = {'a', 'b'}}",
     "<p><b>a</b><b>b</b></p>"},
    {"h.p{each({'a', 'b'}, part(function(one) return h.b{one} end))}", "{}",
     "<p><b>a</b><b>b</b></p>"},
    {"h.p{each(of.l, part(function(one) return h.b{one} end))}", "{l = 'x'}", "!each of a string"},
    {"h.p{each(of.l, print)}", "{l = {}}", "!no part"},
    {"part(function(it) return h.a{href = link(it.x.y), id = it.z, it} end)(of.a)",
     "{a = {x = {y = 'q/'}, z = 'i'}}", "!has a field"},
    {"part(function(it) return h.a{href = link(it.x.y), id = it.z, words(it.w)} end)"
     "{x = of.a, z = of.a.z, w = of.w}",
     "{a = {y = 'q/', z = 'i'}, w = '路灯亮了'}",
     "<a href=\"../q/index.html\" id=\"i\">路灯<wbr />亮了</a>"},
    {"h.p{of.a.title, of.l[1].title, of.l[2].title, of.a.page}",
     "{a = ctx.articles[1], l = ctx.articles}", "<p>&lt;标题&gt;&lt;标题&gt;3</p>"},
    {"h.p{of.articles[1].title, of.names, of.names[2]}", "ctx", "<p>&lt;标题&gt;甲乙乙</p>"},
    {"h.p{id = of.names}", "ctx", "!id is a table"},
    {"h.p{of.articles}", "ctx", "!a field \"title\""},
    {"h.p{id = of.yes, when(of.yes, 'x'), when(of.no, 'y'), of.articles[1].page}", "ctx",
     "<p id=\"id\">x3</p>"},
    {"h.p{of.yes}", "ctx", "!a child is a boolean"},
    {"h.p{of.names.x}", "ctx", "<p></p>"},
    {"h.p{of.yes.x}", "ctx", "!x of a boolean"},
    {"h.p{of.names[1].x}", "ctx", "!x of a string"},
    {"h.p{of.names[1][2]}", "ctx", "!2 of a string"},
    {"h.p{of.body.x}", "ctx", "!x of a userdata"},
    {"h.div{of.body}", "ctx", "<div>\n<p>一</p>\n<p>二</p>\n</div>"},
    {"h.div{of.body, of.body}", "ctx", "!placed once only"},
    {"h.p{link(of.names), words(of.names)}", "ctx", "!link of a table"},
    {"h.p{words(of.names)}", "ctx", "!words of a table"},
    {"h.p{words(of.names[2]), words(of.names[2]), link(of.names[1])}", "ctx",
     "<p>乙乙../甲index.html</p>"},
    {"h.p{each(of.names, part(function(one) return h.b{one} end))}", "ctx",
     "<p><b>甲</b><b>乙</b></p>"},
    {"h.p{each(of.articles, part(function(one) return h.b{one.title, one.page} end))}", "ctx",
     "<p><b>&lt;标题&gt;3</b></p>"},
    {"h.p{each(ctx.names, part(function(one) return h.b{one} end))}", "{}",
     "<p><b>甲</b><b>乙</b></p>"},
    {"h.p{each(of.yes, part(function(one) return h.b{one} end))}", "ctx", "!each of a boolean"},
    {"h.p{id = each(of.names, part(function(one) return h.b{one} end))}", "ctx", "!id is a table"},
    {"h.p{of[''], of[0], of['1']}", "{[''] = 'a', [0] = 'b', ['1'] = 'c'}", "<p>abc</p>"},
    {"h.p{of.x.y, of.x.y}", "{x = {y = 1.0}}, {x = {y = 'a'}}", "<p>11</p>\n<p>aa</p>"},
    {"h.p{of.x}", "{x = 1.5}", "!a number is not whole"},
    {"h.p{of[{}]}", "{}", "!bad argument"},
    {"h.p{of.a .. 'x'}", "{a = 'x'}", "!attempt to concatenate"},
    {"of.a", "{a = 'x'}", "!a value stands in no element"},
    {"h.p{of.a}", "7", "!bad argument"},
    {"h.p{}, part(1)", "", "!bad argument"},
    {"h.p{when(of.a, {h.i{}, of.b}), of.c}", "{a = 1, b = 2, c = 3}, {b = 2, c = 3}",
     "<p><i></i>23</p>\n<p>3</p>"},
    {"h.p{when(of.a, of.a), when(of.b, when(of.c, of.d))}",
     "{a = 'a', d = 'd'}, {b = true, c = 1, d = 'd'}, {c = 1, d = 'd'}",
     "<p>a</p>\n<p>d</p>\n<p></p>"},
    {"h.div{when(of.a, h.p{id = of.i, of.a}), h.p{}, when(of.a, h.p{}), when(of.b, of.b)}",
     "{a = 'x', i = 'y'}, {i = 'y', b = h.p'b'}",
     "<div>\n<p id=\"y\">x</p>\n<p></p>\n<p></p>\n</div>\n"
     "<div>\n<p></p>\n<p>b</p>\n</div>"},
    {"h.div{h.p{}, when(of.a, {h.p{of.b}, h.p{}}), of.c, 'x'}", "{a = 1, b = 'b'}, {c = 'c'}",
     "<div><p></p><p>b</p><p></p>x</div>\n<div><p></p>cx</div>"},
    {"h.p{unless(of.a, {h.i{}, of.b}), of.c}",
     "{a = 1, b = 2, c = 3}, {a = false, b = 2, c = 3}, "
     "{b = 2}",
     "<p>3</p>\n<p><i></i>23</p>\n<p><i></i>2</p>"},
    {"h.p{when(of.a, 'x'), unless(of.a, 'y'), unless(of.b, unless(of.a, 'z'))}", "{a = 1}, {}",
     "<p>x</p>\n<p>yz</p>"},
    {"h.p{unless(1, 'x')}", "{}", "!no value of a part"},
    {"h.p{when(of.a, h.script{'x'})}", "{}", "!scripts stand in files"},
    {"h.p{when(1, 'x')}", "{}", "!bad argument"},
    {"h.p{when(ctx.body, 'x')}", "{}", "!no value of a part"},
    {"when(of.a, h.p{})", "{}", "!a value stands in no element"},
    {"part(function(it) return h.p{when(it.i, 'x')} end){i = of.j}", "{}",
     "!cannot hang on a value of another part"},
    {"part(function(it) return h.p{when(it.i, it.a)} end){i = true, a = of.j}", "{j = 'x'}",
     "<p>x</p>"},
    {"h.p{function() return of.a end}", "{}", "!a child is a function"},
};

static void
check_page(struct fixture *f, const char *script, const char *want)
{
	str page = web_page(f->web, &f->mem, STR("page"), sample(&f->mem), STR("测试页")).bytes;
	str text = test_messages(&f->mem, &f->diag);

	if (*want == '!') {
		if (page.n > 0 || str_find(text, str_from(want + 1)) < 0)
			fail_msg("%s\n\tgives " STR_FMT, script, STR_ARG(text));
		return;
	}
	if (page.n == 0)
		fail_msg("%s\n\tgives " STR_FMT, script, STR_ARG(text));
	if (str_find(page, str_from(want)) < 0)
		fail_msg("%s\n\tgives " STR_FMT, script, STR_ARG(page));
}

static void
tables_become_elements_or_a_message(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct fixture f;

		open_web(&f, cases[i].script);
		check_page(&f, cases[i].script, cases[i].want);
		close_web(&f);
	}
}

static void
parts_are_filled_each_time(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof filled / sizeof *filled; i++) {
		struct fixture f;
		struct arena mem = {0};
		str script = str_fmt(&mem,
				     "return function(ctx) local p = part(function(of) return %s "
				     "end) local all = {} for i, v in ipairs{%s} do all[i] = p(v) "
				     "end return h.html{all[1] and all or p()} end",
				     filled[i].make, filled[i].values);

		open_web(&f, str_z(&mem, script));
		check_page(&f, script.p, filled[i].want);
		close_web(&f);
		arena_free(&mem);
	}
}

/* Not on the page, not in another part, not in the next issue. */
static void
a_value_stays_in_its_part(void **state)
{
	static const char *const scripts[] = {
	    "local v part(function(of) v = of.a return h.p{v} end) "
	    "return function(ctx) return h.html{v} end",
	    "local v part(function(of) v = of.a return h.p{v} end) "
	    "return function(ctx) return h.html{h.p{id = v}} end",
	    "local v part(function(of) v = of.a return h.p{v} end) "
	    "return function(ctx) return h.html{h.p{when(v, 'x')}} end",
	    "local v part(function(of) v = of.a return h.p{v} end) "
	    "return function(ctx) return h.html{part(function() return h.p{v} end){a = 1}} end",
	};

	(void)state;
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
		struct fixture f;

		open_web(&f, scripts[i]);
		check_page(&f, scripts[i], "!a value is used outside of its part");
		close_web(&f);
	}
}

/* Work grows with the number of gaps, not with its square; what is left out is paid for. */
static void
many_gaps_end(void **state)
{
	static const struct {
		const char *script, *want;
	} many[] = {
	    {"local function all(of) local l = {} for i = 1, 40000 do l[i] = {h.p{of.a}, of.b} "
	     "end "
	     "l[#l + 1] = 'x' return h.div(l) end "
	     "return function(ctx) return h.html{part(all){a = 'a', b = 'b'}} end",
	     "<p>a</p>b<p>a</p>bx</div>"},
	    {"local function all(of) local l = {} for i = 1, 100000 do l[i] = of.b end "
	     "return h.div{when(of.a, l)} end "
	     "return function(ctx) local p, l = part(all), {} "
	     "for i = 1, 400000 do l[i] = p{} end return h.html(l) end",
	     "!测试页"},
	    {"return function(ctx) while true do part(function() end) end end", "!测试页"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof many / sizeof *many; i++) {
		struct fixture f;

		open_web(&f, many[i].script);
		check_page(&f, many[i].script, many[i].want);
		close_web(&f);
	}
}

static void
values_cannot_hold_themselves(void **state)
{
	static const char script[] =
	    "return function(ctx) local v = {} v.a = part(function(of) return h.p{of.a} end)(v) "
	    "return h.html{v.a} end";
	struct fixture f;

	(void)state;
	open_web(&f, script);
	check_page(&f, script, "!nested too deep");
	close_web(&f);
}

/* So many parts in each other, each a gap in so many elements. */
static void
elements_of_parts_count_as_nested(void **state)
{
	static const struct {
		int parts, elements;
		bool ok;
	} nested[] = {{9, 9, true}, {30, 1, true}, {9, 11, false}, {3, 60, false}};

	(void)state;
	for (size_t i = 0; i < sizeof nested / sizeof *nested; i++) {
		struct fixture f;
		struct arena mem = {0};
		str script = str_fmt(
		    &mem,
		    "return function(ctx) local e = part(function(of) local e = of.a "
		    "for i = 1, %d do e = h.p{e} end return e end) local p = 'x' "
		    "for i = 1, %d do p = e{a = p} end return h.html{p} end",
		    nested[i].elements, nested[i].parts);

		open_web(&f, script.p);
		check_page(&f, script.p, nested[i].ok ? "<p>x</p>" : "!nested too deep");
		close_web(&f);
		arena_free(&mem);
	}
}

static void
a_fault_names_its_line(void **state)
{
	struct fixture f;

	(void)state;
	open_web(&f, "return function(ctx)\n\treturn h.html{\n\t\th.p{onclick='x'}}\nend");
	assert_int_equal(
	    web_page(f.web, &f.mem, STR("page"), sample(&f.mem), STR("测试页")).bytes.n, 0);
	assert_str(test_messages(&f.mem, &f.diag),
		   "script 3:0 测试页|h.p: onclick would run a script");
	assert_str(f.diag.first->at.file, "web/page.lua");
	close_web(&f);
}

static void
content_of_another_page_is_refused(void **state)
{
	struct fixture f;

	(void)state;
	open_web(&f, "local kept\nreturn function(ctx) kept = kept or ctx.body "
		     "return h.html{h.div{kept}} end");
	assert_true(web_page(f.web, &f.mem, STR("page"), sample(&f.mem), STR("甲")).bytes.n > 0);
	assert_int_equal(web_page(f.web, &f.mem, STR("page"), sample(&f.mem), STR("乙")).bytes.n,
			 0);
	assert_true(str_find(test_messages(&f.mem, &f.diag), STR("content of another page")) >= 0);
	close_web(&f);
}

/* However a script keeps it, and though the same data is told to both pages. */
static void
data_of_another_page_is_refused(void **state)
{
	static const struct {
		const char *keep, *use;
	} ways[] = {
	    {"ctx", "kept.names[1]"},
	    {"ctx.names", "#kept"},
	    {"ctx.names", "kept"},
	    {"ctx.names", "next(kept)"},
	    {"part(function(of) return h.p{of.names} end)(ctx)", "kept"},
	    {"each(ctx.names, part(function(of) return h.b{of} end))", "kept"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct fixture f;
		struct arena mem = {0};
		str script = str_fmt(&mem,
				     "local kept\nreturn function(ctx) kept = kept or %s "
				     "return h.html{h.div{%s}} end",
				     ways[i].keep, ways[i].use);
		struct data *ctx;

		open_web(&f, script.p);
		ctx = sample(&f.mem);
		if (web_page(f.web, &f.mem, STR("page"), ctx, STR("甲")).bytes.n == 0)
			fail_msg("%s: " STR_FMT, script.p, STR_ARG(test_messages(&f.mem, &f.diag)));
		assert_int_equal(web_page(f.web, &f.mem, STR("page"), ctx, STR("乙")).bytes.n, 0);
		assert_true(str_find(test_messages(&f.mem, &f.diag), STR("data of another page")) >=
			    0);
		close_web(&f);
		arena_free(&mem);
	}
}

/* Globals, values of scripts and their locals, what a library holds. */
static void
nothing_is_left_of_another_issue(void **state)
{
	static const char script[] =
	    "local mine = {n = 0}\n"
	    "count = count or 0\n"
	    "return function(ctx)\n"
	    "  mine.n = mine.n + 1 count = count + 1 string.n = (string.n or 0) + 1\n"
	    "  h.p = h.p or 1 t'x' words'报纸' mine[#mine + 1] = ctx\n"
	    "  local one = written(tostring(count))\n"
	    "  return h.html{h.b{mine.n, count, string.n, one}} end";
	struct fixture f;
	struct arena issue[2] = {{0}, {0}};

	(void)state;
	open_web(&f, script);
	for (int i = 0; i < 6; i++) {
		struct arena *a = &issue[i / 3];
		char want[64];

		if (i % 3 == 0)
			web_begin(f.web, a, &f.diag, &f.root, &host, &(str){0}, 0);
		snprintf(want, sizeof want, "<b>%d%d%d%d</b>", i % 3 + 1, i % 3 + 1, i % 3 + 1,
			 i % 3 + 1);
		assert_true(str_find(web_page(f.web, a, STR("page"), sample(a), STR("甲")).bytes,
				     str_from(want)) >= 0);
		if (i == 2)
			arena_free(a);
	}
	close_web(&f);
	arena_free(&issue[1]);
}

/* What a script does when it is read is done once, and is there for each issue as if it were new.
 */
static void
scripts_run_beforehand_are_as_new(void **state)
{
	static const char script[] = "runs = (runs or 0) + 1\n"
				     "local pages, word = 0, t'字'\n"
				     "return function(ctx) pages = pages + 1\n"
				     "return h.html{h.b{runs, pages, word}} end";
	static const str first[] = {STR_INIT("page"), {0}};
	struct fixture f;

	(void)state;
	open_web(&f, script);
	for (int i = 0; i < 6; i++) {
		struct arena a = {0};
		struct asked asked = {.mem = &a};
		struct root noting = {f.root.fd, &asked};
		char want[64];

		web_begin(f.web, &a, &f.diag, &noting, &host, first, i % 2);
		assert_int_equal(asked.n, 2);
		for (int k = 1; k <= 2; k++) {
			snprintf(want, sizeof want, "<b>1%d[字]</b>", k);
			assert_true(
			    str_find(web_page(f.web, &a, STR("page"), sample(&a), STR("甲")).bytes,
				     str_from(want)) >= 0);
		}
		arena_free(&a);
	}
	close_web(&f);
}

/* For each depth, where the script is read; as it was then in each issue. */
static void
what_is_ready_is_there_for_each_issue(void **state)
{
	static const char script[] =
	    "local at = {}\n"
	    "ready(function(ctx) at[#at + 1] = written{h.i(ctx.depth), h.a{href = ctx.link'x'}} "
	    "end)\n"
	    "return function(ctx) at[#at + 1] = 'p' return h.html{h.b{at}} end";
	static const str first[] = {STR_INIT("page"), {0}};
	struct fixture f;

	(void)state;
	open_web(&f, script);
	for (int i = 0; i < 3; i++) {
		struct arena a = {0};

		web_begin(f.web, &a, &f.diag, &f.root, &host, i < 2 ? first : &(str){0}, 0);
		assert_true(str_find(web_page(f.web, &a, STR("page"), sample(&a), STR("甲")).bytes,
				     STR("<b><i>1</i><a href=\"../xindex.html\"></a>"
					 "<i>2</i><a href=\"../xindex.html\"></a>p</b>")) >= 0);
		arena_free(&a);
	}
	close_web(&f);
}

/* Links are those of the page again, whatever fails: the host was asked for the depth after the
 * last. */
static void
what_cannot_be_ready_leaves_links_as_they_are(void **state)
{
	int asked = 0;
	struct web_host counted = {bracketed, linked, kept_once, two_deep, &asked};
	struct arena a = {0};
	struct fixture f;

	(void)state;
	open_web(&f, "return function(ctx) pcall(ready, function() error'why' end) "
		     "return h.html{} end");
	web_begin(f.web, &a, &f.diag, &f.root, &counted, &(str){0}, 0);
	web_page(f.web, &a, STR("page"), sample(&a), STR("甲"));
	assert_int_equal(asked, 3);
	arena_free(&a);
	close_web(&f);
}

/* What it says then is told of each issue, as if it were not run beforehand. */
static void
scripts_with_something_to_say_are_not_run_beforehand(void **state)
{
	static const str first[] = {STR_INIT("page"), {0}};
	struct fixture f;

	(void)state;
	open_web(&f, "print'here' return function(ctx) return h.html{} end");
	for (int i = 1; i <= 2; i++) {
		diag_init(&f.diag, &f.mem);
		web_begin(f.web, &f.mem, &f.diag, &f.root, &host, first, 0);
		assert_null(f.diag.first);
		assert_true(
		    web_page(f.web, &f.mem, STR("page"), sample(&f.mem), STR("甲")).bytes.n > 0);
		assert_true(str_find(test_messages(&f.mem, &f.diag), STR("here")) >= 0);
	}
	close_web(&f);
}

/* A script with a fault is read when it is used, and that is told in each issue. */
static void
a_fault_is_told_again(void **state)
{
	struct fixture f;

	(void)state;
	open_web(&f, "return function(ctx) return h.html{ end");
	for (int i = 1; i <= 2; i++) {
		diag_init(&f.diag, &f.mem);
		web_begin(f.web, &f.mem, &f.diag, &f.root, &host, &(str){0}, 0);
		assert_int_equal(
		    web_page(f.web, &f.mem, STR("page"), sample(&f.mem), STR("甲")).bytes.n, 0);
		assert_true(str_starts(test_messages(&f.mem, &f.diag), STR("script 1:0 ")));
	}
	close_web(&f);
}

/* Whoever keeps a page learns of each issue which scripts it hangs on, though they are read once.
 */
static void
what_an_issue_used_is_noted(void **state)
{
	struct fixture f;

	(void)state;
	open_web(&f, "return function(ctx) return h.html{} end");
	for (int i = 0; i < 2; i++) {
		struct asked asked = {.mem = &f.mem};
		struct root noting = {f.root.fd, &asked};

		web_begin(f.web, &f.mem, &f.diag, &noting, &host, &(str){0}, 0);
		assert_int_equal(asked.n, 0);
		assert_true(
		    web_page(f.web, &f.mem, STR("page"), sample(&f.mem), STR("甲")).bytes.n > 0);
		assert_int_equal(asked.n, 2);
		assert_int_equal(asked.entry[1].what, ASKED_BYTES);
		assert_str(asked.entry[1].path, "web/page.lua");
		assert_true(asked_same(&f.mem, &f.root, &asked));
	}
	close_web(&f);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tables_become_elements_or_a_message),
	    cmocka_unit_test(parts_are_filled_each_time),
	    cmocka_unit_test(a_value_stays_in_its_part),
	    cmocka_unit_test(values_cannot_hold_themselves),
	    cmocka_unit_test(many_gaps_end),
	    cmocka_unit_test(elements_of_parts_count_as_nested),
	    cmocka_unit_test(a_fault_names_its_line),
	    cmocka_unit_test(content_of_another_page_is_refused),
	    cmocka_unit_test(data_of_another_page_is_refused),
	    cmocka_unit_test(nothing_is_left_of_another_issue),
	    cmocka_unit_test(scripts_run_beforehand_are_as_new),
	    cmocka_unit_test(what_is_ready_is_there_for_each_issue),
	    cmocka_unit_test(what_cannot_be_ready_leaves_links_as_they_are),
	    cmocka_unit_test(scripts_with_something_to_say_are_not_run_beforehand),
	    cmocka_unit_test(a_fault_is_told_again),
	    cmocka_unit_test(what_an_issue_used_is_noted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
