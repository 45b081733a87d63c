-- The newest issue as a front page; honours and earlier issues beside it.
local frame, parts = use("frame"), use("parts")

local wide = "(min-width: 60rem) 36rem, 100vw"
local narrow = "(min-width: 60rem) 18rem, (min-width: 40rem) 50vw, 100vw"

local function heading(ctx, page)
	return h.h2{class = "rule", h.a{href = ctx.link(page.path), parts.page_label(page)}}
end

local function front(ctx, page)
	local lead = page.articles[1]
	local others = h.div{class = "others"}
	for i = 2, #page.articles do
		others[i - 1] = parts.story(ctx, page.articles[i], 3, {excerpt = true})
	end
	return h.section{class = "front", heading(ctx, page),
		h.div{class = others[1] and "plan" or "plan alone",
			parts.story(ctx, lead, 3, {lead = true, excerpt = true, picture = wide}),
			others[1] and others,
		},
	}
end

local function inside(ctx, page)
	local stories = h.div{class = "stories"}
	for i, article in ipairs(page.articles) do
		stories[i] = parts.story(ctx, article, 3, {excerpt = true, picture = narrow})
	end
	return h.section{class = "inside", heading(ctx, page), stories}
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
	return h.aside{class = "teaser",
		h.h2{roll.title, roll.sponsored and h.span{class = "sponsored", t"广告"}},
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
	return h.aside{class = "recent",
		h.h2(t"近期报纸"), list,
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
			page[#page + 1] = #page == 0 and front(ctx, p) or inside(ctx, p)
		end
	end
	page[#page + 1] = h.div{class = "below", honours(ctx, issue), recent(ctx)}
	return frame(ctx, page)
end
