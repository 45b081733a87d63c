-- What every page has: head, banner, navigation, footer.
-- frame(ctx, {title = …, description = …, kind = "article", scripts = {"turn.js"}, …children of
-- <main>…}); scripts are files beside the layouts, run when the page is there; unlisted: search
-- machines pass it over.

local tools = use("tools")

local security = "default-src 'none'; img-src 'self'; style-src 'self'; script-src %s; "
	.. "base-uri 'none'; form-action 'self'; connect-src 'self'; manifest-src 'self'"

local function paper_name(paper)
	return paper.variant and paper.name .. " " .. paper.variant or paper.name
end

local function alternates(ctx)
	local list = {}
	if #ctx.editions < 2 then
		return list
	end
	for _, e in ipairs(ctx.editions) do
		list[#list + 1] = h.link{rel = "alternate", hreflang = e.tag, href = e.address}
	end
	list[#list + 1] = h.link{rel = "alternate", hreflang = "x-default",
		href = ctx.editions[1].address}
	return list
end

local locales = {hans = "zh_CN", hant = "zh_CN", ["hant-tw"] = "zh_TW", ["hant-hk"] = "zh_HK"}

-- Open Graph: what is shown of a page where somebody shares it.
local function shared(ctx, page, name)
	local story, share = page.kind == "story-page", ctx.share
	local kind = story and "article" or "website"
	return {
		h.meta{property = "og:title", content = page.title or name},
		once("shared " .. kind, function()
			return {
				h.meta{property = "og:type", content = kind},
				h.meta{property = "og:site_name", content = name},
				h.meta{property = "og:locale", content = locales[ctx.edition.name]},
			}
		end),
		ctx.canonical and h.meta{property = "og:url", content = ctx.canonical},
		page.description and h.meta{property = "og:description", content = page.description},
		share and {
			h.meta{property = "og:image", content = share.address},
			h.meta{property = "og:image:width", content = share.width},
			h.meta{property = "og:image:height", content = share.height},
			share.alt and h.meta{property = "og:image:alt", content = share.alt},
			h.meta{name = "twitter:card", content = "summary_large_image"},
		},
	}
end

local function scripts(ctx, page)
	local list = {h.script{src = ctx.script}, h.script{src = ctx.asset("keys.js"), defer = true}}
	for i, name in ipairs(page.scripts or {}) do
		list[i + 2] = h.script{src = ctx.asset(name), defer = true}
	end
	if ctx.offline then
		list[#list + 1] = h.script{src = ctx.asset("offline.js"), defer = true,
			["data-worker"] = ctx.link("sw.js")}
	end
	return list
end

local function icons(ctx)
	return {
		h.link{rel = "icon", href = ctx.asset("favicon.ico"), sizes = "32x32"},
		h.link{rel = "icon", href = ctx.asset("favicon.svg"), type = "image/svg+xml"},
		h.link{rel = "apple-touch-icon", href = ctx.asset("icon-180.png")},
		h.link{rel = "manifest", href = ctx.link("manifest.webmanifest")},
	}
end

-- What browsers are told on every page.
local function conditions(ctx)
	return {
		h.meta{charset = "utf-8"},
		h.meta{["http-equiv"] = "Content-Security-Policy",
			content = security:format(ctx.script and "'self'" or "'none'")},
		h.meta{name = "viewport", content = "width=device-width, initial-scale=1"},
		h.meta{name = "color-scheme", content = "light dark"},
		h.meta{name = "theme-color", content = "#191714", media = "(prefers-color-scheme: dark)"},
		h.meta{name = "theme-color", content = "#fbf9f4"},
		h.meta{name = "referrer", content = "no-referrer"},
	}
end

local function feeds(ctx, name)
	return {
		h.link{rel = "alternate", type = "application/atom+xml", title = name,
			href = ctx.link("feed.xml")},
		h.link{rel = "alternate", type = "application/feed+json", title = name,
			href = ctx.link("feed.json")},
	}
end

-- Links in what stands on many pages hang on how deep a page lies: HOME is the way home.
local function head(ctx, page, home)
	local name = paper_name(ctx.paper)
	return h.head{
		once("conditions", function() return conditions(ctx) end),
		h.title(page.title and page.title .. " - " .. name or name),
		page.description and h.meta{name = "description", content = page.description},
		h.link{rel = "stylesheet", href = ctx.style},
		ctx.canonical and h.link{rel = "canonical", href = ctx.canonical},
		page.unlisted and h.meta{name = "robots", content = "noindex"} or alternates(ctx),
		once("links " .. home, function() return {icons(ctx), feeds(ctx, name)} end),
		shared(ctx, page, name),
		ctx.metadata,
		ctx.script and once("scripts " .. home .. table.concat(page.scripts or {}, " "),
			function() return scripts(ctx, page) end),
	}
end

-- 简体 / 繁體: the same page in the other script.
local function switch(ctx)
	if #ctx.editions < 2 then
		return nil
	end
	local list = h.ul{}
	for i, e in ipairs(ctx.editions) do
		list[i] = h.li{
			e.current
				and h.span{["aria-current"] = "true", lang = e.tag, e.label}
				or h.a{href = e.href, hreflang = e.tag, lang = e.tag, rel = "alternate",
					["data-key"] = "\\", e.label},
		}
	end
	return h.nav{class = "switch", ["aria-label"] = t"字形", list}
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

local function navigation(ctx)
	local list = h.ul{}
	for i, place in ipairs(places) do
		list[i] = h.li{h.a{href = ctx.link(place.path), ["data-key"] = place.key,
			["aria-current"] = current(ctx, place.path), place.label}}
	end
	return h.nav{class = "places", ["aria-label"] = t"全站", list}
end

-- The ear beside the name: what a reader of the printed paper finds there.
local function ear(ctx)
	local issue = ctx.issue
	if not issue then
		return nil
	end
	return h.div{class = "ear",
		h.p{class = "day",
			h.a{href = ctx.link(issue.path), h.time{datetime = issue.date, issue.long}}},
		h.p{issue.weekday, " ", h.span{class = "lunar", t"农历", issue.lunar}},
		h.p{issue.number and t"总第%d期":format(issue.number), issue.number and " ",
			ctx.paper.cn},
	}
end

local function masthead(ctx, page)
	local name = {h.a{href = ctx.link(""), ctx.paper.name},
		ctx.paper.variant and h.span{class = "variant", ctx.paper.variant}}
	return h.div{class = "masthead",
		h.div{class = "title",
			page.kind == "home" and h.h1{class = "name", name} or h.p{class = "name", name},
			ctx.paper.slogan and h.p{class = "slogan", ctx.paper.slogan},
		},
		ear(ctx),
	}
end

local function aids(ctx)
	return h.p{class = "aids", h.a{href = ctx.link("reading/"), ["data-key"] = "?",
		["aria-current"] = current(ctx, "reading/"), t"阅读设置"}}
end

-- The pages of an issue have the same navigation; those that it leads to, or leads above, do not.
local function own_places(ctx)
	local path = ctx.path or ""
	return path:find("^%d") and "" or path .. "."
end

local function banner(ctx, page, home)
	local issue = ctx.issue and ctx.link(ctx.issue.path) or ""
	return h.header{class = page.kind == "home" and "banner whole" or "banner",
		once(page.kind .. "masthead " .. home .. issue, function() return masthead(ctx, page) end),
		h.div{class = "bar",
			once("places " .. home .. own_places(ctx), function()
				return {navigation(ctx), aids(ctx)}
			end),
			switch(ctx),
		},
	}
end

local function footer(ctx)
	local paper = ctx.paper
	return h.footer{class = "footer",
		h.p{class = "name", paper_name(paper)},
		(paper.sponsor or paper.publisher or paper.cn) and h.p{
			paper.sponsor and h.span{t"主管主办：", paper.sponsor},
			paper.publisher and h.span{t"出版：", paper.publisher},
			paper.cn and h.span{t"国内统一连续出版物号：", paper.cn},
		},
		paper.contact and h.p{t"联系我们：", paper.contact},
		h.p{h.a{href = ctx.link("feed.xml"), type = "application/atom+xml", t"订阅"}},
	}
end

-- To the text, for who hears the page; out of the simple one.
local function ways(ctx)
	return {h.a{class = "skip", href = "#main-text", t"跳到正文"}, ctx.script and tools.leave()}
end

return function(ctx, page)
	local main = h.main{id = "main-text", class = page.kind}
	for i = 1, #page do
		main[i] = page[i]
	end
	local home = ctx.link("") .. " "
	return h.html{lang = ctx.edition.tag, ["xml:lang"] = ctx.edition.tag,
		head(ctx, page, home),
		h.body{
			once("ways", function() return ways(ctx) end),
			banner(ctx, page, home),
			main,
			once("footer " .. home, function() return footer(ctx) end),
		},
	}
end
