-- One story.
local frame, parts, tools = use("frame"), use("parts"), use("tools")

local byline = part(function(one) return h.p{class = "byline", one.line} end)

local name = part(function(of) return h.a{href = link(of.path), of.name} end)
local tag = part(function(of) return h.li{name(of)} end)

-- 第1版：要闻, and 第3版 where the story goes on: its place on the printed page.
local function place_of(page)
	return h.a{href = link(page.at), parts.page_label_of(page)}
end

local place = part(place_of)

-- The second and those behind it.
local function more_places(article)
	local list = {}
	for i = 2, #article.places do
		list[i - 1] = {t"、", place(article.places[i])}
	end
	return list
end

-- The page it stands on, small, where there is room beside the text.
local page_beside = part(function(page)
	return h.a{class = "at-page", href = link(page.at), ["aria-hidden"] = "true", tabindex = -1,
		h.img{src = link(page.small), width = 275, height = 390, alt = "", loading = "lazy"},
		h.span{t"在版面上看"}}
end)

-- Shown by cite.js, where it can copy.
local function copy()
	return h.button{type = "button", hidden = true, ["aria-live"] = "polite",
		["data-done"] = t"已复制", t"复制"}
end

-- Where whole.js shows a picture as large as the window.
local function whole()
	return h.dialog{class = "whole", h.form{method = "dialog", h.button{type = "submit", t"关上"}}}
end

local crumbs = part(function(of)
	local issue, first = of.ctx.issue, of.ctx.article.places[1]
	return h.p{class = "crumbs", h.a{href = link(issue.path), parts.issue_label_of(issue)},
		when(first, {h.span{" › "}, place_of(first), of.more})}
end)

local text = part(function(of)
	local issue, article = of.ctx.issue, of.ctx.article
	return h.article{class = "text",
		h.header{
			when(article.section, h.p{class = "section",
				h.a{href = link(article.section_path), article.section}}),
			when(article.kicker, h.p{class = "kicker", words(article.kicker)}),
			h.h1{words(article.title)},
			when(article.deck, h.p{class = "deck", words(article.deck)}),
			h.div{class = "meta",
				each(article.bylines, byline),
				when(article.source, h.p{class = "source", t"来源：", article.source}),
				h.p{h.time{datetime = issue.date, issue.long}},
				when(article.updated, h.p{class = "updated", t"更新：",
					h.time{datetime = article.updated, article.updated_long}}),
				of.tools,
			},
		},
		h.div{class = "body", article.body},
		when(article.tags[1], h.ul{class = "tags", ["aria-label"] = t"标签",
			each(article.tags, tag)}),
		h.p{class = "cite", t"引用本文：", h.span{article.citation}, when(of.tools, copy())},
	}
end)

local turn = part(function(of)
	return parts.turn{label = t"前后文章",
		before = of.previous, before_word = t"上一篇", before_title = of.previous.title,
		after = of.next, after_word = t"下一篇", after_title = of.next.title}
end)

return function(ctx)
	local article, script = ctx.article, ctx.script
	local places, picture = article.places, article.picture
	local first = places[1]
	return frame(ctx, {
		kind = "story-page",
		title = article.title,
		description = article.excerpt,
		script = picture and "whole.js",
		main = {
			crumbs{ctx = ctx, more = places[2] and more_places(article)},
			first and first.small and page_beside(first),
			text{ctx = ctx, tools = script and tools.story(ctx)},
			turn(ctx),
			script and picture and whole(),
		},
	})
end
