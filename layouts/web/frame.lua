-- What every page has: head, banner, navigation, footer.
-- frame(ctx, {title = …, description = …, kind = "article", scripts = {"turn.js"}, …children of
-- <main>…}); scripts are files beside the layouts, run when the page is there; unlisted: search
-- machines pass it over.

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
	local list = {}
	if #ctx.editions < 2 then
		return list
	end
	for i, e in ipairs(ctx.editions) do
		list[i] = alternate{tag = e.tag, address = e.address}
	end
	list[#list + 1] = alternate{tag = "x-default", address = ctx.editions[1].address}
	return list
end

local script = part(function(of) return h.script{src = of.src, defer = true} end)

local offline = part(function(of)
	return h.script{src = of.src, defer = true, ["data-worker"] = of.worker}
end)

-- The first one runs before the page is shown.
local first_script = part(function(of) return h.script{src = of.src} end)

local function scripts(ctx, page)
	local list = {first_script{src = ctx.script}, script{src = ctx.asset("keys.js")}}
	for i, name in ipairs(page.scripts or {}) do
		list[i + 2] = script{src = ctx.asset(name)}
	end
	if ctx.offline then
		list[#list + 1] = offline{src = ctx.asset("offline.js"), worker = ctx.link("sw.js")}
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

local function own_links(ctx, name)
	return links{
		icon = ctx.asset("favicon.ico"), drawn_icon = ctx.asset("favicon.svg"),
		large_icon = ctx.asset("icon-180.png"), manifest = ctx.link("manifest.webmanifest"),
		name = name, atom = ctx.link("feed.xml"), json = ctx.link("feed.json"),
	}
end

-- What browsers are told on every page.
local function conditions(of)
	return {
		h.meta{charset = "utf-8"},
		h.meta{["http-equiv"] = "Content-Security-Policy", content = of.policy},
		h.meta{name = "viewport", content = "width=device-width, initial-scale=1"},
		h.meta{name = "color-scheme", content = "light dark"},
		h.meta{name = "theme-color", content = "#191714", media = "(prefers-color-scheme: dark)"},
		h.meta{name = "theme-color", content = "#fbf9f4"},
		h.meta{name = "referrer", content = "no-referrer"},
	}
end

-- Open Graph: what is shown of a page where somebody shares it.
local function shared(of)
	return {
		h.meta{property = "og:title", content = of.title},
		h.meta{property = "og:type", content = of.type},
		h.meta{property = "og:site_name", content = of.name},
		h.meta{property = "og:locale", content = of.locale},
		when(of.canonical, h.meta{property = "og:url", content = of.canonical}),
		when(of.description, h.meta{property = "og:description", content = of.description}),
		when(of.image, {
			h.meta{property = "og:image", content = of.image},
			h.meta{property = "og:image:width", content = of.width},
			h.meta{property = "og:image:height", content = of.height},
			when(of.alt, h.meta{property = "og:image:alt", content = of.alt}),
			h.meta{name = "twitter:card", content = "summary_large_image"},
		}),
	}
end

local head = part(function(of)
	return h.head{
		conditions(of),
		h.title{of.heading},
		when(of.description, h.meta{name = "description", content = of.description}),
		h.link{rel = "stylesheet", href = of.style},
		when(of.canonical, h.link{rel = "canonical", href = of.canonical}),
		when(of.unlisted, h.meta{name = "robots", content = "noindex"}),
		of.alternates,
		of.links,
		shared(of),
		of.metadata,
		of.scripts,
	}
end)

local locales = {hans = "zh_CN", hant = "zh_CN", ["hant-tw"] = "zh_TW", ["hant-hk"] = "zh_HK"}

-- Links in what stands on many pages hang on how deep a page lies: HOME is the way home.
local function own_head(ctx, page, home)
	local name, share = paper_name(ctx.paper), ctx.share or {}
	return head{
		policy = ctx.script and policy or strict_policy,
		heading = page.title and page.title .. " - " .. name or name,
		title = page.title or name,
		description = page.description,
		style = ctx.style,
		canonical = ctx.canonical,
		unlisted = page.unlisted,
		alternates = not page.unlisted and alternates(ctx),
		links = once("links " .. home, function() return own_links(ctx, name) end),
		type = page.kind == "story-page" and "article" or "website",
		name = name,
		locale = locales[ctx.edition.name],
		image = share.address, width = share.width, height = share.height, alt = share.alt,
		metadata = ctx.metadata,
		scripts = ctx.script and once("scripts " .. home .. table.concat(page.scripts or {}, " "),
			function() return scripts(ctx, page) end),
	}
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
	if #ctx.editions < 2 then
		return nil
	end
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
local function ear(of)
	return h.div{class = "ear",
		h.p{class = "day", h.a{href = of.issue, h.time{datetime = of.date, of.long}}},
		h.p{of.weekday, " ", h.span{class = "lunar", t"农历", of.lunar}},
		h.p{of.number, of.number_blank, of.cn},
	}
end

local masthead = part(function(of)
	local name = {h.a{href = of.home, of.name},
		when(of.variant, h.span{class = "variant", of.variant})}
	return h.div{class = "masthead",
		h.div{class = "title",
			when(of.front, h.h1{class = "name", name}),
			when(of.inside, h.p{class = "name", name}),
			when(of.slogan, h.p{class = "slogan", of.slogan}),
		},
		when(of.issue, ear(of)),
	}
end)

local function own_masthead(ctx, page, issue_path)
	local paper, issue = ctx.paper, ctx.issue or {}
	return masthead{
		home = ctx.link(""), name = paper.name, variant = paper.variant, slogan = paper.slogan,
		front = page.kind == "home", inside = page.kind ~= "home",
		issue = issue_path, date = issue.date, long = issue.long, weekday = issue.weekday,
		lunar = issue.lunar, number = issue.number and t"总第%d期":format(issue.number),
		number_blank = issue.number and " ", cn = paper.cn,
	}
end

-- The pages of an issue have the same navigation; those that it leads to, or leads above, do not.
local function own_places(ctx)
	local path = ctx.path or ""
	return path:find("^%d") and "" or path .. "."
end

local banner = part(function(of)
	return h.header{class = of.class,
		of.masthead,
		h.div{class = "bar", of.bar},
	}
end)

local function own_banner(ctx, page, home)
	local issue = ctx.issue and ctx.link(ctx.issue.path)
	return banner{
		class = page.kind == "home" and "banner whole" or "banner",
		masthead = once((page.kind == "home" and "front " or "masthead ") .. home .. (issue or ""),
			function() return own_masthead(ctx, page, issue) end),
		bar = {
			once("places " .. home .. own_places(ctx),
				function() return own_navigation(ctx) end),
			switch(ctx),
		},
	}
end

local footer = part(function(of)
	return h.footer{class = "footer",
		h.p{class = "name", of.name},
		when(of.printed, h.p{
			when(of.sponsor, h.span{t"主管主办：", of.sponsor}),
			when(of.publisher, h.span{t"出版：", of.publisher}),
			when(of.cn, h.span{t"国内统一连续出版物号：", of.cn}),
		}),
		when(of.contact, h.p{t"联系我们：", of.contact}),
		h.p{h.a{href = of.feed, type = "application/atom+xml", t"订阅"}},
	}
end)

local function own_footer(ctx)
	local paper = ctx.paper
	return footer{
		name = paper_name(paper), printed = paper.sponsor or paper.publisher or paper.cn,
		sponsor = paper.sponsor, publisher = paper.publisher, cn = paper.cn,
		contact = paper.contact, feed = ctx.link("feed.xml"),
	}
end

-- The first link is for who hears the page.
local body = part(function(of)
	return h.body{
		h.a{class = "skip", href = "#main-text", t"跳到正文"},
		of.leave,
		of.banner,
		h.main{id = "main-text", class = of.kind, of.main},
		of.footer,
	}
end)

return function(ctx, page)
	local main, home = {}, ctx.link("") .. " "
	for i = 1, #page do
		main[i] = page[i]
	end
	return h.html{lang = ctx.edition.tag, ["xml:lang"] = ctx.edition.tag,
		own_head(ctx, page, home),
		body{
			leave = ctx.script and tools.leave(),
			banner = own_banner(ctx, page, home),
			kind = page.kind,
			main = main,
			footer = once("footer " .. home, function() return own_footer(ctx) end),
		},
	}
end
