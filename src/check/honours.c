/* The honour roll as data: what a certificate office would send back. */
#include "base/icu.h"
#include "base/out.h"
#include "base/utf8.h"
#include "check/part.h"

#define COUNT(t) (sizeof(t) / sizeof((t)[0]))

enum { CERTIFICATE_DIGITS = 10, CODE_DIGITS = 8, CREDIT_CODE = 18 };

static bool
digits(str s, ptrdiff_t n)
{
	for (ptrdiff_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n == n;
}

static bool
holds_one_of(str s, const str *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_find(s, list[i]) >= 0)
			return true;
	return false;
}

/* "CFCP-1683516138" */
static bool
certificate_form(str s)
{
	return str_eat(&s, STR("CFCP-")) && digits(s, CERTIFICATE_DIGITS);
}

/* What was meant: full-width characters, a dash, small letters, l for 1 and O for 0. */
static str
meant(struct arena *a, str s)
{
	static const str dashes[] = {STR_INIT("—"), STR_INIT("–"), STR_INIT("－"), STR_INIT("‐"),
				     STR_INIT("一")};
	struct out o = {.mem = a};
	str rest = icu_fold(a, s);
	bool number = false;

	while (rest.n > 0) {
		bool dash = false;

		for (size_t i = 0; i < COUNT(dashes) && !dash; i++)
			dash = str_eat(&rest, dashes[i]);
		if (dash || rest.p[0] == '-')
			out_char(&o, '-');
		else if (number && (rest.p[0] == 'l' || rest.p[0] == 'i'))
			out_char(&o, '1');
		else if (number && rest.p[0] == 'o')
			out_char(&o, '0');
		else if (rest.p[0] >= 'a' && rest.p[0] <= 'z')
			out_char(&o, (char)(rest.p[0] - 'a' + 'A'));
		else if (rest.p[0] != ' ')
			out_char(&o, rest.p[0]);
		number |= dash || rest.p[0] == '-';
		if (!dash)
			rest = str_from_at(rest, 1);
	}
	return out_text(&o);
}

static void
check_certificate(struct arena *a, struct diag *d, const struct honour *h)
{
	str fixed;

	if (h->certificate.n == 0 || certificate_form(h->certificate))
		return;
	fixed = meant(a, h->certificate);
	if (certificate_form(fixed))
		diag(d, D_CERTIFICATE_FORM_NEAR, h->certificate_at, h->certificate, fixed);
	else if (str_starts(fixed, STR("CFCP")))
		diag(d, D_CERTIFICATE_FORM, h->certificate_at, h->certificate);
	else
		diag(d, D_CERTIFICATE_OTHER, h->certificate_at, h->certificate);
}

/* The check character of a 统一社会信用代码 (GB 32100-2015, 4.6): weights are powers of 3 mod 31.
 */
static bool
credit_code_form(str s)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	int sum = 0, weight = 1;

	if (s.n != CREDIT_CODE)
		return false;
	for (ptrdiff_t i = 0; i < CREDIT_CODE; i++) {
		const char *c = s.p[i] ? strchr(alphabet, s.p[i]) : NULL;
		int value = c ? (int)(c - alphabet) : -1;

		if (value < 0)
			return false;
		if (i == CREDIT_CODE - 1)
			return value == (31 - sum % 31) % 31;
		sum += value * weight;
		weight = weight * 3 % 31;
	}
	return false;
}

static void
check_code(struct diag *d, const struct honour *h)
{
	str s = h->credit_code;

	if (s.n == 0 || digits(s, CODE_DIGITS) || credit_code_form(s))
		return;
	if (s.n == CREDIT_CODE)
		diag(d, D_CREDIT_CODE_CHECK, h->credit_code_at, s);
	else
		diag(d, D_CREDIT_CODE_FORM, h->credit_code_at, s);
}

/* Words and marks of the panel that were typed or pulled into a name. */
static bool
has_panel_marks(str s)
{
	static const str marks[] = {
	    STR_INIT("「"), STR_INIT("」"), STR_INIT("『"), STR_INIT("』"),   STR_INIT("【"),
	    STR_INIT("】"), STR_INIT("["),  STR_INIT("]"),  STR_INIT("荣获"), STR_INIT("榮獲")};

	return holds_one_of(s, marks, COUNT(marks));
}

static bool
has_legal_form(str s)
{
	static const str forms[] = {
	    STR_INIT("公司"), STR_INIT("厂"),	STR_INIT("廠"),	  STR_INIT("店"),
	    STR_INIT("院"),   STR_INIT("社"),	STR_INIT("校"),	  STR_INIT("园"),
	    STR_INIT("園"),   STR_INIT("馆"),	STR_INIT("館"),	  STR_INIT("所"),
	    STR_INIT("局"),   STR_INIT("委"),	STR_INIT("会"),	  STR_INIT("會"),
	    STR_INIT("队"),   STR_INIT("隊"),	STR_INIT("站"),	  STR_INIT("场"),
	    STR_INIT("場"),   STR_INIT("庄"),	STR_INIT("莊"),	  STR_INIT("坊"),
	    STR_INIT("楼"),   STR_INIT("樓"),	STR_INIT("行"),	  STR_INIT("部"),
	    STR_INIT("处"),   STR_INIT("處"),	STR_INIT("团"),	  STR_INIT("團"),
	    STR_INIT("房"),   STR_INIT("铺"),	STR_INIT("鋪"),	  STR_INIT("室"),
	    STR_INIT("吧"),   STR_INIT("廊"),	STR_INIT("酒家"), STR_INIT("中心"),
	    STR_INIT("街道"), STR_INIT("镇"),	STR_INIT("鎮"),	  STR_INIT("合伙"),
	    STR_INIT("合夥"), STR_INIT("集团"), STR_INIT("市场"), STR_INIT("超市"),
	    STR_INIT("餐厅"), STR_INIT("餐廳"), STR_INIT("食堂"), STR_INIT("居"),
	    STR_INIT("阁"),   STR_INIT("堂"),
	};

	return holds_one_of(s, forms, COUNT(forms));
}

/* A bare 315 stands alone: 11315 is another system of credit. */
static bool
is_315(struct arena *a, str honour)
{
	static const str forms[] = {STR_INIT("3·15"), STR_INIT("3.15"), STR_INIT("3•15"),
				    STR_INIT("3・15")};
	str text = icu_fold(a, honour);
	ptrdiff_t at = str_find(text, STR("315"));

	if (holds_one_of(text, forms, COUNT(forms)))
		return true;
	return at >= 0 && !(at > 0 && digits(str_sub(text, at - 1, at), 1)) &&
	       !(at + 3 < text.n && digits(str_sub(text, at + 3, at + 4), 1));
}

static void
check_honour_texts(struct arena *a, struct diag *d, const struct honour *h)
{
	bool wants_certificate = false;

	if (h->honours.n == 0 && h->organisation.n > 0)
		diag(d, D_HONOUR_MISSING, h->at, h->organisation);
	for (int i = 0; i < h->honours.n; i++) {
		wants_certificate |= is_315(a, h->honours.v[i]);
		if (has_panel_marks(h->honours.v[i]))
			diag(d, D_HONOUR_MARKS, h->at, h->honours.v[i]);
		for (int k = 0; k < i; k++)
			if (str_eq(h->honours.v[i], h->honours.v[k]))
				diag(d, D_HONOUR_TWICE, h->at, h->organisation, h->honours.v[i]);
	}
	if (wants_certificate && h->certificate.n == 0)
		diag(d, D_CERTIFICATE_MISSING, h->at, h->organisation);
}

static void
check_organisation(struct diag *d, const struct honour *h)
{
	if (has_panel_marks(h->organisation))
		diag(d, D_HONOUR_MARKS, h->at, h->organisation);
	else if (h->organisation.n > 0 && !has_legal_form(h->organisation))
		diag(d, D_LEGAL_FORM, h->at, h->organisation);
}

static bool
has_traditional(str s)
{
	for (ptrdiff_t i = 0; i < s.n;) {
		ptrdiff_t from = i;

		utf8_next(s, &i);
		if (script_detect(str_sub(s, from, i), SCRIPT_HANS) == SCRIPT_HANT)
			return true;
	}
	return false;
}

/*
 * Names as they are compared: width and case folded, no locks; Simplified where some of the
 * roll are Traditional and others are not (王寶和, 王宝和).
 */
static str *
comparable_names(struct arena *a, struct diag *d, const struct honour_roll *roll)
{
	str *name = NEW(a, str, (size_t)roll->n + 1);
	int hant = 0;
	struct convert *c;

	for (int i = 0; i < roll->n; i++) {
		name[i] = icu_fold(a, convert_unlocked(a, roll->entry[i].organisation));
		hant += has_traditional(name[i]);
	}
	if (hant == 0 || hant == roll->n)
		return name;
	c = convert_new(&(struct convert_options){.from = SCRIPT_HANT, .to = SCRIPT_HANS});
	for (int i = 0; i < roll->n; i++)
		if (has_traditional(name[i]))
			name[i] = convert_text(c, a, d, roll->entry[i].at, name[i]);
	convert_free(c);
	return name;
}

static void
check_repeats(struct arena *a, struct diag *d, const struct honour_roll *roll)
{
	const str *name = comparable_names(a, d, roll);

	for (int i = 0; i < roll->n; i++) {
		const struct honour *h = &roll->entry[i];

		for (int k = 0; k < i; k++) {
			const struct honour *other = &roll->entry[k];

			if (name[i].n > 0 && str_eq(name[i], name[k]))
				diag(d, D_ORGANISATION_TWICE, h->at, h->organisation,
				     diag_int(d, other->at.line));
			if (h->certificate.n > 0 &&
			    str_eq(meant(a, h->certificate), meant(a, other->certificate)))
				diag(d, D_CERTIFICATE_TWICE, h->certificate_at, h->certificate,
				     other->organisation, diag_int(d, other->at.line));
		}
	}
}

void
check_honours(struct arena *a, struct diag *d, const struct honour_roll *roll)
{
	for (int i = 0; i < roll->n; i++) {
		const struct honour *h = &roll->entry[i];

		check_organisation(d, h);
		check_honour_texts(a, d, h);
		check_certificate(a, d, h);
		check_code(d, h);
	}
	check_repeats(a, d, roll);
}
