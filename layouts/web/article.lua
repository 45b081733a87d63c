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

local function neighbour(ctx, article, class, label)
	return article and h.a{class = class, rel = class, href = ctx.link(article.path),
		h.span(label), " ", article.title}
end

return function(ctx)
	local issue, article = ctx.issue, ctx.article
	local place = article.page
	return frame(ctx, {
		kind = "story-page",
		title = article.title,
		description = article.excerpt,
		h.p{class = "crumbs",
			h.a{href = ctx.link(issue.path), parts.issue_label(issue)},
			place and {h.span{" › "}, h.a{href = ctx.link(place.path), parts.page_label(place)}},
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
					h.p{h.time{datetime = issue.date, issue.long}, " ",
						place and parts.page_label(place)},
					ctx.script and sizes(),
				},
			},
			h.div{class = "body", article.body},
			tags(article),
		},
		h.nav{class = "turn", ["aria-label"] = t"前后文章",
			neighbour(ctx, ctx.previous, "prev", t"上一篇"),
			neighbour(ctx, ctx.next, "next", t"下一篇"),
		},
	})
end
