-- The newest issue as a front page; honours and earlier issues beside it.
local frame, parts = use("frame"), use("parts")

local narrow = "(min-width: 60rem) 18rem, (min-width: 40rem) 50vw, 100vw"

local function heading(ctx, page)
	return h.h2{class = "rule", h.a{href = ctx.link(page.path), parts.page_label(page)}}
end

-- 导读: the first headline of each page behind the front.
local function digest(ctx, issue, front)
	local list = h.ul{}
	for _, page in ipairs(issue.pages) do
		local first = page.articles[1]
		if page.number ~= front.number and first then
			list[#list + 1] = h.li{
				h.a{class = "where", href = ctx.link(page.path), parts.page_label(page)},
				h.a{href = ctx.link(first.path), words(first.title)},
			}
		end
	end
	return list[1] and h.nav{class = "digest", ["aria-labelledby"] = "digest",
		h.h3{id = "digest", t"导读"}, list}
end

local function front(ctx, issue, page)
	return h.section{class = "front", heading(ctx, page),
		parts.plan(ctx, page.articles, 3, digest(ctx, issue, page), true)}
end

local function inside(ctx, page)
	local stories = h.div{class = "stories"}
	for i, article in ipairs(page.articles) do
		stories[i] = parts.shot_story(ctx, article, 3, narrow)
	end
	return h.section{class = "inside", heading(ctx, page), stories}
end

-- The printed pages, small.
local function today(ctx, issue)
	local first = issue.pages[1]
	return first and first.small and h.section{class = "today",
		h.h2{class = "rule", h.a{href = ctx.link(issue.path), t"本期版面"}},
		parts.overview(issue)}
end

local function honours(ctx, issue)
	local roll = issue.roll
	if not roll then
		return nil
	end
	local list = h.ul{}
	for i, entry in ipairs(roll.entries) do
		list[i] = h.li{h.strong(entry.organisation), " ", h.span(entry.honours[1])}
	end
	return h.aside{class = "teaser", ["aria-labelledby"] = "teaser",
		h.h2{id = "teaser", roll.title, roll.sponsored and h.span{class = "sponsored", t"广告"}},
		list,
		h.p{class = "more", h.a{href = ctx.link(issue.path .. "#honours"), t"看证书编号和业务范围"}},
	}
end

local function recent(ctx)
	if #ctx.recent == 0 then
		return nil
	end
	local list = h.ul{}
	for i, issue in ipairs(ctx.recent) do
		local first = issue.articles[1]
		list[i] = h.li{
			h.a{href = ctx.link(issue.path), parts.issue_label(issue)},
			first and h.span{first.title},
		}
	end
	return h.aside{class = "recent", ["aria-labelledby"] = "recent",
		h.h2{id = "recent", t"近期报纸"}, list,
		h.p{class = "more", h.a{href = ctx.link("archive/"), t"全部往期"}},
	}
end

return function(ctx)
	local issue, page = ctx.issue, {kind = "home"}
	if not issue then
		page[1] = h.p(t"还没有出版。")
		return frame(ctx, page)
	end
	page.description = ctx.paper.slogan
	for _, p in ipairs(issue.pages) do
		if #p.articles > 0 then
			page[#page + 1] = #page == 0 and front(ctx, issue, p) or inside(ctx, p)
		end
	end
	page[#page + 1] = today(ctx, issue) or {}
	page[#page + 1] = h.div{class = "below", honours(ctx, issue), recent(ctx)}
	return frame(ctx, page)
end
