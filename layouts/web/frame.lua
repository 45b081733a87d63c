-- What every page has: head, banner, navigation, footer.
-- frame(ctx, {title = …, description = …, kind = "article", script = "whole.js", …children of <main>,
-- or main = {…}}); script is a file beside the layouts, run when the page is there, if others of the
-- kind do without it; unlisted: search machines pass it over.

local tools = use("tools")

local security = "default-src 'none'; img-src 'self'; style-src 'self'; script-src %s; "
	.. "base-uri 'none'; form-action 'self'; connect-src 'self'; manifest-src 'self'"
local policy, strict_policy = security:format("'self'"), security:format("'none'")

local function paper_name(paper)
	return paper.variant and paper.name .. " " .. paper.variant or paper.name
end

local alternate = part(function(of)
	return h.link{rel = "alternate", hreflang = of.tag, href = of.address}
end)

local function alternates(ctx)
	return {each(ctx.editions, alternate),
		alternate{tag = "x-default", address = ctx.editions[1].address}}
end

local script = part(function(of) return h.script{src = of.src, defer = true} end)

local offline = part(function(of)
	return h.script{src = of.src, defer = true, ["data-worker"] = of.worker}
end)

-- The first one runs before the page is shown.
local first_script = part(function(of) return h.script{src = of.src} end)

-- What all pages of a kind run, of the kinds that issues have.
local kinds = {["story-page"] = {"turn.js", "speech.js", "cite.js"}, page = {"turn.js", "view.js"},
	issue = {}}
local none = {}

local function scripts(ctx, kind)
	local list = {first_script{src = ctx.script}, script{src = ctx.asset("keys.js")}}
	for i, name in ipairs(kinds[kind] or none) do
		list[i + 2] = script{src = ctx.asset(name)}
	end
	return list
end

local links = part(function(of)
	return {
		h.link{rel = "icon", href = of.icon, sizes = "32x32"},
		h.link{rel = "icon", href = of.drawn_icon, type = "image/svg+xml"},
		h.link{rel = "apple-touch-icon", href = of.large_icon},
		h.link{rel = "manifest", href = of.manifest},
		h.link{rel = "alternate", type = "application/atom+xml", title = of.name, href = of.atom},
		h.link{rel = "alternate", type = "application/feed+json", title = of.name,
			href = of.json},
	}
end)

local function own_links(ctx)
	return links{
		icon = ctx.asset("favicon.ico"), drawn_icon = ctx.asset("favicon.svg"),
		large_icon = ctx.asset("icon-180.png"), manifest = ctx.link("manifest.webmanifest"),
		name = paper_name(ctx.paper), atom = ctx.link("feed.xml"), json = ctx.link("feed.json"),
	}
end

-- What browsers are told on every page.
local function conditions(ctx)
	return {
		h.meta{charset = "utf-8"},
		h.meta{["http-equiv"] = "Content-Security-Policy",
			content = ctx.script and policy or strict_policy},
		h.meta{name = "viewport", content = "width=device-width, initial-scale=1"},
		h.meta{name = "color-scheme", content = "light dark"},
		h.meta{name = "theme-color", content = "#191714", media = "(prefers-color-scheme: dark)"},
		h.meta{name = "theme-color", content = "#fbf9f4"},
		h.meta{name = "referrer", content = "no-referrer"},
	}
end

local locales = {hans = "zh_CN", hant = "zh_CN", ["hant-tw"] = "zh_TW", ["hant-hk"] = "zh_HK"}

-- Open Graph: what is shown of a page of that KIND where somebody shares it.
local function shared(of, ctx, kind)
	local page, share = of.page, of.ctx.share
	return {
		h.meta{property = "og:title", content = of.title},
		h.meta{property = "og:type", content = kind == "story-page" and "article" or "website"},
		h.meta{property = "og:site_name", content = paper_name(ctx.paper)},
		h.meta{property = "og:locale", content = locales[ctx.edition.name]},
		when(of.ctx.canonical, h.meta{property = "og:url", content = of.ctx.canonical}),
		when(page.description, h.meta{property = "og:description", content = page.description}),
		when(share, {
			h.meta{property = "og:image", content = share.address},
			h.meta{property = "og:image:width", content = share.width},
			h.meta{property = "og:image:height", content = share.height},
			when(share.alt, h.meta{property = "og:image:alt", content = share.alt}),
			h.meta{name = "twitter:card", content = "summary_large_image"},
		}),
	}
end

-- The heads of pages that lie where that of CTX lies, and are of that KIND.
local function head_part(ctx, kind)
	return part(function(of)
		local page = of.page
		return h.head{
			conditions(ctx),
			h.title{when(page.title, {page.title, " - "}), paper_name(ctx.paper)},
			when(page.description, h.meta{name = "description", content = page.description}),
			h.link{rel = "stylesheet", href = ctx.style},
			when(of.ctx.canonical, h.link{rel = "canonical", href = of.ctx.canonical}),
			when(page.unlisted, h.meta{name = "robots", content = "noindex"}),
			of.alternates,
			own_links(ctx),
			shared(of, ctx, kind),
			of.ctx.metadata,
			ctx.script and scripts(ctx, kind),
			of.own_script,
			ctx.script and ctx.offline and offline{src = ctx.asset("offline.js"),
				worker = ctx.link("sw.js")},
		}
	end)
end

local other_edition = part(function(of)
	return h.li{h.a{href = of.href, hreflang = of.tag, lang = of.tag, rel = "alternate",
		["data-key"] = "\\", of.label}}
end)

local this_edition = part(function(of)
	return h.li{h.span{["aria-current"] = "true", lang = of.tag, of.label}}
end)

local editions = part(function(of)
	return h.nav{class = "switch", ["aria-label"] = t"字形", h.ul{of.list}}
end)

-- 简体 / 繁體: the same page in the other script.
local function switch(ctx)
	local list = {}
	for i, e in ipairs(ctx.editions) do
		list[i] = e.current and this_edition(e) or other_edition(e)
	end
	return editions{list = list}
end

local places = {
	{path = "", label = t"首页"},
	{path = "archive/", label = t"往期"},
	{path = "search/", label = t"搜索", key = "/"},
	{path = "sections/", label = t"栏目"},
	{path = "honours/", label = t"荣誉榜"},
	{path = "about/", label = t"关于本报"},
}

local function current(ctx, path)
	return ctx.path == path and "page"
end

local navigation = part(function(of)
	local list = h.ul{}
	for i, place in ipairs(places) do
		list[i] = h.li{h.a{href = of["href" .. i], ["data-key"] = place.key,
			["aria-current"] = of["current" .. i], place.label}}
	end
	return {
		h.nav{class = "places", ["aria-label"] = t"全站", list},
		h.p{class = "aids", h.a{href = of.reading, ["data-key"] = "?",
			["aria-current"] = of.current, t"阅读设置"}},
	}
end)

local function own_navigation(ctx)
	local values = {reading = ctx.link("reading/"), current = current(ctx, "reading/")}
	for i, place in ipairs(places) do
		values["href" .. i], values["current" .. i] = ctx.link(place.path), current(ctx, place.path)
	end
	return navigation(values)
end

-- The ear beside the name: what a reader of the printed paper finds there.
local function ear(issue, paper)
	return h.div{class = "ear",
		h.p{class = "day", h.a{href = link(issue.path), h.time{datetime = issue.date, issue.long}}},
		h.p{issue.weekday, " ", h.span{class = "lunar", t"农历", issue.lunar}},
		h.p{when(issue.number, {t"总第", issue.number, t"期", " "}), paper.cn},
	}
end

local masthead = part(function(of)
	local paper = of.paper
	local name = {h.a{href = of.home, paper.name},
		when(paper.variant, h.span{class = "variant", paper.variant})}
	return h.div{class = "masthead",
		h.div{class = "title",
			when(of.front, h.h1{class = "name", name}),
			when(of.inside, h.p{class = "name", name}),
			when(paper.slogan, h.p{class = "slogan", paper.slogan}),
		},
		when(of.issue, ear(of.issue, paper)),
	}
end)

local function own_masthead(ctx, front)
	return masthead{home = ctx.link(""), front = front, inside = not front,
		paper = ctx.paper, issue = ctx.issue}
end

local banner = part(function(of)
	return h.header{class = of.class,
		of.masthead,
		h.div{class = "bar", of.bar},
	}
end)

local footer = part(function(of)
	local paper = of.paper
	return h.footer{class = "footer",
		h.p{class = "name", of.name},
		when(of.printed, h.p{
			when(paper.sponsor, h.span{t"主管主办：", paper.sponsor}),
			when(paper.publisher, h.span{t"出版：", paper.publisher}),
			when(paper.cn, h.span{t"国内统一连续出版物号：", paper.cn}),
		}),
		when(paper.contact, h.p{t"联系我们：", paper.contact}),
		h.p{h.a{href = of.feed, type = "application/atom+xml", t"订阅"}},
	}
end)

local function own_footer(ctx)
	local paper = ctx.paper
	return footer{name = paper_name(paper), paper = paper, feed = ctx.link("feed.xml"),
		printed = paper.sponsor or paper.publisher or paper.cn}
end

-- The first link is for who hears the page.
local function body_part(ctx, kind)
	return part(function(of)
		return h.body{
			h.a{class = "skip", href = "#main-text", t"跳到正文"},
			ctx.script and tools.leave(),
			of.banner,
			h.main{id = "main-text", class = kind, of.main},
			own_footer(ctx),
		}
	end)
end

-- What pages share is written once for each depth that they lie at, HOME being the way home.
local depths = {}

local function depth_of(ctx, home)
	local depth = {name = paper_name(ctx.paper), tag = ctx.edition.tag,
		several = ctx.editions[2] ~= nil, mastheads = {}, kinds = {}}
	depths[home] = depth
	return depth
end

-- What all pages of the kind of this one have.
local function kind_of(ctx, kind, depth)
	local key = kind or ""
	local known = depth.kinds[key]
	if not known then
		known = {head = head_part(ctx, kind), body = body_part(ctx, kind)}
		depth.kinds[key] = known
	end
	return known
end

-- Pages of issues: they have the same navigation, too.
ready(function(ctx)
	local depth = depth_of(ctx, ctx.link(""))
	depth.places = written(own_navigation(ctx))
	for kind in pairs(kinds) do
		kind_of(ctx, kind, depth)
	end
end)

-- Inner pages of an issue have the same masthead; where no issue is, a place may be the current one.
local function own_banner(ctx, depth, front, several)
	local issue = not front and ctx.issue
	local path = issue and issue.path
	local masthead = depth.mastheads[path] or written(own_masthead(ctx, front))
	local bar = path and depth.places or own_navigation(ctx)
	if path then
		depth.mastheads[path] = masthead
	end
	return banner{class = front and "banner whole" or "banner", masthead = masthead,
		bar = several and {bar, switch(ctx)} or bar}
end

local function children(page)
	local list = {}
	for i = 1, #page do
		list[i] = page[i]
	end
	return list
end

return function(ctx, page)
	local home = ctx.link("")
	local depth = depths[home] or depth_of(ctx, home)
	local several = depth.several
	local known = kind_of(ctx, page.kind, depth)
	return h.html{lang = depth.tag, ["xml:lang"] = depth.tag,
		known.head{ctx = ctx, page = page, title = page.title or depth.name,
			alternates = several and not page.unlisted and alternates(ctx),
			own_script = page.script and ctx.script and script{src = ctx.asset(page.script)}},
		known.body{banner = own_banner(ctx, depth, page.kind == "home", several),
			main = page.main or children(page)},
	}
end
