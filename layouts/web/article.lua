-- One story.
local frame, parts, tools = use("frame"), use("parts"), use("tools")

-- As printed, each name leading to what else it wrote.
local function byline(ctx, one)
	local line, at = h.p{class = "byline"}, 1
	for _, who in ipairs(one.names) do
		local from, to = one.text:find(who.name, at, true)
		if from and who.path then
			line[#line + 1] = one.text:sub(at, from - 1)
			line[#line + 1] = h.a{href = ctx.link(who.path), who.name}
			at = to + 1
		end
	end
	line[#line + 1] = one.text:sub(at)
	return line
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
			h.a{href = ctx.link(page.zone and page.path .. "#" .. page.zone or page.path),
				parts.page_label(page)}}
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

local function day(issue)
	return h.p{h.time{datetime = issue.date, issue.long}}
end

-- Shown by cite.js, where it can copy.
local function copy()
	return h.button{type = "button", hidden = true, ["aria-live"] = "polite",
		["data-done"] = t"已复制", t"复制"}
end

local function citation(ctx, article)
	return h.p{class = "cite", t"引用本文：", h.span{article.citation},
		ctx.script and once("copy", copy)}
end

local function neighbour(ctx, article, word)
	return article and {href = ctx.link(article.path), word = word, title = article.title}
end

-- Where whole.js shows a picture as large as the window.
local function whole()
	return h.dialog{class = "whole", h.form{method = "dialog", h.button{type = "submit", t"关上"}}}
end

return function(ctx)
	local issue, article = ctx.issue, ctx.article
	return frame(ctx, {
		kind = "story-page",
		title = article.title,
		description = article.excerpt,
		scripts = {"turn.js", "speech.js", "cite.js", article.picture and "whole.js"},
		h.p{class = "crumbs",
			once("issue", function()
				return h.a{href = ctx.link(issue.path), parts.issue_label(issue)}
			end),
			article.places[1] and {h.span{" › "}, places(ctx, article)},
		},
		page_beside(ctx, article),
		h.article{class = "text",
			h.header{
				article.section and h.p{class = "section",
					h.a{href = ctx.link(article.section_path), article.section}},
				article.kicker and h.p{class = "kicker", words(article.kicker)},
				h.h1{words(article.title)},
				article.deck and h.p{class = "deck", words(article.deck)},
				h.div{class = "meta",
					bylines(ctx, article),
					article.source and h.p{class = "source", t"来源：", article.source},
					once("day", function() return day(issue) end),
					article.updated and h.p{class = "updated", t"更新：",
						h.time{datetime = article.updated, article.updated_long}},
					ctx.script and once("tools", function() return tools.story(ctx) end),
				},
			},
			h.div{class = "body", article.body},
			tags(ctx, article),
			citation(ctx, article),
		},
		parts.turn(t"前后文章", neighbour(ctx, ctx.previous, t"上一篇"),
			neighbour(ctx, ctx.next, t"下一篇")),
		ctx.script and article.picture and whole(),
	})
end
