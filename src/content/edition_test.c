#include "content/edition.c" /* the .c: its statics are in reach */

#include "base/test.h"

static struct arena mem;
static struct diag found;
static struct edition_set *set;

static struct glossary_term terms[] = {{.form = {STR_INIT("里弄中心"), STR_INIT("里弄中心")}}};
static const struct glossary glossary = {terms, 1};
static const struct paper plain;

static int
begin(void **state)
{
	(void)state;
	diag_init(&found, &mem);
	set = edition_open(&mem, &plain, &glossary);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	edition_close(set);
	arena_free(&mem);
	return 0;
}

/* Inlines as signs: (strong) <ruby> ^rt^ [rp] `code` | soft break, the rest text. */
static const struct sign {
	char open, close;
	enum node_type type;
	enum node_tag tag;
} signs[] = {
    {'(', ')', NODE_STRONG, 0},	  {'<', '>', NODE_TAG, TAG_RUBY}, {'^', '^', NODE_TAG, TAG_RT},
    {'[', ']', NODE_TAG, TAG_RP}, {'`', '`', NODE_CODE, 0},	  {'|', '|', NODE_SOFT_BREAK, 0},
};
enum { SIGNS = sizeof signs / sizeof *signs };

static struct node *
add(struct node *parent, enum node_type type, str text)
{
	struct node *n = node_new(&mem, type, parent->at);

	n->text = text;
	node_append(parent, n);
	return n;
}

static ptrdiff_t
text_end(str s)
{
	ptrdiff_t i = 0;

	while (i < s.n && !strchr("()<>^[]`|", s.p[i]))
		i++;
	return i;
}

static struct node *
paragraph(struct node *parent, enum node_type type, const char *z)
{
	struct node *top = add(parent, type, (str){0}), *at = top;

	for (str s = str_from(z); s.n > 0;) {
		const struct sign *g = signs;
		ptrdiff_t n = text_end(s);
		char c = s.p[0];

		if (n > 0) {
			add(at, NODE_TEXT, str_sub(s, 0, n));
			s = str_from_at(s, n);
			continue;
		}
		while (g->open != c && g->close != c)
			g++;
		s = str_from_at(s, 1);
		if (g->type == NODE_SOFT_BREAK) {
			add(at, g->type, (str){0});
		} else if (g->type == NODE_CODE) {
			add(at, g->type, str_cut(&s, STR("`")));
		} else if (c == g->close && at->type == g->type && at->tag == g->tag) {
			at = at->parent;
		} else {
			at = add(at, g->type, (str){0});
			at->tag = g->tag;
		}
	}
	return top;
}

static void
show(struct out *o, const struct node *n)
{
	const struct sign *g = signs;

	if (n->type == NODE_TEXT) {
		out_str(o, n->text);
		return;
	}
	while (g < signs + SIGNS && (g->type != n->type || g->tag != n->tag))
		g++;
	if (g < signs + SIGNS)
		out_char(o, g->open);
	out_str(o, n->text);
	for (const struct node *k = n->first; k; k = k->next)
		show(o, k);
	if (g < signs + SIGNS && g->type != NODE_SOFT_BREAK)
		out_char(o, g->close);
}

static struct node *
document(void)
{
	return node_new(&mem, NODE_DOCUMENT, (struct pos){STR("a.md"), 7, 1, 0});
}

static const struct {
	const char *in, *want;
} hant[] = {
    {"(头)发", "(頭)髮"},
    {"以(后)，皇(后)", "以(後)，皇(后)"},
    {"((头)发)型", "((頭)髮)型"},
    {"头|发", "頭|發"},
    {"头`发`发", "頭`发`發"},
    {"<头^头^>发", "<頭^頭^>髮"},
    {"<头[（]^头^[）]>发", "<頭[（]^頭^[）]>髮"},
    {"<头^tóu^发^fà^>型", "<頭^tóu^髮^fà^>型"},
    {"食-{王(宝)和}-的宝", "食王(宝)和的寶"},
    {"a(-{zh-hans:软件}-)b", "a(软件)b"},
    {"a-{zh-hans:(软)件;zh-hant:軟體}-b", "a軟體b"},
    {"a(-{zh-hans:软件;zh-hant:}-)(b)", "a(b)"},
    {"a((-{zh-hans:软`x`件;zh-hant:}-))", "a"},
    {"在里弄(中)心里", "在里弄(中)心裏"},
    {"", ""},
};

static void
a_paragraph_is_one_string(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof hant / sizeof *hant; i++) {
		struct out o = {.mem = &mem}, before = {.mem = &mem};
		struct node *doc = document(), *copy;

		paragraph(doc, i % 2 ? NODE_PARA : NODE_CELL, hant[i].in);
		copy = edition_tree(&mem, &found, way(set, SCRIPT_HANS, SCRIPT_HANT), doc);
		show(&o, copy);
		assert_str(out_text(&o), hant[i].want);
		show(&before, doc);
		assert_str(out_text(&before), hant[i].in);
	}
}

static void
urls_that_show_themselves_are_left_alone(void **state)
{
	static const struct {
		const char *url, *shown, *want;
	} cases[] = {
	    {"https://a.cn/头发", "https://a.cn/头发", "https://a.cn/头发"},
	    {"http://www.a.cn/头发", "www.a.cn/头发", "www.a.cn/头发"},
	    {"mailto:发@a.cn", "发@a.cn", "发@a.cn"},
	    {"头发", "头发", "頭髮"},
	    {"https://a.cn/头发", "头发", "頭髮"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct node *doc = document(), *copy;
		struct node *link = add(add(doc, NODE_PARA, (str){0}), NODE_LINK, (str){0});
		struct out o = {.mem = &mem};

		link->url = str_from(cases[i].url);
		link->title = STR("头发");
		add(link, NODE_TEXT, str_from(cases[i].shown));
		copy = edition_tree(&mem, &found, way(set, SCRIPT_HANS, SCRIPT_HANT), doc);
		show(&o, copy);
		assert_str(out_text(&o), cases[i].want);
		assert_str(copy->first->first->url, cases[i].url);
		assert_str(copy->first->first->title, "頭髮");
	}
}

static void
blocks_keep_what_is_not_text(void **state)
{
	struct node *doc = document(), *figure, *copy;

	(void)state;
	figure = add(doc, NODE_FIGURE, (str){0});
	figure->url = STR("头发.jpg");
	figure->alt = STR("-{王宝和}-的头发");
	figure->title = STR("王发 摄-{");
	paragraph(doc, NODE_HEADING, "理发")->id = STR("理发");
	add(doc, NODE_CODE_BLOCK, STR("头发"));
	copy = edition_tree(&mem, &found, way(set, SCRIPT_HANS, SCRIPT_HANT), doc);
	assert_str(copy->first->url, "头发.jpg");
	assert_str(copy->first->alt, "王宝和的頭髮");
	assert_str(copy->first->title, "王發 攝-{");
	assert_str(copy->first->next->id, "理发");
	assert_str(node_plain(&mem, copy->first->next), "理髮");
	assert_str(copy->last->text, "头发");
	assert_str(test_messages(&mem, &found), "lock-open 7:0");
}

static void
deep_nesting_is_copied_without_recursion(void **state)
{
	struct node *doc = document(), *n = add(doc, NODE_PARA, (str){0}), *copy;

	(void)state;
	for (int i = 0; i < 200000; i++)
		n = add(n, NODE_EMPH, (str){0});
	add(n, NODE_TEXT, STR("-{zh-hans:头发;zh-hant:}-"));
	copy = edition_tree(&mem, &found, way(set, SCRIPT_HANS, SCRIPT_HANT), doc);
	assert_null(copy->first->first);
}

static struct article *
sample(enum script script, const char *title, const char *body)
{
	struct article *a = NEW(&mem, struct article, 1);

	a->file = STR("content/2024-07-17/a.md");
	a->title_at = (struct pos){a->file, 2, 5, 0};
	a->slug = STR("头发");
	a->kicker = a->deck = a->source = a->section = a->summary = STR("头发");
	a->title = str_from(title);
	a->script = script;
	a->classes = SCRIPT_ANY;
	a->tags = (struct strs){NEW(&mem, str, 1), 1};
	a->tags.v[0] = STR("头发");
	a->body = document();
	paragraph(a->body, NODE_PARA, body);
	a->nbyline = 1;
	a->byline = NEW(&mem, struct byline, 1);
	a->byline->credit = STR("摄影报道");
	a->byline->n = 1;
	a->byline->name = NEW(&mem, struct byline_name, 1);
	*a->byline->name = (struct byline_name){BYLINE_PERSON, STR("本报"), STR("记者"),
						STR("钟-{钟}-"), STR("供图")};
	return a;
}

/* An issue of a Simplified and a Traditional story; each is converted from its own script. */
static struct issue *
mixed_issue(void)
{
	struct issue *in = NEW(&mem, struct issue, 1);

	in->file = STR("content/2024-07-17/issue.md");
	in->editor = STR("郑编辑");
	in->npage = 1;
	in->page = NEW(&mem, struct issue_page, 1);
	*in->page = (struct issue_page){1, STR("要闻"), STR("要闻"), {{0}, 0, 0, 0}, false};
	in->script = SCRIPT_HANS;
	in->narticle = 2;
	in->article = NEW(&mem, struct article *, 2);
	in->article[0] = sample(SCRIPT_HANS, "皇后以后-{头发}-", "里弄公里");
	in->article[1] = sample(SCRIPT_HANT, "干擾鄰里岳飛", "本报讯：頭髮");
	in->note = document();
	paragraph(in->note, NODE_PARA, "编(后)");
	return in;
}

static void
an_article_goes_by_its_own_script(void **state)
{
	struct issue *in = mixed_issue(), *out;

	(void)state;
	out = edition_issue(&mem, &found, set, in, SCRIPT_HANT);
	assert_str(out->article[0]->title, "皇后以後头发");
	assert_str(node_plain(&mem, out->article[0]->body), "里弄公里");
	assert_str(out->article[1]->title, "干擾鄰里岳飛");
	assert_str(node_plain(&mem, out->article[1]->body), "本報訊：頭髮");
	assert_int_equal(out->article[1]->script, SCRIPT_HANT);
	out = edition_issue(&mem, &found, set, in, SCRIPT_HANS);
	assert_str(out->article[0]->title, "皇后以后头发");
	assert_str(out->article[1]->title, "干扰邻里岳飞");
	assert_str(node_plain(&mem, out->article[1]->body), "本报讯：头发");
	assert_int_equal(out->article[1]->script, SCRIPT_HANS);
	assert_str(in->article[0]->title, "皇后以后-{头发}-");
	assert_int_equal(in->article[1]->script, SCRIPT_HANT);
}

static void
every_text_of_an_article_is_converted(void **state)
{
	struct issue *out = edition_issue(&mem, &found, set, mixed_issue(), SCRIPT_HANT);
	const struct article *a = out->article[0];

	(void)state;
	assert_str(a->kicker, "頭髮");
	assert_str(a->deck, "頭髮");
	assert_str(a->source, "頭髮");
	assert_str(a->section, "頭髮");
	assert_str(a->summary, "頭髮");
	assert_str(a->tags.v[0], "頭髮");
	assert_str(a->byline->name->of, "本報");
	assert_str(a->byline->name->role, "記者");
	assert_str(a->byline->name->name, "鍾钟");
	assert_str(a->byline->name->after, "供圖");
	assert_str(a->byline->credit, "攝影報道");
	assert_str(a->slug, "头发");
	assert_str(out->page->name, "要聞");
	assert_str(out->page->function, "要闻");
	assert_str(out->editor, "鄭編輯");
	assert_str(node_plain(&mem, out->note), "編後");
	assert_null(found.first);
}

static void
honours_are_converted_but_not_their_numbers(void **state)
{
	static str won[] = {STR_INIT("-{王宝和}-奖"), STR_INIT("发展奖")};
	struct honour h = {
	    .organisation = STR("发展中心"),
	    .honours = {won, 2},
	    .certificate = STR("沪发-{1}-"),
	    .tested_product = STR("面粉"),
	    .business = STR("理发"),
	    .brand = STR("-{宝发}-"),
	    .credit_code = STR("沪发2"),
	};
	struct honour_roll roll_in = {.title = STR("荣誉榜"), .entry = &h, .n = 1};
	struct issue *in = mixed_issue();
	const struct honour *e;

	(void)state;
	in->script = SCRIPT_HANT;
	in->roll = &roll_in;
	in->roll->script = SCRIPT_HANS;
	in = edition_issue(&mem, &found, set, in, SCRIPT_HANT);
	e = in->roll->entry;
	assert_str(in->roll->title, "榮譽榜");
	assert_str(e->organisation, "發展中心");
	assert_str(e->honours.v[0], "王宝和獎");
	assert_str(e->honours.v[1], "發展獎");
	assert_str(e->certificate, "沪发-{1}-");
	assert_str(e->tested_product, "麵粉");
	assert_str(e->business, "理髮");
	assert_str(e->brand, "宝发");
	assert_str(e->credit_code, "沪发2");
}

static void
the_paper_is_converted_too(void **state)
{
	struct paper in = {
	    .name = STR("里弄报"),
	    .variant = STR("社区版"),
	    .sponsor = STR("发展"),
	    .publisher = STR("头发"),
	    .slogan = STR("以后"),
	    .contact = STR("电话"),
	    .cn = STR("沪1"),
	    .url = STR("https://头发/"),
	};
	struct paper *out;

	(void)state;
	in.about = document();
	paragraph(in.about, NODE_PARA, "头(发)");
	out = edition_paper(&mem, &found, set, &in, SCRIPT_HANT_HK);
	assert_str(out->name, "里弄報");
	assert_str(out->variant, "社區版");
	assert_str(out->sponsor, "發展");
	assert_str(out->publisher, "頭髮");
	assert_str(out->slogan, "以後");
	assert_str(out->contact, "電話");
	assert_str(out->cn, "沪1");
	assert_str(out->url, "https://头发/");
	assert_str(node_plain(&mem, out->about), "頭髮");
	assert_str(edition_text(&mem, &found, set, (struct pos){0}, STR("下转第2版"), SCRIPT_HANS,
				SCRIPT_HANT),
		   "下轉第2版");
}

static const struct {
	enum script from, to;
	enum quotes want, asked; /* and where the paper asks for 「」 in `hant` too */
} marks[] = {
    {SCRIPT_HANS, SCRIPT_HANS, QUOTES_KEPT, QUOTES_KEPT},
    {SCRIPT_HANS, SCRIPT_HANT, QUOTES_KEPT, QUOTES_CORNER},
    {SCRIPT_HANS, SCRIPT_HANT_TW, QUOTES_CORNER, QUOTES_CORNER},
    {SCRIPT_HANT, SCRIPT_HANT, QUOTES_KEPT, QUOTES_CORNER},
    {SCRIPT_HANT, SCRIPT_HANS, QUOTES_CURLY, QUOTES_CURLY},
    {SCRIPT_HANT_TW, SCRIPT_HANS, QUOTES_CURLY, QUOTES_CURLY},
    {SCRIPT_HANT_TW, SCRIPT_HANT, QUOTES_CURLY, QUOTES_CORNER},
    {SCRIPT_HANT_TW, SCRIPT_HANT_TW, QUOTES_CORNER, QUOTES_CORNER},
    {SCRIPT_HANT_HK, SCRIPT_HANT_TW, QUOTES_CORNER, QUOTES_CORNER},
};

static void
an_edition_has_marks_of_its_own(void **state)
{
	static const struct paper usual = {.corner = {false, false, true, true}};
	static const struct paper asked = {.corner = {false, true, true, true}};

	(void)state;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		assert_int_equal(edition_quotes(&usual, marks[i].from, marks[i].to), marks[i].want);
		assert_int_equal(edition_quotes(&asked, marks[i].from, marks[i].to),
				 marks[i].asked);
	}
}

/* A paragraph of D in the edition TO of a paper that has 「」 and regional words in hant-tw. */
static str
for_taiwan(struct node *d)
{
	static const struct paper taiwan = {.corner = {false, false, true, true},
					    .phrases = {true, false, true, false}};
	struct edition_set *s = edition_open(&mem, &taiwan, &glossary);
	struct out o = {.mem = &mem};
	const struct node *copy = edition_tree(&mem, &found, way(s, SCRIPT_HANS, SCRIPT_HANT_TW),
					       d);

	for (const struct node *p = copy->first; p; p = p->next) {
		out_str(&o, p->next && p != copy->first ? STR("/") : p->next ? STR("") : STR("/"));
		show(&o, p);
	}
	edition_close(s);
	return out_text(&o);
}

static void
words_of_a_region_go_to_their_first_piece(void **state)
{
	static const struct {
		const char *in, *want;
	} cases[] = {
	    {"(软)件", "/(軟)體"},
	    {"用(互)联网理(发)", "/用(網際網路)理(髮)"},
	    {"用(互联网)理发", "/用(網際網路)理髮"},
	    {"用互(联)网理发", "/用網際網路理髮"},
	    {"用互联|网", "/用互聯|網"},
	    {"用互联`网`", "/用互聯`网`"},
	    {"<互^hù^联^lián^网^wǎng^>站", "/<網際網路^hù^^lián^^wǎng^>站"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct node *doc = document();

		paragraph(doc, NODE_PARA, cases[i].in);
		assert_str(for_taiwan(doc), cases[i].want);
	}
}

static void
a_quotation_of_several_paragraphs_is_one(void **state)
{
	struct node *doc = document();

	(void)state;
	paragraph(doc, NODE_PARA, "他说：“第一(“段”");
	add(doc, NODE_FIGURE, (str){0});
	paragraph(doc, NODE_PARA, "(“)第二段");
	paragraph(doc, NODE_PARA, "“第三段`“`”");
	paragraph(doc, NODE_PARA, "“没有`”`完");
	paragraph(doc, NODE_HEADING, "“标题”");
	assert_str(for_taiwan(doc),
		   "他說：「第一(『段』)//(「)第二段/「第三段`“`」/“沒有`”`完/「標題」");
	assert_str(test_messages(&mem, &found), "quote-open 7:1 “");
}

static void
faults_of_a_title_stand_at_its_place(void **state)
{
	struct issue *in = mixed_issue();

	(void)state;
	in->article[0]->title = STR("头发-{");
	edition_issue(&mem, &found, set, in, SCRIPT_HANS);
	assert_str(test_messages(&mem, &found), "lock-open 2:7");
}

static void
what_stays_as_it_is_is_not_copied(void **state)
{
	static const struct paper corners = {.corner = {true, true, true, true}};
	struct edition_set *other = edition_open(&mem, &corners, &glossary);
	struct issue *in = mixed_issue();
	struct article **from = in->article;

	(void)state;
	from[0]->classes = script_classes(STR("报后"));
	from[1]->classes = script_classes(STR("報后"));
	assert_ptr_equal(edition_issue(&mem, &found, set, in, SCRIPT_HANS)->article[0], from[0]);
	assert_ptr_not_equal(edition_issue(&mem, &found, set, in, SCRIPT_HANT)->article[0],
			     from[0]);
	assert_ptr_not_equal(edition_issue(&mem, &found, set, in, SCRIPT_HANT)->article[1],
			     from[1]);
	assert_ptr_not_equal(edition_issue(&mem, &found, other, in, SCRIPT_HANS)->article[0],
			     from[0]);
	from[0]->classes = script_classes(STR("报報"));
	assert_ptr_not_equal(edition_issue(&mem, &found, set, in, SCRIPT_HANS)->article[0],
			     from[0]);
	edition_close(other);
}

int
main(void)
{
#define test(f) cmocka_unit_test_setup_teardown(f, begin, end)
	static const struct CMUnitTest tests[] = {
	    test(a_paragraph_is_one_string),
	    test(urls_that_show_themselves_are_left_alone),
	    test(blocks_keep_what_is_not_text),
	    test(deep_nesting_is_copied_without_recursion),
	    test(an_article_goes_by_its_own_script),
	    test(every_text_of_an_article_is_converted),
	    test(honours_are_converted_but_not_their_numbers),
	    test(the_paper_is_converted_too),
	    test(an_edition_has_marks_of_its_own),
	    test(words_of_a_region_go_to_their_first_piece),
	    test(a_quotation_of_several_paragraphs_is_one),
	    test(faults_of_a_title_stand_at_its_place),
	    test(what_stays_as_it_is_is_not_copied),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
