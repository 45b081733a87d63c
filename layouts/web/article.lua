-- One story.
local frame, parts = use("frame"), use("parts")

local function bylines(article)
	local list = {}
	for i, b in ipairs(article.bylines) do
		list[i] = h.p{class = "byline", b.text}
	end
	return list
end

local function tags(article)
	if #article.tags == 0 then
		return nil
	end
	local list = h.ul{class = "tags", ["aria-label"] = t"标签"}
	for i, tag in ipairs(article.tags) do
		list[i] = h.li(tag)
	end
	return list
end

-- Shown by script.js, which knows the values.
local function sizes()
	return h.div{class = "sizes", role = "group", ["aria-label"] = t"字号", hidden = true,
		h.span(t"字号"),
		h.button{type = "button", value = "s", t"小"},
		h.button{type = "button", value = "m", t"中"},
		h.button{type = "button", value = "l", t"大"},
		h.button{type = "button", value = "xl", t"特大"},
	}
end

-- 第1版：要闻, and 第3版 where the story goes on: its place on the printed page.
local function places(ctx, article)
	local list = {}
	for i, page in ipairs(article.places) do
		list[i] = {i > 1 and t"、",
			h.a{href = ctx.link(page.zone and page.path .. "#" .. page.zone or page.path),
				parts.page_label(page)}}
	end
	return list
end

local function neighbour(ctx, article, word)
	return article and {href = ctx.link(article.path), word = word, title = article.title}
end

return function(ctx)
	local issue, article = ctx.issue, ctx.article
	return frame(ctx, {
		kind = "story-page",
		title = article.title,
		description = article.excerpt,
		scripts = {"turn.js"},
		h.p{class = "crumbs",
			h.a{href = ctx.link(issue.path), parts.issue_label(issue)},
			article.places[1] and {h.span{" › "}, places(ctx, article)},
		},
		h.article{class = "text",
			h.header{
				article.section and h.p{class = "section", article.section},
				article.kicker and h.p{class = "kicker", words(article.kicker)},
				h.h1{words(article.title)},
				article.deck and h.p{class = "deck", words(article.deck)},
				h.div{class = "meta",
					bylines(article),
					article.source and h.p{class = "source", t"来源：", article.source},
					h.p{h.time{datetime = issue.date, issue.long}},
					ctx.script and sizes(),
				},
			},
			h.div{class = "body", article.body},
			tags(article),
		},
		parts.turn(t"前后文章", neighbour(ctx, ctx.previous, t"上一篇"),
			neighbour(ctx, ctx.next, t"下一篇")),
	})
end
