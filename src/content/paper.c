#include "content/paper.h"

#include "base/utf8.h"
#include "content/field.h"
#include "content/markdown.h"

static const str paper_file = STR_INIT("content/paper.md");

#define KEYS(X) \
	X(NAME, "name", "报名") \
	X(NAME, "name", "報名") \
	X(VARIANT, "variant", "版别") \
	X(VARIANT, "variant", "版別") \
	X(CN, "cn", "刊号") \
	X(CN, "cn", "刊號") \
	X(SPONSOR, "sponsor", "主管主办") \
	X(SPONSOR, "sponsor", "主管主辦") \
	X(PUBLISHER, "publisher", "出版") \
	X(SLOGAN, "slogan", "口号") \
	X(SLOGAN, "slogan", "口號") \
	X(CONTACT, "contact", "联系方式") \
	X(CONTACT, "contact", "聯繫方式") \
	X(URL, "url", "网址") \
	X(URL, "url", "網址") \
	X(FOUNDED, "founded", "创刊") \
	X(FOUNDED, "founded", "創刊") \
	X(ID, "id", "标识") \
	X(ID, "id", "標識") \
	X(SCRIPT, "script", "字形") \
	X(EDITIONS, "editions", "版本") \
	X(OFFLINE, "offline", "离线阅读") \
	X(OFFLINE, "offline", "離線閱讀") \
	X(QUOTES, "quotes", "直角引号") \
	X(QUOTES, "quotes", "直角引號") \
	X(PHRASES, "phrases", "地区用语") \
	X(PHRASES, "phrases", "地區用語") \
	X(PRINT, "print", "开本") \
	X(PRINT, "print", "開本") \
	X(KINSOKU, "kinsoku", "避头尾") \
	X(KINSOKU, "kinsoku", "避頭尾") \
	X(TIGHT, "tight", "标点紧排") \
	X(TIGHT, "tight", "標點緊排") \
	X(DOTS, "dots", "着重号") \
	X(DOTS, "dots", "着重號") \
	X(DOTS, "dots", "著重號") \
	X(BLEED, "bleed", "出血") \
	X(MARKS, "marks", "裁切线") \
	X(MARKS, "marks", "裁切線") \
	X(COLOUR, "colour", "彩版") \
	X(COLOUR, "color", "彩版") \
	X(PPI, "ppi", "图片精度") \
	X(PPI, "ppi", "圖片精度") \
	X(INK, "ink", "总墨量") \
	X(INK, "ink", "總墨量") \
	X(PROFILE, "profile", "色彩文件") \
	X(CONDITION, "condition", "印刷条件") \
	X(CONDITION, "condition", "印刷條件") \
	X(STANDARD, "pdf", "印刷标准") \
	X(STANDARD, "pdf", "印刷標準")

enum {
	KEY_NAME,
	KEY_VARIANT,
	KEY_CN,
	KEY_SPONSOR,
	KEY_PUBLISHER,
	KEY_SLOGAN,
	KEY_CONTACT,
	KEY_URL,
	KEY_FOUNDED,
	KEY_ID,
	KEY_SCRIPT,
	KEY_EDITIONS,
	KEY_OFFLINE,
	KEY_QUOTES,
	KEY_PHRASES,
	KEY_PRINT,
	KEY_KINSOKU,
	KEY_TIGHT,
	KEY_DOTS,
	KEY_BLEED,
	KEY_MARKS,
	KEY_COLOUR,
	KEY_PPI,
	KEY_INK,
	KEY_PROFILE,
	KEY_CONDITION,
	KEY_STANDARD,
	KEY__N
};

static const struct front_key key[] = {KEYS(FIELD_KEY)};
static const unsigned char key_id[] = {KEYS(FIELD_ID)};
static const struct field_keys keys = {key, key_id, sizeof key / sizeof key[0]};

/* http(s)://…/, with a slash added at the end; empty if not written or, with a message, faulty. */
static str
read_url(struct arena *a, struct diag *d, const struct front_entry *e)
{
	str s = field_text(a, d, e), rest = s;
	bool ok = str_eat(&rest, STR("https://")) || str_eat(&rest, STR("http://"));

	if (s.n == 0)
		return s;
	for (ptrdiff_t i = 0; i < rest.n; i++)
		ok &= rest.p[i] > ' ' && !strchr("\"<>\\^`{|}?#", rest.p[i]);
	if (!ok || rest.n == 0 || rest.p[0] == '/') {
		diag(d, D_PAPER_URL, field_at(e), s);
		return (str){0};
	}
	return str_ends(s, STR("/")) ? s : str_fmt(a, STR_FMT "/", STR_ARG(s));
}

/* "example.org,1995-04-18" (RFC 4151, taggingEntity). */
static void
read_id(struct arena *a, struct diag *d, const struct front_entry *e, struct paper *p)
{
	str s = field_text(a, d, e), rest = s, host = str_cut(&rest, STR(","));
	bool ok = host.n > 0 && host.p[0] != '.' && host.p[0] != '-';

	for (ptrdiff_t i = 0; i < host.n; i++)
		ok &= (host.p[i] >= 'a' && host.p[i] <= 'z') ||
		      (host.p[i] >= '0' && host.p[i] <= '9') || host.p[i] == '.' ||
		      host.p[i] == '-';
	if (s.n > 0 && ok && date_parse(str_trim(rest), &p->id_date))
		p->id_host = host;
	else if (s.n > 0)
		diag(d, D_PAPER_ID, field_at(e), s);
}

/* "CN31-0062" (GB/T 9999.1: CN, two digits of the place, four of the number). */
static bool
cn_form(str s)
{
	static const char form[] = "CNdd-dddd";

	if (s.n != (ptrdiff_t)sizeof form - 1)
		return false;
	for (ptrdiff_t i = 0; i < s.n; i++)
		if (form[i] == 'd' ? s.p[i] < '0' || s.p[i] > '9' : s.p[i] != form[i])
			return false;
	return true;
}

/* The editions that E lists, in order, each once; returns how many. */
static int
read_scripts(struct arena *a, struct diag *d, const struct front_entry *e,
	     enum script out[SCRIPT__N])
{
	bool seen[SCRIPT__N] = {false};
	struct front_value *v = NULL;
	int n = field_list(a, e, &v), found = 0;

	for (int i = 0; i < n; i++) {
		enum script s;

		if (!script_parse(v[i].text, &s)) {
			diag(d, D_PAPER_EDITION, v[i].at, v[i].text, field_scripts(d->mem));
		} else if (seen[s]) {
			diag(d, D_PAPER_EDITION_TWICE, v[i].at, v[i].text);
		} else {
			seen[s] = true;
			out[found++] = s;
		}
	}
	return found;
}

static void
read_editions(struct arena *a, struct diag *d, const struct front_entry *e, struct paper *p)
{
	p->nedition = read_scripts(a, d, e, p->edition);
	if (p->nedition == 0)
		p->edition[p->nedition++] = p->script;
}

/* 「」 is the rule in Taiwan and Hong Kong, “” on the Mainland (GB/T 15834). */
static void
read_quotes(struct arena *a, struct diag *d, const struct front_entry *e, struct paper *p)
{
	enum script s[SCRIPT__N];
	str text = field_text(a, d, e);
	int n;

	p->corner[SCRIPT_HANT_TW] = p->corner[SCRIPT_HANT_HK] = text.n == 0;
	if (str_eq(text, STR("无")) || str_eq(text, STR("無")) || str_eq(text, STR("none")))
		return;
	n = read_scripts(a, d, e, s);
	for (int i = 0; i < n; i++)
		p->corner[s[i]] = true;
}

static void
read_phrases(struct arena *a, struct diag *d, const struct front_entry *e, struct paper *p)
{
	enum script s[SCRIPT__N];
	int n = read_scripts(a, d, e, s);

	for (int i = 0; i < n; i++) {
		p->phrases[s[i]] = convert_has_phrases(s[i]);
		if (!p->phrases[s[i]])
			diag(d, D_PAPER_PHRASES, field_at(e), script_name(s[i]));
	}
}

static void
read_print(struct arena *a, struct diag *d, const struct front_entry *e, struct paper *p)
{
	static const struct {
		str name;
		enum print_size size;
	} sizes[] = {
	    {STR_INIT("四开"), PRINT_TABLOID},	  {STR_INIT("四開"), PRINT_TABLOID},
	    {STR_INIT("tabloid"), PRINT_TABLOID}, {STR_INIT("对开"), PRINT_BROADSHEET},
	    {STR_INIT("對開"), PRINT_BROADSHEET}, {STR_INIT("broadsheet"), PRINT_BROADSHEET},
	    {STR_INIT("A4"), PRINT_A4},		  {STR_INIT("a4"), PRINT_A4}};
	str s = field_text(a, d, e);
	size_t i = 0, n = sizeof sizes / sizeof *sizes;

	p->print = PRINT_TABLOID;
	while (i < n && !str_eq(s, sizes[i].name))
		i++;
	if (i < n)
		p->print = sizes[i].size;
	else if (s.n > 0)
		diag(d, D_PAPER_PRINT, field_at(e), s);
}

static void
read_kinsoku(struct arena *a, struct diag *d, const struct front_entry *e, struct paper *p)
{
	static const struct {
		str name;
		enum kinsoku_level level;
	} levels[] = {{STR_INIT("none"), KINSOKU_NONE},	    {STR_INIT("无"), KINSOKU_NONE},
		      {STR_INIT("無"), KINSOKU_NONE},	    {STR_INIT("basic"), KINSOKU_BASIC},
		      {STR_INIT("基本"), KINSOKU_BASIC},    {STR_INIT("gb"), KINSOKU_GB},
		      {STR_INIT("国标"), KINSOKU_GB},	    {STR_INIT("國標"), KINSOKU_GB},
		      {STR_INIT("strict"), KINSOKU_STRICT}, {STR_INIT("严格"), KINSOKU_STRICT},
		      {STR_INIT("嚴格"), KINSOKU_STRICT}};
	str s = field_text(a, d, e);

	p->kinsoku = KINSOKU_USUAL;
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
		if (str_eq(s, levels[i].name))
			p->kinsoku = levels[i].level;
	if (s.n > 0 && p->kinsoku == KINSOKU_USUAL)
		diag(d, D_PAPER_KINSOKU, field_at(e), s);
}

static void
read_press(struct arena *a, struct diag *d, const struct front_entry *const e[KEY__N],
	   struct paper *p)
{
	struct press_entries entries = {.bleed = e[KEY_BLEED],
					.marks = e[KEY_MARKS],
					.colour = e[KEY_COLOUR],
					.ppi = e[KEY_PPI],
					.ink = e[KEY_INK],
					.profile = e[KEY_PROFILE],
					.condition = e[KEY_CONDITION],
					.standard = e[KEY_STANDARD]};

	press_read(a, d, &entries, &p->press);
}

str
paper_root(const struct paper *p)
{
	str rest = p->url;
	ptrdiff_t host = str_find(rest, STR("://")), slash;

	if (host < 0)
		return STR("/");
	rest = str_from_at(rest, host + 3);
	slash = str_find(rest, STR("/"));
	return slash < 0 ? STR("/") : str_from_at(rest, slash);
}

/* A text, and its place in *AT if it is written. */
static str
read_text(struct arena *a, struct diag *d, const struct front_entry *e, struct pos *at)
{
	if (field_written(e))
		*at = field_at(e);
	return field_text(a, d, e);
}

bool
paper_read(struct arena *a, struct diag *d, const struct root *r, struct paper *out)
{
	const struct front_entry *e[KEY__N] = {NULL};
	const struct source *src = source_read(a, d, r, paper_file);
	struct front f;

	*out = (struct paper){.file = paper_file, .script = SCRIPT_HANS, .press = press_coldset};
	if (!src)
		return false;
	front_read(a, d, src, &f);
	field_collect(d, &f, &keys, e);
	out->name = read_text(a, d, e[KEY_NAME], &out->name_at);
	out->variant = read_text(a, d, e[KEY_VARIANT], &out->variant_at);
	out->cn = field_text(a, d, e[KEY_CN]);
	out->sponsor = read_text(a, d, e[KEY_SPONSOR], &out->sponsor_at);
	out->publisher = read_text(a, d, e[KEY_PUBLISHER], &out->publisher_at);
	out->slogan = read_text(a, d, e[KEY_SLOGAN], &out->slogan_at);
	out->contact = read_text(a, d, e[KEY_CONTACT], &out->contact_at);
	out->url = read_url(a, d, e[KEY_URL]);
	field_day(d, e[KEY_FOUNDED], &out->founded);
	read_id(a, d, e[KEY_ID], out);
	field_script(d, e[KEY_SCRIPT], &out->script);
	read_editions(a, d, e[KEY_EDITIONS], out);
	field_bool(d, e[KEY_OFFLINE], &out->offline);
	read_quotes(a, d, e[KEY_QUOTES], out);
	read_phrases(a, d, e[KEY_PHRASES], out);
	read_print(a, d, e[KEY_PRINT], out);
	read_kinsoku(a, d, e[KEY_KINSOKU], out);
	field_bool(d, e[KEY_TIGHT], &out->tight);
	field_bool(d, e[KEY_DOTS], &out->dots);
	read_press(a, d, e, out);
	out->about = markdown_parse(a, d, src->path, f.body, f.body_line);
	if (out->cn.n > 0 && !cn_form(out->cn))
		diag(d, D_PAPER_CN, field_at(e[KEY_CN]), out->cn);
	if (out->name.n == 0)
		diag(d, D_PAPER_NAME,
		     e[KEY_NAME] ? field_at(e[KEY_NAME]) : ((struct pos){paper_file, 1, 0, 0}));
	return out->name.n > 0;
}
