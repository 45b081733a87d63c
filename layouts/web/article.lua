-- One story.
local frame, parts, tools = use("frame"), use("parts"), use("tools")

local link = part(function(of) return h.a{href = of.href, of.text} end)
local line = part(function(of) return h.p{class = "byline", of.text} end)

-- As printed, each name leading to what else it wrote.
local function byline(ctx, one)
	local text, at = {}, 1
	for _, who in ipairs(one.names) do
		local from, to = one.text:find(who.name, at, true)
		if from and who.path then
			text[#text + 1] = one.text:sub(at, from - 1)
			text[#text + 1] = link{href = ctx.link(who.path), text = who.name}
			at = to + 1
		end
	end
	text[#text + 1] = one.text:sub(at)
	return line{text = text}
end

local function bylines(ctx, article)
	local list = {}
	for i, one in ipairs(article.bylines) do
		list[i] = byline(ctx, one)
	end
	return list
end

local function tags(ctx, article)
	if #article.tags == 0 then
		return nil
	end
	local list = h.ul{class = "tags", ["aria-label"] = t"标签"}
	for i, tag in ipairs(article.tags) do
		list[i] = h.li{h.a{href = ctx.link(tag.path), tag.name}}
	end
	return list
end

-- 第1版：要闻, and 第3版 where the story goes on: its place on the printed page.
local function places(ctx, article)
	local list = {}
	for i, page in ipairs(article.places) do
		list[i] = {i > 1 and t"、",
			link{href = ctx.link(page.zone and page.path .. "#" .. page.zone or page.path),
				text = parts.page_label(page)}}
	end
	return list
end

-- The page it stands on, small, where there is room beside the text.
local function page_beside(ctx, article)
	local page = article.places[1]
	return page and page.small and h.a{class = "at-page",
		href = ctx.link(page.zone and page.path .. "#" .. page.zone or page.path),
		["aria-hidden"] = "true", tabindex = -1,
		h.img{src = ctx.link(page.small), width = 275, height = 390, alt = "", loading = "lazy"},
		h.span{t"在版面上看"}}
end

-- Shown by cite.js, where it can copy.
local function copy()
	return h.button{type = "button", hidden = true, ["aria-live"] = "polite",
		["data-done"] = t"已复制", t"复制"}
end

local function neighbour(ctx, article, word)
	return article and {href = ctx.link(article.path), word = word, title = article.title}
end

-- Where whole.js shows a picture as large as the window.
local function whole()
	return h.dialog{class = "whole", h.form{method = "dialog", h.button{type = "submit", t"关上"}}}
end

local crumbs = part(function(of)
	return h.p{class = "crumbs", h.a{href = of.issue, of.label},
		when(of.places, {h.span{" › "}, of.places})}
end)

local text = part(function(of)
	return h.article{class = "text",
		h.header{
			when(of.section, h.p{class = "section", h.a{href = of.section_path, of.section}}),
			when(of.kicker, h.p{class = "kicker", of.kicker}),
			h.h1{of.title},
			when(of.deck, h.p{class = "deck", of.deck}),
			h.div{class = "meta",
				of.bylines,
				when(of.source, h.p{class = "source", t"来源：", of.source}),
				h.p{h.time{datetime = of.date, of.long}},
				when(of.updated, h.p{class = "updated", t"更新：",
					h.time{datetime = of.updated, of.updated_long}}),
				of.tools,
			},
		},
		h.div{class = "body", of.body},
		of.tags,
		h.p{class = "cite", t"引用本文：", h.span{of.citation}, when(of.tools, copy())},
	}
end)

local function own_text(ctx, issue, article)
	return text{
		section = article.section,
		section_path = article.section and ctx.link(article.section_path),
		kicker = article.kicker and words(article.kicker),
		title = words(article.title),
		deck = article.deck and words(article.deck),
		bylines = bylines(ctx, article),
		source = article.source,
		date = issue.date, long = issue.long,
		updated = article.updated, updated_long = article.updated_long,
		tools = ctx.script and tools.story(ctx),
		body = article.body,
		tags = tags(ctx, article),
		citation = article.citation,
	}
end

return function(ctx)
	local issue, article = ctx.issue, ctx.article
	return frame(ctx, {
		kind = "story-page",
		title = article.title,
		description = article.excerpt,
		scripts = {"turn.js", "speech.js", "cite.js", article.picture and "whole.js"},
		crumbs{issue = ctx.link(issue.path), label = parts.issue_label(issue),
			places = article.places[1] and places(ctx, article)},
		page_beside(ctx, article),
		own_text(ctx, issue, article),
		parts.turn(t"前后文章", neighbour(ctx, ctx.previous, t"上一篇"),
			neighbour(ctx, ctx.next, t"下一篇")),
		ctx.script and article.picture and whole(),
	})
end
