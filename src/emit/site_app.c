#include "emit/icon.h"
#include "emit/json.h"
#include "emit/site.h"

#include "base/utf8.h"

/* What a phone needs to keep the site beside its programs: icons, and a manifest of each edition.
 */

static const struct {
	const char *name;
	int size, percent;
} icons[] = {{"icon-180.png", 180, ICON_PERCENT}, /* iOS asks for this size */
	     {"icon-192.png", 192, ICON_PERCENT},
	     {"icon-512.png", 512, ICON_MASKABLE}};

/* FILE, unless the designer's own lies beside the layouts. */
static void
write_icon(struct emit *e, const char *name, str bytes)
{
	if (!site_assets_find(e->assets, str_from(name)))
		files_write(e->files, str_fmt(e->mem, "site/%s", name), bytes);
}

static uint32_t
first_character(str name)
{
	ptrdiff_t at = 0;

	return name.n > 0 ? utf8_next(name, &at) : 0;
}

static void
write_icons(struct emit *e, const struct icon *icon)
{
	enum { SMALL = 32 };
	struct arena *a = e->mem;
	bool kept = files_kept(e->files);

	write_icon(e, "favicon.svg", icon_svg(a, icon));
	for (size_t i = 0; i < sizeof icons / sizeof *icons; i++)
		write_icon(e, icons[i].name,
			   kept ? icon_png(a, icon, icons[i].size, icons[i].percent) : (str){0});
	write_icon(e, "favicon.ico",
		   kept ? icon_ico(a, icon_png(a, icon, SMALL, ICON_PERCENT), SMALL) : (str){0});
}

void
site_icons(struct emit *e)
{
	struct arena mem = {0};
	struct diag without; /* fonts are missed, if at all, where pages are set */
	struct fonts *fonts;
	struct icon icon;

	diag_init(&without, &mem);
	fonts = fonts_open(&without, e->font_folder, e->edition);
	icon = icon_new(&mem, fonts, first_character(e->paper->name));
	write_icons(e, &icon);
	fonts_close(fonts);
	arena_free(&mem);
}

static void
put_icon(struct json *j, struct site *s, const char *name, const char *type, const char *sizes,
	 const char *purpose)
{
	json_open(j, NULL, '{');
	json_text(j, "src", site_asset(s, str_from(name)));
	json_text(j, "type", str_from(type));
	json_text(j, "sizes", str_from(sizes));
	json_text(j, "purpose", str_from(purpose));
	json_close(j, '}');
}

void
site_manifest(struct site *s)
{
	const struct paper *p = s->e->paper;
	struct arena *a = s->mem;
	struct out o = {.mem = a};
	struct json j = {.out = &o};
	str folder = site_folder(a, p, s->e->edition);

	s->here = STR("manifest.webmanifest");
	json_open(&j, NULL, '{');
	json_text(&j, "name",
		  p->variant.n > 0
		      ? str_fmt(a, STR_FMT " " STR_FMT, STR_ARG(p->name), STR_ARG(p->variant))
		      : p->name);
	json_text(&j, "short_name", p->name);
	json_some(&j, "description", p->slogan);
	json_text(&j, "lang", script_tag(s->e->edition));
	json_text(&j, "dir", STR("ltr"));
	json_text(&j, "start_url", STR("./"));
	json_text(&j, "scope", STR("./"));
	json_text(&j, "display", STR("minimal-ui"));
	json_open(&j, "icons", '[');
	put_icon(&j, s, "favicon.svg", "image/svg+xml", "any", "any");
	put_icon(&j, s, "icon-192.png", "image/png", "192x192", "any");
	put_icon(&j, s, "icon-512.png", "image/png", "512x512", "maskable");
	json_close(&j, ']');
	json_close(&j, '}');
	out_char(&o, '\n');
	files_write(s->e->files,
		    str_fmt(a, "site/" STR_FMT STR_FMT, STR_ARG(folder), STR_ARG(s->here)),
		    out_text(&o));
}
