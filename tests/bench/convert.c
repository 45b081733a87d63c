/*
 * convert.c - how fast conversion is: "make bench-convert". Every contestant reads the same 20 MB
 * in the same run, on one thread, in rounds that take turns. Of each slice of the text the best
 * round counts, so that what others do on the machine is left out. What a machine does in a second
 * says little, so the goals are ratios: to a naive walk over the code points, to memcpy, to
 * Debian's libopencc.
 *
 * The text is made of the paragraphs of the newspapers in MATERIAL, or of the sample paper, in an
 * order of no meaning. For what reads Traditional it is first converted by our own engine.
 */
#include <opencc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/out.h"
#include "base/utf8.h"
#include "check/proof.h"
#include "convert/convert.h"
#include "convert/engine.h"

enum {
	ROUNDS = 5,
	MARKED_ROUNDS = 100, /* of a text so short that some rounds are not disturbed */
	PARAGRAPHS_MAX = 4000,
	ARTICLE = 30, /* paragraphs that are read or converted together */
	PIECES_MAX = 64,
	TERMS = 10000,
	NAMES = 4000, /* of them persons */
	TERM_LONGEST = 6,
	DICTIONARY = 49000, /* words of STPhrases.txt; every so manieth is a term */
	TERMS_KNOWN =
	    100 /* that occur in the text, each once in one of its newspapers or oftener */
};

enum { TEXT_SIZE = 20 * 1000 * 1000, SLICE = 128 << 10, SLICES = TEXT_SIZE / SLICE + 1 };
/* libopencc is faster by parts than in one call, which it needs much memory for */
static const ptrdiff_t PART = 1000 * 1000;
static const ptrdiff_t MARKED = 400 * 1000; /* bytes of the text that is marked up */

struct bench {
	struct arena mem;
	str paragraph[PARAGRAPHS_MAX];
	int nparagraph;
	enum engine_path path;
	char *to; /* room for what is written */
	struct out out;
	unsigned seed;
	uint64_t sink; /* so that no work can be left out */
	int missed;
};

/* What is measured: one reading of TEXT. */
typedef void contest(struct bench *b, str text, const void *what);

static unsigned
next_number(struct bench *b)
{
	b->seed = b->seed * 1103515245u + 12345u;
	return b->seed >> 16;
}

static void
die(const char *what, const char *which)
{
	fprintf(stderr, "bench: %s: %s\n", what, which);
	exit(1);
}

/* -- the text ------------------------------------------------------------------ */

static str
read_file(struct bench *b, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct out o = {.mem = &b->mem};
	char buffer[4096];
	size_t n;

	if (!f)
		die("cannot open", path);
	while ((n = fread(buffer, 1, sizeof buffer, f)) > 0)
		out_str(&o, (str){buffer, (ptrdiff_t)n});
	fclose(f);
	return out_text(&o);
}

static void
read_paragraphs(struct bench *b, const char *path)
{
	str rest = read_file(b, path);

	while (rest.n > 0) {
		str line = str_trim(str_cut(&rest, STR("\n")));

		if (line.n > 0 && b->nparagraph < PARAGRAPHS_MAX)
			b->paragraph[b->nparagraph++] = line;
	}
}

static str
shuffled(struct bench *b)
{
	struct out o = {.mem = &b->mem};

	if (b->nparagraph == 0)
		die("no text", "");
	while (o.n < TEXT_SIZE) {
		out_str(&o, b->paragraph[next_number(b) % (unsigned)b->nparagraph]);
		out_char(&o, '\n');
	}
	return out_text(&o);
}

static str
converted(struct bench *b, const char *config, str text)
{
	struct out o = {.mem = &b->mem};

	engine_run(engine_find(str_from(config)), text, true, &o, NULL);
	return out_text(&o);
}

/* -- the contestants ------------------------------------------------------------ */

static void
copy(struct bench *b, str text, const void *what)
{
	(void)what;
	out_str(&b->out, text);
	b->sink += (unsigned char)b->out.p[b->out.n / 2];
}

/* Each code point in turn, as one writes it without a thought to speed. */
static void
walk(struct bench *b, str text, const void *what)
{
	const unsigned char *p = (const unsigned char *)text.p, *end = p + text.n;
	uint32_t sum = 0;

	(void)what;
	while (p < end) {
		uint32_t cp;

		if (p[0] < 0x80) {
			cp = p[0];
			p += 1;
		} else if (p[0] < 0xE0) {
			cp = (p[0] & 31u) << 6 | (p[1] & 63u);
			p += 2;
		} else if (p[0] < 0xF0) {
			cp = (p[0] & 15u) << 12 | (p[1] & 63u) << 6 | (p[2] & 63u);
			p += 3;
		} else {
			cp = (p[0] & 7u) << 18 | (p[1] & 63u) << 12 | (p[2] & 63u) << 6 |
			     (p[3] & 63u);
			p += 4;
		}
		sum += cp;
	}
	b->sink += sum;
}

static void
by_opencc(struct bench *b, str text, const void *what)
{
	b->sink += opencc_convert_utf8_to_buffer((opencc_t)what, text.p, (size_t)text.n, b->to);
}

/* The first N bytes of TEXT, and what its last character has more: libopencc reads on after half.
 */
static str
first_part(str text, ptrdiff_t n)
{
	if (text.n <= n)
		return text;
	while (n < text.n && ((unsigned char)text.p[n] & 0xC0) == 0x80)
		n++;
	return str_sub(text, 0, n);
}

static void
by_opencc_in_parts(struct bench *b, str text, const void *what)
{
	while (text.n > 0) {
		str part = first_part(text, PART);

		by_opencc(b, part, what);
		text = str_from_at(text, part.n);
	}
}

static void
by_engine(struct bench *b, str text, const void *what)
{
	engine_run_by(b->path, what, text, true, &b->out, NULL);
	b->sink += b->out.n;
}

/* -- text with marks ------------------------------------------------------------ */

/* The articles of a paper; of each paragraph its pieces, as a tree of nodes has them. */
struct marked {
	struct convert *convert;
	const struct convert_paragraph *paragraph;
	struct convert_paragraph *copy; /* whose pieces get their results */
	int n;
	struct arena mem;
	struct diag diag;
};

/* The byte behind N characters of TEXT from byte AT on, or its end. */
static ptrdiff_t
behind(str text, ptrdiff_t at, unsigned n)
{
	while (n-- > 0 && at < text.n)
		utf8_next(text, &at);
	return at;
}

/* What names are made of: surnames; given names; places, two characters each; what stands there. */
static const char surnames[] =
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖"
    "田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方";
static const char given[] =
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志海波文辉力"
    "永健世广义兴良山仁宁贵福生龙元全胜学祥才发武新利清飞彬富顺信子心邦承乐";
static const char places[] =
    "上海徐汇闵行松江浦东杨浦虹口静安黄浦长宁普陀宝山嘉定金山青浦奉贤崇明康健"
    "长桥龙华田林虹梅凌云佘山泗泾九亭莘庄七宝梅陇吴泾马桥华泾天平湖南斜土枫林";
static const char firms[] =
    "鑫艺程堃翔邦澳博星灵绪环乐惠盛达通恒瑞泰宏佳禾绿源天诚东方世纪联创益民和";
static const char *const kinds[] = {"有限公司", "居委会",     "居民区", "小学", "中学",
				    "医院",	"服务中心",   "社区",	"街道", "小区",
				    "书院",	"志愿服务队", "养老院", "菜场"};

/* Character or two, of N bytes, from a list of them. */
static str
any_of(struct bench *b, const char *list, size_t n)
{
	return (str){list + next_number(b) % (strlen(list) / n) * n, (ptrdiff_t)n};
}

static str
made_up(struct bench *b, bool person)
{
	struct out o = {.mem = &b->mem};

	if (person) {
		out_str(&o, any_of(b, surnames, 3));
		out_str(&o, any_of(b, given, 3));
		if (next_number(b) % 4)
			out_str(&o, any_of(b, given, 3));
		return out_text(&o);
	}
	out_str(&o, any_of(b, places, 6));
	for (unsigned n = 0; n < 2; n++)
		out_str(&o, any_of(b, firms, 3));
	out_z(&o, kinds[next_number(b) % (sizeof kinds / sizeof *kinds)]);
	return out_text(&o);
}

static void
add_term(struct bench *b, struct glossary *g, str hans)
{
	struct glossary_term *t = &g->term[g->n++];

	t->form[SCRIPT_HANS] = hans;
	t->form[SCRIPT_HANT] = converted(b, "s2t", hans);
}

/*
 * The names of places and organisations that the text has: two characters and what stands there.
 * Returns how often.
 */
static long
names_of(struct bench *b, str text, struct glossary *g)
{
	long n = 0;

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (ptrdiff_t at = 0, next;
		     (next = str_find(str_from_at(text, at), str_from(kinds[k]))) >= 0;) {
			ptrdiff_t from = at + next - 6;
			bool known = false;
			str name;

			at += next + (ptrdiff_t)strlen(kinds[k]);
			if (from < 0 || ((unsigned char)text.p[from] & 0xF0) != 0xE0)
				continue;
			name = str_sub(text, from, at);
			for (int i = 0; i < g->n && !known; i++)
				known = str_eq(g->term[i].form[SCRIPT_HANS], name);
			if (!known && g->n < TERMS && str_find(name, STR("\n")) < 0)
				add_term(b, g, name);
			n++;
		}
	return n;
}

/*
 * House terms as a paper has them, names of persons and organisations; and its masthead and a brand
 * that are printed in Traditional wherever they stand. SAMPLE has all names of the text.
 */
static struct glossary
names(struct bench *b, str sample)
{
	struct glossary g = {.term = NEW(&b->mem, struct glossary_term, TERMS), .n = 0};
	long n;

	add_term(b, &g, STR("晚報"));
	add_term(b, &g, STR("王寶和"));
	n = names_of(b, sample, &g);
	printf("  %d names, one in %ld characters of text\n", TERMS,
	       (long)utf8_count(sample) / (n ? n : 1));
	while (g.n < TERMS)
		add_term(b, &g, made_up(b, g.n < NAMES));
	return g;
}

/* House terms of two to six characters: words of the dictionary, and some that the text has. */
static struct glossary
terms(struct bench *b, str text)
{
	struct glossary g = {.term = NEW(&b->mem, struct glossary_term, TERMS), .n = TERMS};
	str rest = read_file(b, "data/opencc/STPhrases.txt");

	for (int i = 0; i < TERMS; i++) {
		unsigned n = 2 + next_number(b) % (TERM_LONGEST - 1);
		ptrdiff_t at = (ptrdiff_t)(next_number(b) * 257u) % (text.n - 64);
		str hans;

		while (((unsigned char)text.p[at] & 0xC0) == 0x80)
			at++;
		hans = str_sub(text, at, behind(text, at, n));
		for (int k = 0; i >= TERMS_KNOWN && k < DICTIONARY / TERMS && rest.n > 0; k++) {
			str line = str_cut(&rest, STR("\n"));

			hans = str_cut(&line, STR("\t"));
		}
		if (utf8_count(hans) > TERM_LONGEST || str_find(hans, STR("\n")) >= 0)
			continue;
		g.term[i].form[SCRIPT_HANS] = hans;
		g.term[i].form[SCRIPT_HANT] = converted(b, "s2t", hans);
	}
	return g;
}

/* How text is marked up, in characters on an average; 0: it is not. */
struct density {
	unsigned piece, lock;
};

static void
cut_paragraph(struct bench *b, str line, struct density every, struct convert_paragraph *p)
{
	struct out o = {.mem = &b->mem};
	struct convert_piece piece[PIECES_MAX];
	str text = line;

	/* a lock around two characters, and as long as a paragraph has room for them */
	for (ptrdiff_t at = 0, to; every.lock > 0; at = behind(line, to, 2)) {
		to = behind(line, at, next_number(b) % (2 * every.lock));
		out_str(&o, str_sub(line, at, to));
		if (to == line.n)
			break;
		out_fmt(&o, "-{" STR_FMT "}-", STR_ARG(str_sub(line, to, behind(line, to, 2))));
	}
	if (every.lock > 0)
		text = out_text(&o);
	p->at = (struct pos){.line = 1, .col = 1};
	for (ptrdiff_t at = 0, to; at < text.n; at = to) {
		to = text.n;
		if (every.piece > 0 && p->n + 1 < PIECES_MAX)
			to = behind(text, at, 1 + next_number(b) % (2 * every.piece));
		piece[p->n++] = (struct convert_piece){str_sub(text, at, to), p->at};
	}
	p->piece = NEW(&b->mem, struct convert_piece, (size_t)p->n);
	memcpy(p->piece, piece, (size_t)p->n * sizeof *piece);
}

/* TEXT as paragraphs. */
static void
mark_up(struct bench *b, str text, struct density every, struct marked *m)
{
	struct convert_paragraph *p = NEW(&b->mem, struct convert_paragraph,
					  (size_t)str_lines(text));

	m->paragraph = p;
	while (text.n > 0)
		cut_paragraph(b, str_cut(&text, STR("\n")), every, &p[m->n++]);
}

/* The pieces are again what came in, for the next round. */
static void
put_back(struct marked *m)
{
	for (int i = 0; i < m->n; i++)
		memcpy(m->copy[i].piece, m->paragraph[i].piece,
		       (size_t)m->copy[i].n * sizeof *m->copy[i].piece);
}

/* Article by article, as an edition is made. */
static void
by_articles(struct bench *b, str text, const void *what)
{
	struct marked *m = (struct marked *)what;

	(void)text;
	for (int i = 0; i < m->n; i += ARTICLE) {
		struct arena_mark mark = arena_mark(&m->mem);
		struct convert_paragraph *p = m->copy + i;

		convert_paragraphs(m->convert, &m->mem, &m->diag, p,
				   m->n - i < ARTICLE ? m->n - i : ARTICLE);
		b->sink += (uint64_t)p->piece[0].text.n;
		arena_rewind(&m->mem, mark);
	}
}

/* What `lilong check` reads in search of mixed script and ambiguity. */
struct reading {
	struct arena mem;
	struct diag diag;
	struct proof *proof;
	enum script script;
};

static void
by_proof_reader(struct bench *b, str text, const void *what)
{
	struct reading *r = (struct reading *)what;

	while (text.n > 0) {
		struct arena_mark mark = arena_mark(&r->mem);

		diag_init(&r->diag, &r->mem);
		proof_begin(r->proof, &r->diag, r->script, SCRIPT_ANY);
		for (int i = 0; i < ARTICLE && text.n > 0; i++)
			proof_text(r->proof, PROOF_TEXT, (struct pos){.line = i + 1, .col = 1},
				   str_cut(&text, STR("\n")));
		proof_end(r->proof);
		b->sink += r->diag.worst;
		arena_rewind(&r->mem, mark);
	}
}

/* -- the measurement -------------------------------------------------------------- */

static double
seconds_of(struct bench *b, contest *run, str text, const void *what)
{
	struct timespec from, to;

	clock_gettime(CLOCK_MONOTONIC, &from);
	run(b, text, what);
	clock_gettime(CLOCK_MONOTONIC, &to);
	return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) * 1e-9;
}

/* MB (10^6 bytes) a second. */
static double
speed_of(struct bench *b, contest *run, str text, const void *what)
{
	b->out.n = 0;
	return (double)text.n / seconds_of(b, run, text, what) / 1e6;
}

/* Of each slice of a text, the seconds that the fastest reading took. */
struct fastest {
	double slice[SLICES];
};

/* Whole lines. */
static str
slice_of(str text)
{
	ptrdiff_t end = text.n <= SLICE ? -1 : str_find(str_from_at(text, SLICE), STR("\n"));

	return end < 0 ? text : str_sub(text, 0, SLICE + end + 1);
}

static void
read_slices(struct bench *b, contest *run, str text, const void *what, struct fastest *f)
{
	b->out.n = 0;
	for (double *best = f->slice; text.n > 0; best++) {
		str slice = slice_of(text);
		double is = seconds_of(b, run, slice, what);

		*best = *best == 0 || is < *best ? is : *best;
		text = str_from_at(text, slice.n);
	}
}

/* MB a second, of N bytes. */
static double
speed_at_best(const struct fastest *f, ptrdiff_t n)
{
	double all = 0;

	for (int i = 0; i < SLICES; i++)
		all += f->slice[i];
	return (double)n / all / 1e6;
}

static void
keep_best(double *best, double speed)
{
	*best = speed > *best ? speed : *best;
}

/* What everything is compared with, of one configuration. */
struct others {
	double copy, walk, opencc, parts;
};

static void
put_others(const char *config, const struct others *o)
{
	printf("%s\n", config);
	printf("  %-22s %8.0f %7.3f\n", "memcpy", o->copy, o->copy / o->walk);
	printf("  %-22s %8.0f %7.3f\n", "walk", o->walk, 1.0);
	printf("  %-22s %8.1f %7.4f\n", "libopencc, one call", o->opencc, o->opencc / o->walk);
	printf("  %-22s %8.1f %7.4f\n", "libopencc, 1 MB calls", o->parts, o->parts / o->walk);
}

/* The ratio IS should be GOAL at least; 0: no goal. */
static void
put_verdict(struct bench *b, const char *to, double is, double goal)
{
	if (goal == 0)
		return;
	printf("  %s >= %g %s", to, goal, is < goal ? "NOT MET" : "met");
	b->missed += is < goal;
}

static void
put_ours(struct bench *b, const char *name, double speed, const struct others *o, double walk_goal,
	 double opencc_goal)
{
	printf("  %-22s %8.0f %7.3f %8.3f %8.0f %8.0f", name, speed, speed / o->walk,
	       speed / o->copy, speed / o->opencc, speed / o->parts);
	put_verdict(b, "walk", speed / o->walk, walk_goal);
	put_verdict(b, "libopencc", speed / o->opencc, opencc_goal);
	putchar('\n');
}

/* -- the configurations ----------------------------------------------------------- */

/* ORDER ENGINE_PATH */
static const char *const path_name[ENGINE__PATHS] = {"ours, portable", "ours, AVX2"};

static const struct goal {
	const char *name;	    /* of the configuration */
	const char *before;	    /* what makes its text of the Simplified one; NULL: nothing */
	double walk[ENGINE__PATHS]; /* ratio to the walk; 0: no goal */
	double opencc;		    /* ratio of the portable way to libopencc */
} goals[] = {
    {"s2t", NULL, {0.30, 0.65}, 110}, {"s2tw", NULL, {0.30, 0}, 110},
    {"s2hk", NULL, {0.30, 0}, 110},   {"s2twp", NULL, {0.22, 0}, 0},
    {"t2s", "s2t", {0.40, 1.0}, 0},   {"tw2s", "s2tw", {0, 0}, 0},
    {"tw2sp", "s2twp", {0.22, 0}, 0}, {"hk2s", "s2hk", {0, 0}, 0},
};

static void
bench_paths(struct bench *b, const struct engine *e, str text, struct fastest best[ENGINE__PATHS])
{
	for (int path = 0; path < ENGINE__PATHS; path++) {
		b->path = (enum engine_path)path;
		if (engine_has(b->path))
			read_slices(b, by_engine, text, e, &best[path]);
	}
}

static void
bench_config(struct bench *b, const struct goal *g, str text)
{
	const struct engine *e = engine_find(str_from(g->name));
	opencc_t opencc = opencc_open(str_fmt(&b->mem, "%s.json", g->name).p);
	struct others o = {0};
	struct fastest copied = {0}, walked = {0}, ours[ENGINE__PATHS] = {0};

	if (!e || opencc == (opencc_t)-1)
		die("no such configuration", g->name);
	for (int i = 0; i < ROUNDS; i++) {
		read_slices(b, copy, text, NULL, &copied);
		read_slices(b, walk, text, NULL, &walked);
		bench_paths(b, e, text, ours);
		keep_best(&o.parts,
			  speed_of(b, by_opencc_in_parts, first_part(text, PART), opencc));
	}
	o.copy = speed_at_best(&copied, text.n);
	o.walk = speed_at_best(&walked, text.n);
	/* last: the memory of this call makes the others slower */
	o.opencc = speed_of(b, by_opencc, text, opencc);
	opencc_close(opencc);
	put_others(g->name, &o);
	for (int path = 0; path < ENGINE__PATHS; path++)
		if (engine_has((enum engine_path)path))
			put_ours(b, path_name[path], speed_at_best(&ours[path], text.n), &o,
				 g->walk[path], path == ENGINE_PORTABLE ? g->opencc : 0);
}

static struct marked
marked_new(struct bench *b, str text, struct density every, const struct convert_options *options)
{
	struct marked m = {.convert = convert_new(options)};

	mark_up(b, text, every, &m);
	m.copy = NEW(&b->mem, struct convert_paragraph, (size_t)m.n);
	for (int i = 0; i < m.n; i++) {
		m.copy[i] = m.paragraph[i];
		m.copy[i].piece = NEW(&b->mem, struct convert_piece, (size_t)m.copy[i].n);
	}
	NEW(&m.mem, char, 1); /* so that a rewind leaves a block to go on with */
	m.diag = (struct diag){.mem = &b->mem};
	return m;
}

static double
speed_marked(struct bench *b, str text, struct marked *m)
{
	put_back(m);
	return speed_of(b, by_articles, text, m);
}

static void
put_marked(struct bench *b, const char *name, double speed, const double best[2], double goal)
{
	printf("  %-22s %8.0f %7.3f %8.3f", name, speed, speed / best[1], speed / best[0]);
	put_verdict(b, "plain text", speed / best[1], goal);
	putchar('\n');
}

/*
 * What OpenCC does, by the engine alone; the way a paper is converted, with the lexicon and what is
 * put right, first of plain text; then as newspapers are marked up, with names as house terms; and
 * what is harder than any paper: a piece every 40 characters, words of the dictionary as house
 * terms.
 */
static void
bench_marked(struct bench *b, const char *config, str text, enum script to)
{
	static const struct density paper = {.piece = 400, .lock = 1000}, hard = {40, 200};
	const struct glossary words = terms(b, text);
	struct convert_options options = {.to = to};
	struct marked bare = marked_new(b, text, (struct density){0, 0}, &options), pieces, harder;
	struct glossary glossary;
	double best[4] = {0};

	printf("marked-up text, %-9s     MB/s  /plain  /engine\n", config);
	glossary = names(b, text);
	options.glossary = &glossary;
	pieces = marked_new(b, text, paper, &options);
	options.glossary = &words;
	harder = marked_new(b, text, hard, &options);
	b->path = engine_has(ENGINE_AVX2) ? ENGINE_AVX2 : ENGINE_PORTABLE;
	for (int i = 0; i < MARKED_ROUNDS; i++) {
		keep_best(&best[0], speed_of(b, by_engine, text, engine_find(str_from(config))));
		keep_best(&best[1], speed_marked(b, text, &bare));
		keep_best(&best[2], speed_marked(b, text, &pieces));
		keep_best(&best[3], speed_marked(b, text, &harder));
	}
	put_marked(b, "the engine", best[0], best, 0);
	put_marked(b, "plain text", best[1], best, 0);
	put_marked(b, "pieces, locks, names", best[2], best, 0.80);
	put_marked(b, "the same with words", best[3], best, 0);
	convert_free(bare.convert);
	convert_free(pieces.convert);
	convert_free(harder.convert);
	arena_free(&bare.mem);
	arena_free(&pieces.mem);
	arena_free(&harder.mem);
}

/* TEXT as the Traditional edition prints it: shapes of characters are a reader's business too. */
static str
printed(struct bench *b, str text)
{
	struct convert *c = convert_new(&(struct convert_options){.to = SCRIPT_HANT});
	struct diag d;

	diag_init(&d, &b->mem);
	text = convert_text(c, &b->mem, &d, (struct pos){0}, text);
	convert_free(c);
	return text;
}

/* A goal of the whole pass in MB/s, the one that is no ratio. */
static void
bench_check(struct bench *b, const char *name, str text, enum script script)
{
	const struct paper paper = {.edition = {SCRIPT_HANS, SCRIPT_HANT}, .nedition = 2};
	struct reading r = {.script = script};
	double walked = 0, read = 0;

	r.proof = proof_new(&paper, NULL);
	for (int i = 0; i < ROUNDS; i++) {
		keep_best(&walked, speed_of(b, walk, text, NULL));
		keep_best(&read, speed_of(b, by_proof_reader, text, &r));
	}
	proof_free(r.proof);
	printf("  %-22s %8.0f %7.3f", name, read, read / walked);
	put_verdict(b, "MB/s", read, 100);
	putchar('\n');
	arena_free(&r.mem);
}

int
main(int argc, char **argv)
{
	struct bench b = {.seed = 1};
	str text;

	for (int i = 1; i < argc; i++)
		read_paragraphs(&b, argv[i]);
	text = shuffled(&b);
	b.to = NEW(&b.mem, char, 2 * TEXT_SIZE);
	memset(b.to, 1, 2 * TEXT_SIZE);
	b.out.mem = &b.mem;
	printf("%-24s %8s %7s %8s %8s %8s\n", "", "MB/s", "/walk", "/memcpy", "/libocc", "/by MB");
	for (size_t i = 0; i < sizeof goals / sizeof *goals; i++)
		bench_config(&b, &goals[i],
			     goals[i].before ? converted(&b, goals[i].before, text) : text);
	bench_marked(&b, "s2tw", first_part(text, MARKED), SCRIPT_HANT_TW);
	bench_marked(&b, "s2t", first_part(text, MARKED), SCRIPT_HANT);
	puts("mixed script and ambiguity, in lilong check");
	bench_check(&b, "Simplified", text, SCRIPT_HANS);
	bench_check(&b, "Traditional", printed(&b, text), SCRIPT_HANT);
	printf("%d goals not met\n", b.missed);
	arena_free(&b.mem);
	return 0;
}
